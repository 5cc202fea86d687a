import { Injectable } from '@nestjs/common';
import { displayName, ResidentDirectory, type Allergy, type Bed, type Resident } from '#resident';
import type { Medication } from '#medication';
import { UnitOfWork } from '#platform/database';
import { Clock, HomeZone, type Instant, type Window } from '#platform/time';
import { AdministrationRepository } from '../data/administration.repository.js';
import { PrescriptionRepository } from '../data/prescription.repository.js';
import type { Administration } from '../domain/administration.js';
import { canGiveAsNeededDose } from '../domain/can-give.js';
import { asNeededAt, termsOfCase, windowContextOf } from '../domain/dose-case.js';
import { doseState, windowedDoses, type DoseState, type DoseWindow } from '../domain/dose-window.js';
import type { DoseQuantity, Revision } from '../domain/prescription.js';
import { statusAt } from '../domain/status.js';
import { DoseCases, type MedicatedCase } from './dose-cases.service.js';
import { byBed, byTimeThenBed } from '../domain/round-order.js';
import { roundWindow } from '../domain/round-window.js';
import { TakenDoses } from './taken-doses.service.js';

/** What is to be looked out for at a dose. */
export const ROUND_FLAGS = ['controlled', 'witness-required', 'high-risk', 'time-critical', 'critical'] as const;
export type RoundFlag = (typeof ROUND_FLAGS)[number];

/** Of whom and what, in every line of a round. */
export interface RoundLine {
  readonly prescriptionId: string;
  readonly residentId: string;
  readonly residentName: string;
  readonly bed: Bed | null;
  readonly medication: Medication;
  readonly dose: DoseQuantity;
  readonly route: string;
  readonly flags: readonly RoundFlag[];
  readonly allergies: readonly Allergy[];
}

/** A dose of the window, recorded or not. */
export interface RoundItem extends RoundLine {
  readonly scheduledFor: Instant;
  readonly state: DoseState;
  readonly window: DoseWindow;
  readonly administration: Administration | null;
}

/** A medicine that may be given when needed. */
export interface AsNeededLine extends RoundLine {
  readonly canGive: boolean;
  /** The first instant at which it can be given, where it can't be now and waiting helps. */
  readonly until: Instant | null;
  /** The last dose of this prescription, or of another of the same substance. */
  readonly lastGivenAt: Instant | null;
}

export interface MedicationRound {
  readonly items: readonly RoundItem[];
  readonly asNeeded: readonly AsNeededLine[];
}

export interface RoundQuery {
  /** Instants, or local dates that mean their whole day. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly unit?: string | undefined;
  readonly residentId?: string | undefined;
}

/** The doses that are due in the home. */
@Injectable()
export class ReadMedicationRound {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly prescriptions: PrescriptionRepository,
    private readonly administrations: AdministrationRepository,
    private readonly residents: ResidentDirectory,
    private readonly cases: DoseCases,
    private readonly takenDoses: TakenDoses,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /** A fixed number of statements, however many residents and doses. @throws BadWindowError */
  async read(query: RoundQuery): Promise<MedicationRound> {
    const { reader } = this.unitOfWork;
    const now = this.clock.now();
    const window = roundWindow(query, now, this.zone.id);
    const open = await this.prescriptions.notOver(reader, window.from, query.residentId);
    if (open.length === 0) return { items: [], asNeeded: [] };
    const ids = [...new Set(open.map(({ residentId }) => residentId))];
    const residents = await this.residents.find(reader, { ids, unit: query.unit });
    const known = new Map(residents.map((resident) => [resident.id, resident]));
    const cases = await this.cases.of(
      reader,
      open.filter(({ residentId }) => known.has(residentId)),
    );
    const lines = [...cases.values()].flatMap((doseCase) => {
      const resident = known.get(doseCase.prescription.residentId);
      return resident === undefined ? [] : [{ doseCase, resident }];
    });
    const recorded = await this.administrations.inWindow(reader, [...cases.keys()], window);
    const items = scheduledItems(lines, recorded, window, now).sort(byTimeThenBed);
    return { items, asNeeded: await this.asNeeded(lines, now) };
  }

  private async asNeeded(lines: readonly Line[], now: Instant): Promise<readonly AsNeededLine[]> {
    const { reader } = this.unitOfWork;
    const open = lines.flatMap((line) => {
      const { prescription, zone } = line.doseCase;
      const revision = asNeededAt(line.doseCase, now);
      return revision !== undefined && statusAt(prescription, now, zone) === 'active' ? [{ line, revision }] : [];
    });
    const cases = open.map(({ line }) => line.doseCase);
    const taken = await this.takenDoses.binding(reader, cases, now);
    const last = await this.administrations.lastTaken(
      reader,
      cases.map(({ prescription }) => prescription.id),
    );
    return open
      .map(({ line, revision }): AsNeededLine => {
        const counted = taken.countedFor(line.doseCase);
        const answer = canGiveAsNeededDose(line.doseCase, revision, { at: now, quantity: null, counted });
        const own = last.get(line.doseCase.prescription.id);
        const lastGivenAt = [...counted.map(({ at }) => at), ...(own === undefined ? [] : [own])].sort().at(-1);
        return {
          ...toLine(line, revision),
          canGive: answer.allowed,
          until: answer.until ?? null,
          lastGivenAt: lastGivenAt ?? null,
        };
      })
      .sort(byBed);
  }
}

/** A prescription whose doses the round shows, and whose they are. */
interface Line {
  readonly doseCase: MedicatedCase;
  readonly resident: Resident;
}

function scheduledItems(
  lines: readonly Line[],
  recorded: readonly Administration[],
  window: Window,
  now: Instant,
): RoundItem[] {
  const records = new Map(recorded.map((record) => [slotKey(record.prescriptionId, record.scheduledFor), record]));
  return lines.flatMap((line) => {
    const { doseCase } = line;
    const terms = termsOfCase(doseCase);
    if (terms === undefined) return [];
    return windowedDoses(terms, window, windowContextOf(doseCase)).map((dose): RoundItem => {
      const administration = records.get(slotKey(doseCase.prescription.id, dose.scheduledFor)) ?? null;
      return {
        ...toLine(line, dose.revision),
        scheduledFor: dose.scheduledFor,
        state: doseState(dose, now, administration?.outcome ?? null),
        window: dose.window,
        administration,
      };
    });
  });
}

function slotKey(prescriptionId: string, scheduledFor: Instant | null): string {
  return `${prescriptionId} ${scheduledFor ?? ''}`;
}

function toLine({ doseCase, resident }: Line, revision: Revision): RoundLine {
  const { prescription, medicine, allergies } = doseCase;
  return {
    prescriptionId: prescription.id,
    residentId: resident.id,
    residentName: displayName(resident),
    bed: resident.bed,
    medication: medicine,
    dose: revision.dose,
    route: revision.route,
    flags: flagsOf(medicine, revision),
    allergies,
  };
}

function flagsOf(medicine: Medication, { critical }: Revision): readonly RoundFlag[] {
  const raised: Readonly<Record<RoundFlag, boolean>> = {
    controlled: medicine.controlled,
    'witness-required': medicine.witnessRequired,
    'high-risk': medicine.highRisk,
    'time-critical': medicine.timeCritical,
    critical,
  };
  return ROUND_FLAGS.filter((flag) => raised[flag]);
}
