import { Injectable } from '@nestjs/common';
import type { Medication } from '#medication';
import { ResidentDirectory } from '#resident';
import { byCodeUnits, fold } from '#platform/kernel';
import { UnitOfWork, type Reader } from '#platform/database';
import {
  addDays,
  Clock,
  HomeZone,
  localDateOf,
  minutesBetween,
  startOfDay,
  type Instant,
  type Window,
} from '#platform/time';
import { Lane, nextTurn } from '#platform/turns';
import { AdherenceRepository } from '../data/adherence.repository.js';
import { PrescriptionRepository } from '../data/prescription.repository.js';
import { adherenceWindow, stretchesOf } from '../domain/adherence-window.js';
import { isAsNeeded, termsOfCase, windowContextOf } from '../domain/dose-case.js';
import { DoseTally, type DoseCounts, type DoseOutcome } from '../domain/dose-counts.js';
import { windowedDoses } from '../domain/dose-window.js';
import { DoseCases, type MedicatedCase } from './dose-cases.service.js';

/** What became of the doses of one medicine. */
export interface MedicineAdherence {
  readonly medication: Medication;
  readonly prescriptionIds: readonly string[];
  readonly counts: DoseCounts;
  /** How often it was taken when needed. */
  readonly takenAsNeeded: number;
}

/** How a resident has kept to what was prescribed. */
export interface Adherence {
  readonly residentId: string;
  readonly period: Window;
  readonly asOf: Instant;
  readonly total: DoseCounts;
  /** By name; medicines of which no dose was due and none was taken are left out. */
  readonly medicines: readonly MedicineAdherence[];
}

export interface AdherenceQuery {
  /** Instants, or local dates that mean their whole day. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A quarter of a year: some thousand records are read at once. */
const STRETCH_DAYS = 92;

/** Reports that are made at once, and that may wait for it. */
const AT_ONCE = 4;
const MAY_WAIT = 50;

/** Counts what became of doses, by the schedules and the records, over as much time as is asked for. */
@Injectable()
export class ReadAdherence {
  private readonly lane = new Lane(AT_ONCE, MAY_WAIT);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly prescriptions: PrescriptionRepository,
    private readonly records: AdherenceRepository,
    private readonly residents: ResidentDirectory,
    private readonly cases: DoseCases,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /**
   * In turns; two statements more for every 92 days.
   * @throws NotFoundError, BadWindowError; OverloadedError when too many are asked for at once.
   */
  async read(residentId: string, query: AdherenceQuery): Promise<Adherence> {
    const now = this.clock.now();
    const period = adherenceWindow(query, now, this.zone.id);
    await this.residents.get(this.unitOfWork.reader, residentId);
    const make = (reader: Reader): Promise<Adherence> => this.make(reader, residentId, period, now);
    // A week comes before a year.
    return this.lane.run(minutesBetween(period.from, period.to), () => this.unitOfWork.report(make));
  }

  private async make(reader: Reader, residentId: string, period: Window, now: Instant): Promise<Adherence> {
    const current = await this.prescriptions.notOver(reader, period.from, [residentId]);
    const over = await this.records.recordedAfterEnd(reader, residentId, period.from);
    const prescriptions = [...current, ...(await this.prescriptions.find(reader, over))];
    const cases = [...(await this.cases.of(reader, prescriptions)).values()];
    const total = new DoseTally();
    const tallies = new Map<string, Tally>();
    for (const stretch of stretchesOf(this.sofar(period, now), STRETCH_DAYS)) {
      await this.count(reader, cases, stretch, { now, total, tallies });
    }
    const medicines = [...tallies.values()].map(toMedicine).filter(hasDoses).sort(byName);
    return { residentId, period, asOf: now, total: total.counts(), medicines };
  }

  private async count(
    reader: Reader,
    cases: readonly MedicatedCase[],
    stretch: Window,
    { now, total, tallies }: { now: Instant; total: DoseTally; tallies: Map<string, Tally> },
  ): Promise<void> {
    const ids = cases.map(({ prescription }) => prescription.id);
    const recorded = await this.records.outcomes(reader, ids, stretch);
    const asNeeded = cases.filter(({ prescription }) => prescription.revisions.some(isAsNeeded));
    const taken = await this.records.takenAsNeeded(
      reader,
      asNeeded.map(({ prescription }) => prescription.id),
      stretch,
    );
    for (const doseCase of cases) {
      await nextTurn();
      const tally = tallyOf(tallies, doseCase);
      const left = recorded.get(doseCase.prescription.id) ?? new Map<Instant, DoseOutcome>();
      const terms = termsOfCase(doseCase);
      for (const dose of terms === undefined ? [] : windowedDoses(terms, stretch, windowContextOf(doseCase))) {
        const record = left.get(dose.scheduledFor) ?? null;
        left.delete(dose.scheduledFor);
        for (const one of [tally.scheduled, total]) one.add(dose, record, now);
      }
      // What was recorded before the schedule was changed for the past became of a dose all the same.
      for (const { outcome } of left.values()) for (const one of [tally.scheduled, total]) one.count(outcome, false);
      tally.takenAsNeeded += taken.get(doseCase.prescription.id) ?? 0;
    }
  }

  /** Nothing of the day after tomorrow can have a window that is open now. */
  private sofar({ from, to }: Window, now: Instant): Window {
    const end = startOfDay(addDays(localDateOf(now, this.zone.id), 2), this.zone.id);
    return { from, to: end < to ? end : to };
  }
}

interface Tally {
  readonly medication: Medication;
  readonly prescriptionIds: Set<string>;
  readonly scheduled: DoseTally;
  takenAsNeeded: number;
}

function tallyOf(tallies: Map<string, Tally>, { medicine, prescription }: MedicatedCase): Tally {
  const tally = tallies.get(medicine.id) ?? {
    ...{ medication: medicine, prescriptionIds: new Set<string>(), scheduled: new DoseTally(), takenAsNeeded: 0 },
  };
  tallies.set(medicine.id, tally);
  tally.prescriptionIds.add(prescription.id);
  return tally;
}

function toMedicine({ medication, prescriptionIds, scheduled, takenAsNeeded }: Tally): MedicineAdherence {
  return { medication, prescriptionIds: [...prescriptionIds].sort(), counts: scheduled.counts(), takenAsNeeded };
}

function hasDoses({ counts, takenAsNeeded }: MedicineAdherence): boolean {
  return counts.due > 0 || counts.notRequired > 0 || takenAsNeeded > 0;
}

function byName({ medication: a }: MedicineAdherence, { medication: b }: MedicineAdherence): number {
  return byCodeUnits(fold(a.name), fold(b.name)) || byCodeUnits(a.id, b.id);
}
