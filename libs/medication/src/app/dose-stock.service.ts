import { Injectable } from '@nestjs/common';
import { subtract } from '#platform/kernel';
import { newId, type Tx } from '#platform/database';
import { HomeZone, localDateOf, type Instant } from '#platform/time';
import { DiscrepancyRepository } from '../data/discrepancy.repository.js';
import { MedicationRepository } from '../data/medication.repository.js';
import { StockMovementRepository } from '../data/stock-movement.repository.js';
import { StockRepository } from '../data/stock.repository.js';
import { giveBack } from '../domain/correct-line.js';
import { openDiscrepancy } from '../domain/discrepancy.js';
import { planDoses, type DosePlan, type LeavingDose } from '../domain/dose-plan.js';
import type { StockAccount } from '../domain/stock.js';
import type { CountedMedicine } from '../domain/stock-unit.js';
import { StockLedger, type LineNote, type NewLine } from './stock-ledger.service.js';

/** A record of a dose that leaves the stock. */
export interface RecordedDose extends Omit<LeavingDose, 'day'> {
  readonly administrationId: string;
  readonly administeredAt: Instant;
  readonly recordedAt: Instant;
  readonly recordedBy: string;
  readonly witnessedBy: string | null;
  readonly reason: string | null;
}

/** The stock of some medicines, held until the unit of work ends. */
export interface HeldStock {
  readonly counted: ReadonlyMap<string, CountedMedicine>;
  readonly accounts: readonly StockAccount[];
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

  /** Holds the stock of the medicines of these doses, as far as they are counted. */
  async hold(tx: Tx, doses: readonly Pick<RecordedDose, 'medicationId' | 'residentId'>[]): Promise<HeldStock> {
    const asked = new Set(doses.map(({ medicationId }) => medicationId));
    const medicationIds = await this.stock.counted(tx, [...asked]);
    const held = await this.medications.lock(tx, medicationIds);
    const residentIds = new Set(doses.map(({ residentId }) => residentId));
    const accounts = await this.stock.accounts(tx, medicationIds, [...residentIds]);
    return { counted: new Map(held.map((medicine) => [medicine.id, medicine])), accounts };
  }

  /** What each dose would take, one after the other. Nothing is written. */
  plan({ counted, accounts }: HeldStock, doses: readonly RecordedDose[]): readonly DosePlan[] {
    return planDoses(
      doses.map((dose) => ({ ...dose, day: localDateOf(dose.administeredAt, this.zone.id) })),
      counted,
      accounts,
    );
  }

  /** Takes the doses, whose records are stored; what is missing opens a discrepancy, and no balance goes below zero. */
  async take(tx: Tx, held: HeldStock, doses: readonly RecordedDose[]): Promise<void> {
    for (const [index, plan] of this.plan(held, doses).entries()) {
      const dose = doses[index];
      if (dose === undefined || plan.kind === 'uncounted') continue;
      if (plan.kind === 'refused' || (plan.kind === 'unconvertible' && plan.refused)) {
        throw new Error('a dose that the stock refuses was stored');
      }
      if (plan.kind === 'taken') await this.ledger.write(tx, plan.postings, noteOf(dose));
      await this.tellMissing(tx, dose, plan);
    }
  }

  /** Gives back what a record of a dose took that was found to be wrong. */
  async giveBack(tx: Tx, administrationId: string, note: Omit<LineNote, 'administrationId'>): Promise<void> {
    const lines = await this.movements.ofAdministration(tx, administrationId);
    const corrected = new Set(lines.map(({ corrects }) => corrects));
    const standing = lines.filter(({ id, corrects }) => corrects === null && !corrected.has(id));
    await this.medications.lock(tx, [...new Set(standing.map(({ medicationId }) => medicationId))]);
    const current = new Map<string, StockAccount>();
    const given: NewLine[] = [];
    for (const line of standing) {
      const account = current.get(line.accountId) ?? (await this.stock.load(tx, line.accountId));
      const posting = giveBack(account, line);
      current.set(line.accountId, posting.account);
      given.push({ ...posting, corrects: line.id });
    }
    await this.ledger.write(tx, given, { ...note, administrationId });
  }

  private async tellMissing(tx: Tx, dose: RecordedDose, plan: DosePlan): Promise<void> {
    const { medicationId, residentId, administrationId, recordedAt: at, recordedBy: by } = dose;
    const place = { medicationId, residentId, lot: null, expiresOn: null };
    if (plan.kind === 'unconvertible') {
      const cause = { kind: 'unit', administrationId } as const;
      await this.discrepancies.add(tx, [openDiscrepancy(newId(at), place, cause, { at, by })]);
    }
    if (plan.kind === 'taken' && plan.short > 0) {
      const { needed: expected, short } = plan;
      const cause = { kind: 'short', expected, found: subtract(expected, short), administrationId } as const;
      await this.discrepancies.add(tx, [openDiscrepancy(newId(at), place, cause, { at, by })]);
    }
  }
}

function noteOf(dose: RecordedDose): LineNote {
  const { administeredAt: at, recordedAt: now, recordedBy, witnessedBy, reason, administrationId } = dose;
  return { at, now, recordedBy, witnessedBy, reason, administrationId };
}
