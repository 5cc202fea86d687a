import { Injectable } from '@nestjs/common';
import { merged, subtract, ZERO } from '#platform/kernel';
import { newId, type Reader, type Tx } from '#platform/database';
import { HomeZone, localDateOf, type Instant, type Zone } from '#platform/time';
import { DiscrepancyRepository } from '../data/discrepancy.repository.js';
import { MedicationRepository } from '../data/medication.repository.js';
import { StockMovementRepository } from '../data/stock-movement.repository.js';
import { StockRepository } from '../data/stock.repository.js';
import { giveBack } from '../domain/correct-line.js';
import { openDiscrepancy, type Discrepancy } from '../domain/discrepancy.js';
import { DosePlanner, type DosePlan, type LeavingDose } from '../domain/dose-plan.js';
import type { Medication } from '../domain/medication.js';
import type { StockAccount } from '../domain/stock.js';
import { StockLedger, type LineNote, type NewLine } from './stock-ledger.service.js';

/** A dose that is to leave the stock. */
export interface StockDose extends Omit<LeavingDose, 'day'> {
  /** When it was given or spoilt. */
  readonly administeredAt: Instant;
}

/** The record of one. */
export interface RecordedDose extends StockDose {
  readonly administrationId: string;
  readonly recordedAt: Instant;
  readonly recordedBy: string;
  readonly witnessedBy: string | null;
  readonly reason: string | null;
}

/** What doses take one after the other. */
export interface DosePlans {
  /** What a dose takes after those that were planned before. */
  readonly plan: (dose: StockDose) => DosePlan;
  /** What it would take if it were the next one. */
  readonly look: (dose: StockDose) => DosePlan;
}

/** The stock of some medicines as it was read; inside a unit of work it stays so until the end of that. */
export class StockAsRead {
  constructor(
    private readonly medicines: readonly Medication[],
    private readonly accounts: readonly StockAccount[],
    private readonly zone: Zone,
  ) {}

  /** Plans doses one after the other, from the stock as it was read. Nothing is written. */
  plans(): DosePlans {
    const planner = new DosePlanner(new Map(this.medicines.map((medicine) => [medicine.id, medicine])), this.accounts);
    const onItsDay = (dose: StockDose) => merged(dose, { day: localDateOf(dose.administeredAt, this.zone) });
    return { plan: (dose) => planner.plan(onItsDay(dose)), look: (dose) => planner.look(onItsDay(dose)) };
  }
}

/** Stock follows the records of doses, in their unit of work (api.md sections 5 and 9). */
@Injectable()
export class StockOfDoses {
  constructor(
    private readonly medications: MedicationRepository,
    private readonly stock: StockRepository,
    private readonly movements: StockMovementRepository,
    private readonly discrepancies: DiscrepancyRepository,
    private readonly ledger: StockLedger,
    private readonly zone: HomeZone,
  ) {}

  /** The stock of the medicines of these doses, as far as they are counted; inside a unit of work it is held. */
  async read(reader: Reader, doses: readonly Pick<StockDose, 'medicationId' | 'residentId'>[]): Promise<StockAsRead> {
    const asked = new Set(doses.map(({ medicationId }) => medicationId));
    const medicationIds = await this.stock.counted(reader, [...asked]);
    const medicines = await this.medications.hold(reader, medicationIds);
    const residentIds = new Set(doses.map(({ residentId }) => residentId));
    const accounts = await this.stock.accounts(reader, medicationIds, [...residentIds]);
    return new StockAsRead(medicines, accounts, this.zone.id);
  }

  /**
   * Takes the doses, whose records are stored; what is missing opens a discrepancy, and no balance goes below zero.
   * @param stock what was read in the same unit of work
   */
  async take(tx: Tx, stock: StockAsRead, doses: readonly RecordedDose[]): Promise<void> {
    const { plan } = stock.plans();
    const planned = doses.map((dose) => ({ dose, plan: plan(dose) }));
    if (planned.some((one) => isRefused(one.plan))) throw new Error('a dose that the stock refuses was stored');
    const acts = planned.flatMap((one) =>
      one.plan.kind === 'taken' ? [{ lines: one.plan.postings, note: noteOf(one.dose) }] : [],
    );
    await this.ledger.write(tx, acts);
    await this.discrepancies.add(
      tx,
      planned.flatMap((one) => missing(one.dose, one.plan)),
    );
  }

  /** Gives back what a record of a dose took that was found to be wrong. */
  async giveBack(tx: Tx, administrationId: string, note: Omit<LineNote, 'administrationId'>): Promise<void> {
    const lines = await this.movements.ofAdministration(tx, administrationId);
    const corrected = new Set(lines.map(({ corrects }) => corrects));
    const standing = lines.filter(({ id, corrects }) => corrects === null && !corrected.has(id));
    await this.medications.hold(tx, [...new Set(standing.map(({ medicationId }) => medicationId))]);
    const current = new Map<string, StockAccount>();
    const given: NewLine[] = [];
    for (const line of standing) {
      const account = current.get(line.accountId) ?? (await this.stock.load(tx, line.accountId));
      const posting = giveBack(account, line);
      current.set(line.accountId, posting.account);
      given.push({ ...posting, corrects: line.id });
    }
    await this.ledger.write(tx, [{ lines: given, note: { ...note, administrationId } }]);
  }
}

function isRefused(plan: DosePlan): boolean {
  return plan.kind === 'refused' || (plan.kind === 'unconvertible' && plan.refused);
}

/** What the stock can't account for; empty: nothing. */
function missing(dose: RecordedDose, plan: DosePlan): readonly Discrepancy[] {
  const { medicationId, residentId, administrationId, recordedAt: at, recordedBy: by } = dose;
  const place = { medicationId, residentId, lot: null, expiresOn: null };
  if (plan.kind === 'unconvertible') {
    return [openDiscrepancy(newId(at), place, { kind: 'unit', administrationId }, { at, by })];
  }
  if (plan.kind !== 'taken' || plan.short === ZERO) return [];
  const { needed: expected, short } = plan;
  const cause = { kind: 'short', expected, found: subtract(expected, short), administrationId } as const;
  return [openDiscrepancy(newId(at), place, cause, { at, by })];
}

function noteOf(dose: RecordedDose): LineNote {
  const { administeredAt: at, recordedBy, witnessedBy, reason, administrationId } = dose;
  return { at, recordedBy, witnessedBy, reason, administrationId };
}
