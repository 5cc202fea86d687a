import { Inject, Injectable } from '@nestjs/common';
import { MedicationDirectory, StockDirectory, toStockUnits, type Medication, type StockAccount } from '#medication';
import { ResidentDirectory } from '#resident';
import { grouped, type Quantity } from '#platform/kernel';
import type { Reader } from '#platform/database';
import { addMinutes, HomeZone, type Instant } from '#platform/time';
import { nextTurn } from '#platform/turns';
import { PrescriptionRepository } from '../data/prescription.repository.js';
import { SupplyRepository } from '../data/supply.repository.js';
import type { DoseCase } from '../domain/dose-case.js';
import type { WindowRules } from '../domain/dose-window.js';
import type { DoseQuantity, Prescription } from '../domain/prescription.js';
import type { Absence } from '../domain/schedule.js';
import { demandOf, longestWait, type Demand } from '../domain/stock-demand.js';
import { absencesOf, WINDOW_RULES } from './dose-cases.service.js';

/** A medicine with what there is of it and all that will be taken from that. */
export interface MedicineDemand {
  readonly medicine: Medication;
  /** Of everyone who has ever had some; none: its stock isn't counted. */
  readonly accounts: readonly StockAccount[];
  readonly cases: readonly DoseCase[];
  /** Of the {@link cases}, in their order. */
  readonly demands: readonly Demand[];
  readonly toStockUnits: (dose: DoseQuantity) => Quantity | undefined;
}

/** How many prescriptions are read at once, so that others are kept waiting for milliseconds only. */
const READ_TOGETHER = 100;

/** Gathers what is in stock and what the prescriptions will take from it, medicine by medicine. */
@Injectable()
export class StockDemands {
  constructor(
    private readonly medications: MedicationDirectory,
    private readonly stock: StockDirectory,
    private readonly residents: ResidentDirectory,
    private readonly prescriptions: PrescriptionRepository,
    private readonly supply: SupplyRepository,
    private readonly zone: HomeZone,
    @Inject(WINDOW_RULES) private readonly rules: WindowRules,
  ) {}

  /** The medicines that somebody may have a dose of at `now` or later. */
  async prescribed(reader: Reader, now: Instant): Promise<readonly string[]> {
    const found = await this.supply.prescribed(reader, now);
    return [...new Set(found.map(({ medicationId }) => medicationId))];
  }

  /**
   * In the order of the ids. Seven statements for every 100 prescriptions, in turns; one medicine is never split.
   */
  async *of(
    reader: Reader,
    medicationIds: readonly string[],
    now: Instant,
  ): AsyncGenerator<MedicineDemand, void, undefined> {
    const prescribed = grouped(
      await this.supply.prescribed(reader, now, medicationIds),
      ({ medicationId }) => medicationId,
    );
    const absences = new Map<string, readonly Absence[]>();
    for (const ids of together(medicationIds, (id) => prescribed.get(id)?.length ?? 0)) {
      await nextTurn();
      const wanted = ids.flatMap((id) => prescribed.get(id) ?? []).map(({ prescriptionId }) => prescriptionId);
      const found = await this.prescriptions.find(reader, wanted);
      await nextTurn();
      yield* await this.demands(reader, ids, { found, absences, now });
    }
  }

  private async demands(
    reader: Reader,
    medicationIds: readonly string[],
    {
      found,
      absences,
      now,
    }: { found: readonly Prescription[]; absences: Map<string, readonly Absence[]>; now: Instant },
  ): Promise<readonly MedicineDemand[]> {
    const medicines = await this.medications.find(reader, medicationIds);
    const accounts = grouped(await this.stock.accounts(reader, medicationIds), ({ medicationId }) => medicationId);
    const strangers = [...new Set(found.map(({ residentId }) => residentId))].filter((id) => !absences.has(id));
    const periods = await this.residents.statusPeriods(reader, strangers);
    for (const id of strangers) absences.set(id, absencesOf(periods.get(id) ?? []));
    const wait = longestWait(this.rules);
    const near = { from: addMinutes(now, -wait), to: addMinutes(now, wait) };
    const recorded = await this.supply.recordedSlots(
      reader,
      found.map(({ id }) => id),
      near,
    );
    const byMedicine = grouped(found, ({ medicationId }) => medicationId);
    const known = new Map(medicines.map((medicine) => [medicine.id, medicine]));
    return medicationIds.flatMap((id) => {
      const medicine = known.get(id);
      if (medicine === undefined) return [];
      const inStockUnits = (dose: DoseQuantity): Quantity | undefined =>
        toStockUnits(medicine, dose.quantity, dose.unit);
      const cases = (byMedicine.get(id) ?? []).map((prescription): DoseCase => {
        const away = absences.get(prescription.residentId) ?? [];
        return { prescription, medicine, absences: away, allergies: [], rules: this.rules, zone: this.zone.id };
      });
      const demands = cases.map((doseCase) => {
        const slots = recorded.get(doseCase.prescription.id) ?? new Set();
        return demandOf(doseCase, { now, recorded: slots, toStockUnits: inStockUnits });
      });
      return [{ medicine, accounts: accounts.get(id) ?? [], cases, demands, toStockUnits: inStockUnits }];
    });
  }
}

/** Medicines of about {@link READ_TOGETHER} prescriptions at a time, in their order. */
function* together(
  medicationIds: readonly string[],
  sizeOf: (id: string) => number,
): Generator<readonly string[], void, undefined> {
  let some: string[] = [];
  let size = 0;
  for (const id of medicationIds) {
    if (some.length > 0 && (size + sizeOf(id) > READ_TOGETHER || some.length >= READ_TOGETHER)) {
      yield some;
      some = [];
      size = 0;
    }
    some.push(id);
    size += sizeOf(id);
  }
  if (some.length > 0) yield some;
}
