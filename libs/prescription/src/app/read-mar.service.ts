import { Injectable } from '@nestjs/common';
import { ResidentDirectory, ResidentRecord, type KnownAllergies, type Resident } from '#resident';
import { Users, type Caller } from '#platform/access';
import { UnitOfWork } from '#platform/database';
import { byCodeUnits, grouped } from '#platform/kernel';
import { ageOn, Clock, HomeZone, localDateOf, type Instant, type Window, type Zone } from '#platform/time';
import { inTurns } from '#platform/turns';
import { AdministrationRepository } from '../data/administration.repository.js';
import { PrescriptionRepository } from '../data/prescription.repository.js';
import { ReconciliationRepository } from '../data/reconciliation.repository.js';
import type { Administration } from '../domain/administration.js';
import type { AskedEnds } from '../domain/asked-window.js';
import { flagsOf } from '../domain/flags.js';
import { uniqueInitials } from '../domain/initials.js';
import { marAsNeeded, totalsSince } from '../domain/mar-as-needed.js';
import { correctionsOf, isAsNeededLine, signatoriesOf, touches, type MarLine } from '../domain/mar-line.js';
import { marWindow } from '../domain/mar-window.js';
import { isInForce, marDoses, marInterruptions, marTerms } from '../domain/mar.js';
import type { Absence } from '../domain/schedule.js';
import { statusAt } from '../domain/status.js';
import { absencesOf, DoseCases, type MedicatedCase } from './dose-cases.service.js';
import { Taken } from './taken-doses.service.js';

export { ALLERGY_TYPES, CRITICALITIES, RESIDENT_STATUSES, RESUSCITATION_DECISIONS, SEXES } from '#resident';

/** A line of the chart with the medicine as its domain has it. */
export interface MedicatedLine extends MarLine {
  readonly medication: MedicatedCase['medicine'];
}

/** The medicines administration record of a resident (clinical.md A7). */
export interface Mar {
  readonly resident: Resident;
  /** Completed years. */
  readonly age: number;
  readonly allergies: KnownAllergies;
  /** Null: nobody who can be named. */
  readonly allergiesReviewedBy: string | null;
  readonly window: Window;
  readonly timeZone: Zone;
  readonly asOf: Instant;
  readonly madeBy: string;
  /** Those that touch the window. */
  readonly absences: readonly Absence[];
  /** Those as needed last, else by name. */
  readonly lines: readonly MedicatedLine[];
  /** Of everybody who signs in it, by id. */
  readonly initials: ReadonlyMap<string, string>;
  /** By id; who is not here is a program. */
  readonly names: ReadonlyMap<string, string>;
}

/** What is told of every line. */
interface Told {
  readonly window: Window;
  readonly now: Instant;
  readonly records: ReadonlyMap<string, readonly Administration[]>;
  /** Wrong ones of another time that were corrected into one of the window. */
  readonly movedIn: ReadonlyMap<string, readonly Administration[]>;
  readonly byId: ReadonlyMap<string, Administration>;
  readonly taken: Taken;
  readonly unreconciled: ReadonlyMap<string, Instant>;
}

/** What became of a resident's doses, on one chart. */
@Injectable()
export class ReadMar {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly residents: ResidentDirectory,
    private readonly record: ResidentRecord,
    private readonly prescriptions: PrescriptionRepository,
    private readonly administrations: AdministrationRepository,
    private readonly reconciliations: ReconciliationRepository,
    private readonly cases: DoseCases,
    private readonly users: Users,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /**
   * In a fixed number of statements, however many doses.
   * @throws NotFoundError, BadWindowError
   */
  async read(residentId: string, ends: AskedEnds, { displayName: madeBy }: Caller): Promise<Mar> {
    const { reader } = this.unitOfWork;
    const zone = this.zone.id;
    const now = this.clock.now();
    const window = marWindow(ends, now, zone);
    const resident = await this.residents.get(reader, residentId);
    const allergies = await this.record.knownAllergies(reader, residentId);
    const periods = await this.residents.statusPeriods(reader, [residentId]);
    const records = await this.administrations.ofChart(reader, residentId, window);
    const cases = await this.casesOf(residentId, records, window);
    const told = await this.told(residentId, records, window, now);
    const lines: MedicatedLine[] = [];
    for await (const doseCase of inTurns(cases)) {
      const line = lineOf(doseCase, told);
      if (line !== undefined) lines.push(line);
    }
    const people = [...new Set(lines.flatMap(signatoriesOf))];
    const reviewer = allergies.review?.recordedBy ?? '';
    const names = await this.users.displayNames(reader, [...people, reviewer]);
    return {
      ...{ resident, allergies, window, timeZone: zone, asOf: now, madeBy, names },
      age: ageOn(resident.birthDate, localDateOf(now, zone)),
      allergiesReviewedBy: names.get(reviewer) ?? null,
      absences: absencesOf(periods.get(residentId) ?? []).filter((absence) => touches(absence, window)),
      lines: lines.sort(byKindThenName),
      initials: uniqueInitials(people.map((id) => ({ id, name: names.get(id) ?? null }))),
    };
  }

  /** Of all that may have a dose in the window, and of all that has a record there. */
  private async casesOf(
    residentId: string,
    records: readonly Administration[],
    window: Window,
  ): Promise<readonly MedicatedCase[]> {
    const { reader } = this.unitOfWork;
    const current = await this.prescriptions.notOver(reader, window.from, [residentId]);
    const known = new Set(current.map(({ id }) => id));
    const others = records.flatMap(({ prescriptionId }) => (known.has(prescriptionId) ? [] : [prescriptionId]));
    const over = await this.prescriptions.find(reader, [...new Set(others)]);
    return [...(await this.cases.of(reader, [...current, ...over])).values()];
  }

  private async told(
    residentId: string,
    records: readonly Administration[],
    window: Window,
    now: Instant,
  ): Promise<Told> {
    const { reader } = this.unitOfWork;
    const here = new Set(records.map(({ id }) => id));
    const elsewhere = records.flatMap(({ correctedBy }) =>
      correctedBy === null || here.has(correctedBy) ? [] : [correctedBy],
    );
    const right = await this.administrations.find(reader, elsewhere);
    const wrong = await this.administrations.wrongFor(reader, residentId, [...here]);
    const movedIn = wrong.filter(({ id }) => !here.has(id));
    const taken = await this.administrations.takenSince(reader, [residentId], totalsSince(window), window.to);
    const medicines = await this.cases.medicines(
      reader,
      taken.map(({ medicationId }) => medicationId),
    );
    return {
      ...{ window, now },
      records: grouped(records, ({ prescriptionId }) => prescriptionId),
      movedIn: grouped(movedIn, ({ prescriptionId }) => prescriptionId),
      byId: new Map([...records, ...right].map((record) => [record.id, record])),
      taken: new Taken(taken, medicines),
      unreconciled: await this.reconciliations.pending(reader, [residentId], now),
    };
  }
}

/** Undefined: nothing of it belongs to the window. */
function lineOf(doseCase: MedicatedCase, told: Told): MedicatedLine | undefined {
  const { prescription, medicine: medication, zone } = doseCase;
  const { window, now, records, movedIn, byId, taken, unreconciled } = told;
  const own = records.get(prescription.id) ?? [];
  if (own.length === 0 && !isInForce(doseCase, window)) return undefined;
  const standing = own.filter(({ status }) => status === 'recorded');
  const terms = marTerms(prescription, window);
  const [first, ...others] = terms;
  if (first === undefined) return undefined;
  const since = unreconciled.get(prescription.id);
  const whenNeeded = standing.filter(({ scheduledFor }) => scheduledFor === null);
  return {
    prescription,
    medication,
    status: statusAt(prescription, now, zone),
    flags: flagsOf(medication, (others.at(-1) ?? first).revision, since !== undefined && since < window.to),
    terms,
    ...marInterruptions(prescription, window),
    doses: marDoses(
      doseCase,
      standing.filter(({ scheduledFor }) => scheduledFor !== null),
      window,
      now,
    ),
    asNeeded: whenNeeded.length === 0 ? [] : marAsNeeded(whenNeeded, taken.countedFor(doseCase)),
    corrections: correctionsOf([...own, ...(movedIn.get(prescription.id) ?? [])], byId),
  };
}

function byKindThenName(a: MedicatedLine, b: MedicatedLine): number {
  return (
    Number(isAsNeededLine(a)) - Number(isAsNeededLine(b)) ||
    a.medication.name.localeCompare(b.medication.name, 'en') ||
    byCodeUnits(a.prescription.id, b.prescription.id)
  );
}
