import { ZERO, type Quantity } from '#platform/kernel';
import type { Instant, LocalDate } from '#platform/time';

/** What may be entered by hand (api.md section 4): `return` goes back to the pharmacy, `disposal` is destroyed. */
export const MOVEMENT_TYPES = ['receipt', 'return', 'disposal', 'count', 'transfer'] as const;
export type MovementType = (typeof MOVEMENT_TYPES)[number];

/** Every kind of line of the ledger: doses take or waste, and a correction points at the wrong line (clinical.md A4). */
export const LINE_TYPES = [...MOVEMENT_TYPES, 'given', 'wasted', 'correction'] as const;
export type LineType = (typeof LINE_TYPES)[number];

/** Which packs are meant. */
export interface StockLot {
  /** Null: nobody knows. */
  readonly lot: string | null;
  /** The last day on which it may be used; null: nobody knows. */
  readonly expiresOn: LocalDate | null;
}

/** Packs of one lot that one owner has. */
export interface StockPile extends StockLot {
  readonly balance: Quantity;
}

/**
 * What one owner has of one medicine. Its piles are what is there; where nothing is, the last one that was, empty. It
 * exists from the first movement on: only such medicines are counted (api.md section 9).
 */
export interface StockAccount {
  readonly id: string;
  readonly medicationId: string;
  /** Null: the home's own. */
  readonly residentId: string | null;
  /** How many lines its ledger has. */
  readonly position: number;
  /** Over all lots, in the medicine's unit. */
  readonly balance: Quantity;
  readonly piles: readonly StockPile[];
}

/** A line of the ledger. Never changed and never removed: a wrong one is corrected by another. */
export interface StockMovement extends StockLot {
  readonly id: string;
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** The ledger that it is in: of one owner and medicine. */
  readonly accountId: string;
  readonly medicationId: string;
  readonly residentId: string | null;
  readonly type: LineType;
  /** As it was said, never negative: what came or went, of a count what was there. */
  readonly quantity: Quantity;
  /** What it does to the balance: negative when it goes. */
  readonly change: Quantity;
  /** Of the lot, afterwards. */
  readonly balance: Quantity;
  /** Of the owner over all lots, afterwards. */
  readonly ownerBalance: Quantity;
  /** The number of the line in the ledger of this owner and medicine, from 1. */
  readonly position: number;
  /** When it was done; {@link recordedAt} is when it was entered. */
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly recordedBy: string;
  readonly witnessedBy: string | null;
  readonly reason: string | null;
  /** The other side of a transfer. */
  readonly counterpartId: string | null;
  /** The record of the dose that took it. */
  readonly administrationId: string | null;
  /** The wrong line that this one corrects. */
  readonly corrects: string | null;
}

/** What one owner has of one lot, as lists show it. */
export interface StockRow extends StockPile {
  readonly id: string;
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly medicationId: string;
  readonly residentId: string | null;
  /** Over all lots of this owner. */
  readonly ownerBalance: Quantity;
}

export const STOCK_LENGTHS = { lot: 100, reason: 1000 } as const;

/** The account of an owner who never had any of a medicine. */
export function newAccount(id: string, medicationId: string, residentId: string | null): StockAccount {
  return { id, medicationId, residentId, position: 0, balance: ZERO, piles: [] };
}
