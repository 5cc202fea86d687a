import { Injectable } from '@nestjs/common';
import { displayName, ResidentDirectory, type Allergy, type Bed, type Resident } from '#resident';
import type { Medication } from '#medication';
import { UnitOfWork } from '#platform/database';
import { Clock, HomeZone, type Instant, type Window } from '#platform/time';
import { inTurns, Lane, nextTurn } from '#platform/turns';
import { AdministrationRepository } from '../data/administration.repository.js';
import { PrescriptionRepository } from '../data/prescription.repository.js';
import { ReconciliationRepository } from '../data/reconciliation.repository.js';
import type { Administration } from '../domain/administration.js';
import { canGiveAsNeededDose } from '../domain/can-give.js';
import { asNeededAt, termsOfCase, windowContextOf } from '../domain/dose-case.js';
import { doseState, windowedDoses, type DoseState, type DoseWindow } from '../domain/dose-window.js';
import { flagsOf, type RoundFlag } from '../domain/flags.js';
import type { DoseQuantity, Revision } from '../domain/prescription.js';
import { statusAt } from '../domain/status.js';
import { DoseCases, type MedicatedCase } from './dose-cases.service.js';
import { byBed, byBedThenMedicine, byTime } from '../domain/round-order.js';
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
    for await (const line of inTurns(this.lines(query, window, now))) {
      items.push(...scheduledItems(line, window, now));
      const mayBeGiven = asNeededLine(line, now);
      if (mayBeGiven !== undefined) asNeeded.push(mayBeGiven);
    }
    // Sorting is stable: at one time they stay in the order of the lines.
    return { items: items.sort(byTime), asNeeded };
  }

  /** In the order in which one walks. */
  private async *lines(query: RoundQuery, window: Window, now: Instant): AsyncGenerator<Line, void, undefined> {
    const { reader } = this.unitOfWork;
    const people = await this.people(query, window);
    for (const some of batches(people, READ_TOGETHER)) {
      const known = new Map(some.map((person) => [person.residentId, person]));
      const prescriptions = await this.prescriptions.notOver(reader, window.from, [...known.keys()]);
      await nextTurn();
      const cases = await this.cases.of(reader, prescriptions);
      await nextTurn();
      const unreconciled = await this.reconciliations.pending(reader, [...known.keys()], now);
      await nextTurn();
      const recorded = await this.administrations.inWindow(reader, [...cases.keys()], window);
      await nextTurn();
      const open = [...cases.values()].filter((doseCase) => isOpenAsNeeded(doseCase, now));
      const taken = await this.takenDoses.binding(reader, open, now);
      await nextTurn();
      const last = await this.administrations.lastTaken(reader, [...cases.keys()]);
      const records = new Map(recorded.map((record) => [slotKey(record.prescriptionId, record.scheduledFor), record]));
      yield* [...cases.values()]
        .flatMap((doseCase): Line[] => {
          const { prescription, medicine: medication } = doseCase;
          const person = known.get(prescription.residentId);
          const ids = { prescriptionId: prescription.id };
          return person === undefined
            ? []
            : [{ ...ids, ...person, medication, doseCase, records, taken, last, unreconciled }];
        })
        .sort(byBedThenMedicine);
    }
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

/** A prescription with all that the round tells of it. */
interface Line extends Person, Pick<RoundLine, 'prescriptionId' | 'medication'> {
  readonly doseCase: MedicatedCase;
  /** Of the window, by {@link slotKey}. */
  readonly records: ReadonlyMap<string, Administration>;
  readonly taken: Taken;
  /** When a dose was taken last, by prescription. */
  readonly last: ReadonlyMap<string, Instant>;
  /** Since when a prescription is to be reconciled, by prescription. */
  readonly unreconciled: ReadonlyMap<string, Instant>;
}

function scheduledItems(line: Line, window: Window, now: Instant): readonly RoundItem[] {
  const { doseCase, records, last } = line;
  const terms = termsOfCase(doseCase);
  if (terms === undefined) return [];
  return windowedDoses(terms, window, windowContextOf(doseCase)).map((dose): RoundItem => {
    const administration = records.get(slotKey(line.prescriptionId, dose.scheduledFor)) ?? null;
    return {
      ...toLine(line, dose.revision, dose.scheduledFor),
      scheduledFor: dose.scheduledFor,
      state: doseState(dose, now, administration?.outcome ?? null),
      window: dose.window,
      administration,
      lastGivenAt: last.get(line.prescriptionId) ?? null,
    };
  });
}

function isOpenAsNeeded(doseCase: MedicatedCase, now: Instant): boolean {
  const { prescription, zone } = doseCase;
  return asNeededAt(doseCase, now) !== undefined && statusAt(prescription, now, zone) === 'active';
}

function asNeededLine(line: Line, now: Instant): AsNeededLine | undefined {
  const { doseCase, taken, last, prescriptionId } = line;
  const revision = asNeededAt(doseCase, now);
  if (revision === undefined || !isOpenAsNeeded(doseCase, now)) return undefined;
  const counted = taken.countedFor(doseCase);
  const answer = canGiveAsNeededDose(doseCase, revision, { at: now, quantity: null, counted });
  const own = last.get(prescriptionId);
  const lastGivenAt = [...counted.map(({ at }) => at), ...(own === undefined ? [] : [own])].sort().at(-1);
  return {
    ...toLine(line, revision, now),
    canGive: answer.allowed,
    until: answer.until ?? null,
    lastGivenAt: lastGivenAt ?? null,
  };
}

function* batches<T>(items: readonly T[], size: number): Generator<readonly T[], void, undefined> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}

function slotKey(prescriptionId: string, scheduledFor: Instant | null): string {
  return `${prescriptionId} ${scheduledFor ?? ''}`;
}

function toLine(line: Line, revision: Revision, at: Instant): RoundLine {
  const { prescriptionId, residentId, residentName, bed, medication, doseCase } = line;
  return {
    prescriptionId,
    residentId,
    residentName,
    bed,
    medication,
    dose: revision.dose,
    route: revision.route,
    flags: flagsOf(medication, revision, isUnreconciled(line, at)),
    allergies: doseCase.allergies,
  };
}

function isUnreconciled({ prescriptionId, unreconciled }: Line, at: Instant): boolean {
  const since = unreconciled.get(prescriptionId);
  return since !== undefined && at >= since;
}
