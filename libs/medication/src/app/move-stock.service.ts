import { Injectable } from '@nestjs/common';
import type { Caller } from '#platform/access';
import { InvalidFieldsError, subtract, type Quantity } from '#platform/kernel';
import { newId, UnitOfWork, type Tx } from '#platform/database';
import { Clock } from '#platform/time';
import { DiscrepancyRepository } from '../data/discrepancy.repository.js';
import { MedicationRepository } from '../data/medication.repository.js';
import { StockMovementRepository } from '../data/stock-movement.repository.js';
import { StockRepository } from '../data/stock.repository.js';
import { correctLine } from '../domain/correct-line.js';
import { openDiscrepancy } from '../domain/discrepancy.js';
import type { Medication } from '../domain/medication.js';
import { move, readable, validateMove, type MoveCommand } from '../domain/move-stock.js';
import type { StockMovement } from '../domain/stock.js';
import { NotCorrectableError } from '../domain/medication.errors.js';
import { StockLedger, type NewLine } from './stock-ledger.service.js';
import { Witnesses, type Witness } from './witnesses.service.js';

/** What is right instead of a line. */
export interface CorrectLineCommand {
  /** In the medicine's unit; zero: it never happened. */
  readonly quantity: Quantity;
  readonly reason: string;
  readonly witness: Witness | null;
}

/** Enters what comes, goes and is counted, and corrects what was entered wrong. */
@Injectable()
export class MoveStock {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly medications: MedicationRepository,
    private readonly stock: StockRepository,
    private readonly movements: StockMovementRepository,
    private readonly discrepancies: DiscrepancyRepository,
    private readonly ledger: StockLedger,
    private readonly witnesses: Witnesses,
    private readonly clock: Clock,
  ) {}

  /**
   * The line, of a transfer the one of whom it comes from. A count that finds another number than expected opens a
   * discrepancy.
   * @throws NotFoundError, InvalidFieldsError, WitnessRequiredError, WitnessRefusedError, InsufficientStockError,
   * LotExpiryDiffersError
   */
  async move(command: MoveCommand, witness: Witness | null, caller: Caller): Promise<StockMovement> {
    const { medicationId, type, reason } = command;
    const medicine = await this.medications.load(this.unitOfWork.reader, medicationId);
    const errors = validateMove(command, medicine, this.clock.now());
    if (errors.length > 0) throw new InvalidFieldsError(errors);
    const witnessedBy = await this.witnesses.confirm(caller, witness, neededBy(medicine));
    return this.unitOfWork.write(async (tx) => {
      const held = await this.medications.load(tx, medicationId);
      const now = this.clock.now();
      const own = await this.stock.open(tx, medicationId, command.residentId, now);
      const to = type === 'transfer' ? await this.stock.open(tx, medicationId, command.toResidentId, now) : undefined;
      const lines = move(own, to, readable(command, held));
      const at = command.at ?? now;
      const note = { at, recordedBy: caller.userId, witnessedBy, reason, paired: type === 'transfer' };
      const [movement] = await this.ledger.write(tx, [{ lines, note }]);
      if (movement === undefined) throw new Error('a movement leaves a line');
      if (type === 'count') await this.compare(tx, movement);
      return movement;
    });
  }

  /**
   * The line that corrects, which points at the wrong one; of a transfer both sides are corrected.
   * @throws NotFoundError, NotCorrectableError, InvalidFieldsError, WitnessRequiredError, WitnessRefusedError,
   * InsufficientStockError
   */
  async correct(id: string, command: CorrectLineCommand, caller: Caller): Promise<StockMovement> {
    const { quantity, reason, witness } = command;
    const { reader } = this.unitOfWork;
    const { medicationId } = await this.movements.load(reader, id);
    const medicine = await this.medications.load(reader, medicationId);
    const witnessedBy = await this.witnesses.confirm(caller, witness, neededBy(medicine));
    return this.unitOfWork.write(async (tx) => {
      await this.medications.load(tx, medicationId);
      const now = this.clock.now();
      const line = await this.correction(tx, id, quantity);
      const { counterpartId } = await this.movements.load(tx, id);
      const lines = counterpartId === null ? [line] : [line, await this.correction(tx, counterpartId, quantity)];
      const note = { at: now, recordedBy: caller.userId, witnessedBy, reason, paired: counterpartId !== null };
      const [movement] = await this.ledger.write(tx, [{ lines, note }]);
      if (movement === undefined) throw new Error('a correction leaves a line');
      return movement;
    });
  }

  private async correction(tx: Tx, id: string, quantity: Quantity): Promise<NewLine> {
    const lines = await this.movements.corrected(tx, id);
    const last = lines.at(-1) ?? lines[0];
    if (last.id !== id) {
      throw new NotCorrectableError('already-corrected', 'This line has been corrected: correct what corrected it.', {
        correctedBy: last.id,
      });
    }
    const account = await this.stock.load(tx, last.accountId);
    return { ...correctLine(account, lines, quantity), corrects: id };
  }

  private async compare(tx: Tx, count: StockMovement): Promise<void> {
    if (count.change === 0) return;
    const { quantity: found, change, recordedAt: at, recordedBy: by, id: movementId } = count;
    const cause = { kind: 'count', expected: subtract(found, change), found, movementId } as const;
    await this.discrepancies.add(tx, [openDiscrepancy(newId(at), count, cause, { at, by })]);
  }
}

/** The medicine's name where nobody may move it alone. */
function neededBy({ witnessRequired, name }: Medication): string | null {
  return witnessRequired ? name : null;
}
