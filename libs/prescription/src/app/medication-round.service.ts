import { Injectable } from '@nestjs/common';
import { displayName, ResidentDirectory, type Allergy, type Bed, type Resident } from '#resident';
import type { Medication } from '#medication';
import { UnitOfWork } from '#platform/database';
import { grouped } from '#platform/kernel';
import { Clock, HomeZone, type Instant, type Window } from '#platform/time';
import { eachInTurns, inTurns, Lane, nextTurn } from '#platform/turns';
import { AdministrationRepository } from '../data/administration.repository.js';
import { PrescriptionRepository } from '../data/prescription.repository.js';
import { ReconciliationRepository } from '../data/reconciliation.repository.js';
import type { Administration } from '../domain/administration.js';
import { whenAsNeededDose } from '../domain/can-give.js';
import { asNeededAt, type AsNeededRevision } from '../domain/dose-case.js';
import { doseState, type DoseState, type DoseWindow, type WindowedDose } from '../domain/dose-window.js';
import { flagsOf, type RoundFlag } from '../domain/flags.js';
import { dosesInWindow } from '../domain/known-doses.js';
import type { DoseQuantity, Revision } from '../domain/prescription.js';
import { statusAt } from '../domain/status.js';
import { DoseCases, type MedicatedCase } from './dose-cases.service.js';
import { byBed, byMedicine, byTime, placesOfNames } from '../domain/round-order.js';
import { roundWindow } from '../domain/round-window.js';
import { TakenDoses, type Taken } from './taken-doses.service.js';

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
  /** When a dose of this prescription was last taken; null: never. */
  readonly lastGivenAt: Instant | null;
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

/** How many residents are looked up at once, and whose prescriptions are read at once: few enough for one turn. */
const LOOKED_UP = 100;
const READ_TOGETHER = 30;

/** Rounds that are made at once, each of some megabytes, and that may wait for it. */
const AT_ONCE = 4;
const MAY_WAIT = 50;

/** The doses that are due in the home. */
@Injectable()
export class ReadMedicationRound {
  private readonly lane = new Lane(AT_ONCE, MAY_WAIT);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly prescriptions: PrescriptionRepository,
    private readonly administrations: AdministrationRepository,
    private readonly reconciliations: ReconciliationRepository,
    private readonly residents: ResidentDirectory,
    private readonly cases: DoseCases,
    private readonly takenDoses: TakenDoses,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /**
   * A fixed number of statements for every 30 residents, however many doses; in turns.
   * @throws BadWindowError; OverloadedError when too many rounds are asked for at once.
   */
  async read(query: RoundQuery): Promise<MedicationRound> {
    const window = roundWindow(query, this.clock.now(), this.zone.id);
    return this.lane.run(sizeOf(query), () => this.make(query, window));
  }

  private async make(query: RoundQuery, window: Window): Promise<MedicationRound> {
    const now = this.clock.now();
    const items: RoundItem[] = [];
    const asNeeded: AsNeededLine[] = [];
    for (const some of batches(await this.people(query, window), READ_TOGETHER)) {
      const lines = await this.lines(some, window, now);
      const told = await this.told(lines, now, window);
      await eachInTurns(lines, (line) => {
        for (const dose of line.doses) items.push(scheduledItem(line, dose, told));
        if (line.whenNeeded !== undefined) asNeeded.push(asNeededLine(line, line.whenNeeded, told));
      });
    }
    // Sorting is stable: at one time they stay in the order of the lines.
    return { items: items.sort(byTime), asNeeded };
  }

  /** What some residents have in the window or may have now, in the order in which one walks. */
  private async lines(some: readonly Person[], window: Window, now: Instant): Promise<readonly Line[]> {
    const { reader } = this.unitOfWork;
    const residentIds = some.map(({ residentId }) => residentId);
    const prescriptions = await this.prescriptions.notOver(reader, window.from, residentIds);
    await nextTurn();
    const cases = [...(await this.cases.of(reader, prescriptions)).values()];
    const casesOf = grouped(cases, ({ prescription }) => prescription.residentId);
    const places = placesOfNames(cases.map(({ medicine }) => medicine.name));
    const lines: Line[] = [];
    await eachInTurns(some, (person) => {
      const own: Line[] = [];
      for (const doseCase of casesOf.get(person.residentId) ?? []) {
        const line = lineOf(person, doseCase, window, now);
        if (line !== undefined) own.push(line);
      }
      lines.push(...own.sort((a, b) => byMedicine(a, b, places)));
    });
    return lines;
  }

  /** What was recorded, and is to be decided on, of the prescriptions of these lines. */
  private async told(lines: readonly Line[], now: Instant, window: Window): Promise<Told> {
    const { reader } = this.unitOfWork;
    const residentIds = [...new Set(lines.map(({ person }) => person.residentId))];
    const unreconciled = await this.reconciliations.pending(reader, residentIds, now);
    await nextTurn();
    const due = lines.flatMap(({ doses, prescriptionId }) => (doses.length > 0 ? [prescriptionId] : []));
    const recorded = await this.administrations.inWindow(reader, due, window);
    await nextTurn();
    const open = lines.flatMap(({ whenNeeded, doseCase }) => (whenNeeded === undefined ? [] : [doseCase]));
    const taken = await this.takenDoses.binding(reader, open, now);
    await nextTurn();
    const ids = lines.map(({ prescriptionId }) => prescriptionId);
    const last = await this.administrations.lastTaken(reader, ids);
    const records = new Map(recorded.map((record) => [slotKey(record.prescriptionId, record.scheduledFor), record]));
    return { now, records, taken, last, unreconciled };
  }

  /** Who may have a dose in the window, in the order in which one walks. */
  private async people({ unit, residentId }: RoundQuery, window: Window): Promise<readonly Person[]> {
    const { reader } = this.unitOfWork;
    const ids =
      residentId === undefined ? await this.prescriptions.residentsWithDoses(reader, window.from) : [residentId];
    const found: Resident[] = [];
    for await (const some of inTurns(batches(ids, LOOKED_UP))) {
      found.push(...(await this.residents.find(reader, { ids: some, unit })));
    }
    return found
      .map((resident) => ({ residentId: resident.id, residentName: displayName(resident), bed: resident.bed }))
      .sort(byBed);
  }
}

/** A resident's round before that of a unit, and that before the whole home's. */
function sizeOf({ residentId, unit }: RoundQuery): number {
  if (residentId !== undefined) return 0;
  return unit !== undefined ? 1 : 2;
}

type Person = Pick<RoundLine, 'residentId' | 'residentName' | 'bed'>;

/** A prescription with what it has in the window, or what may be given of it now. */
interface Line {
  readonly prescriptionId: string;
  readonly person: Person;
  readonly medication: Medication;
  readonly doseCase: MedicatedCase;
  readonly doses: readonly WindowedDose[];
  /** Where it is open. */
  readonly whenNeeded: AsNeededRevision | undefined;
}

/** What is told of every line. */
interface Told {
  readonly now: Instant;
  /** Of the window, by {@link slotKey}. */
  readonly records: ReadonlyMap<string, Administration>;
  readonly taken: Taken;
  /** When a dose was taken last, by prescription. */
  readonly last: ReadonlyMap<string, Instant>;
  /** Since when a prescription is to be reconciled, by prescription. */
  readonly unreconciled: ReadonlyMap<string, Instant>;
}

/** Undefined: there is nothing to tell. */
function lineOf(person: Person, doseCase: MedicatedCase, window: Window, now: Instant): Line | undefined {
  const { prescription, medicine: medication, zone } = doseCase;
  const doses = dosesInWindow(doseCase, window);
  const revision = asNeededAt(doseCase, now);
  const whenNeeded = revision !== undefined && statusAt(prescription, now, zone) === 'active' ? revision : undefined;
  if (doses.length === 0 && whenNeeded === undefined) return undefined;
  return { prescriptionId: prescription.id, person, medication, doseCase, doses, whenNeeded };
}

function scheduledItem(line: Line, dose: WindowedDose, told: Told): RoundItem {
  const { scheduledFor, window } = dose;
  const administration = told.records.get(slotKey(line.prescriptionId, scheduledFor)) ?? null;
  return Object.assign(toLine(line, dose.revision, told, scheduledFor), {
    scheduledFor,
    state: doseState(dose, told.now, administration?.outcome ?? null),
    window,
    administration,
    lastGivenAt: told.last.get(line.prescriptionId) ?? null,
  });
}

function asNeededLine(line: Line, revision: AsNeededRevision, told: Told): AsNeededLine {
  const { doseCase, prescriptionId } = line;
  const { now, taken, last } = told;
  const counted = taken.countedFor(doseCase);
  const answer = whenAsNeededDose(doseCase, revision, { at: now, quantity: null, counted });
  const own = last.get(prescriptionId);
  const lastGivenAt = [...counted.map(({ at }) => at), ...(own === undefined ? [] : [own])].sort().at(-1);
  return Object.assign(toLine(line, revision, told, now), {
    canGive: answer.allowed,
    until: answer.until ?? null,
    lastGivenAt: lastGivenAt ?? null,
  });
}

function* batches<T>(items: readonly T[], size: number): Generator<readonly T[], void, undefined> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}

function slotKey(prescriptionId: string, scheduledFor: Instant | null): string {
  return `${prescriptionId} ${scheduledFor ?? ''}`;
}

function toLine(line: Line, revision: Revision, { unreconciled }: Told, at: Instant): RoundLine {
  const { prescriptionId, person, medication, doseCase } = line;
  const since = unreconciled.get(prescriptionId);
  return {
    prescriptionId,
    residentId: person.residentId,
    residentName: person.residentName,
    bed: person.bed,
    medication,
    dose: revision.dose,
    route: revision.route,
    flags: flagsOf(medication, revision, since !== undefined && at >= since),
    allergies: doseCase.allergies,
  };
}
