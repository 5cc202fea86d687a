import { Injectable } from '@nestjs/common';
import { newId, type Tx } from '#platform/database';
import { merged } from '#platform/kernel';
import { Clock, type Instant } from '#platform/time';
import { StockMovementRepository } from '../data/stock-movement.repository.js';
import { StockRepository } from '../data/stock.repository.js';
import { entryTime, type Posting } from '../domain/ledger.js';
import type { StockMovement } from '../domain/stock.js';

/** Who writes a line, when it was done, before whom and why. */
export interface LineNote {
  readonly at: Instant;
  readonly recordedBy: string;
  readonly witnessedBy: string | null;
  readonly reason: string | null;
  readonly administrationId?: string | undefined;
  /** The two lines are the sides of one transfer, and point at each other. */
  readonly paired?: boolean | undefined;
}

/** A line that is decided, and the one that it corrects. */
export type NewLine = Posting & { readonly corrects?: string | undefined };

/** The lines of one act, in their order. */
export interface StockAct {
  readonly lines: readonly NewLine[];
  readonly note: LineNote;
}

/** Writes decided lines. The medicine is held since before they were decided. */
@Injectable()
export class StockLedger {
  constructor(
    private readonly stock: StockRepository,
    private readonly movements: StockMovementRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Those of some acts, in their order.
   * @throws NotCorrectableError
   */
  async write(tx: Tx, acts: readonly StockAct[]): Promise<readonly StockMovement[]> {
    const lines = acts.flatMap((act) => act.lines);
    const accounts = new Map(lines.map(({ account }) => [account.id, account]));
    const last = await this.movements.lastEntered(tx, [...accounts.keys()]);
    // Of this moment, when the medicine is held, and not of the decision, which may have waited: lists go by it.
    const written = entryTime(this.clock.now(), last);
    const movements = acts.flatMap((act) => movementsOf(act, written));
    await this.stock.save(tx, [...accounts.values()], written);
    await this.movements.add(tx, movements);
    return movements;
  }
}

function movementsOf({ lines, note }: StockAct, written: Instant): readonly StockMovement[] {
  const { paired = false } = note;
  const ids = lines.map(() => newId(written));
  return lines.map(({ account, line, corrects }, index): StockMovement =>
    merged(line, {
      id: ids[index] ?? newId(written),
      version: 1,
      createdAt: written,
      updatedAt: written,
      accountId: account.id,
      at: note.at,
      recordedAt: written,
      recordedBy: note.recordedBy,
      witnessedBy: note.witnessedBy,
      reason: note.reason,
      counterpartId: paired ? (ids[1 - index] ?? null) : null,
      administrationId: note.administrationId ?? null,
      corrects: corrects ?? null,
    }),
  );
}
