import { subtract, type Quantity } from '#platform/kernel';
import type { Instant } from '#platform/time';
import { DiscrepancyStandsError } from './medication.errors.js';
import type { StockLot } from './stock.js';

/**
 * How stock and book came apart: a `count` found another number; a dose was given of which too little was in stock
 * (`short`), or in a unit that the stock isn't counted in (`unit`).
 */
export const DISCREPANCY_KINDS = ['count', 'short', 'unit'] as const;
export type DiscrepancyKind = (typeof DISCREPANCY_KINDS)[number];

export const DISCREPANCY_STATUSES = ['open', 'explained', 'closed'] as const;
export type DiscrepancyStatus = (typeof DISCREPANCY_STATUSES)[number];

/**
 * A difference between what should be there and what was. It is opened by the act that found it, explained and closed,
 * each once and by name, and never overwritten (clinical.md A4).
 */
export interface Discrepancy extends StockLot {
  readonly id: string;
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly medicationId: string;
  readonly residentId: string | null;
  readonly kind: DiscrepancyKind;
  /** What should have been there, in the medicine's unit; null: it can't be said in it. */
  readonly expected: Quantity | null;
  /** What was there. */
  readonly found: Quantity | null;
  readonly movementId: string | null;
  readonly administrationId: string | null;
  readonly status: DiscrepancyStatus;
  readonly openedAt: Instant;
  readonly openedBy: string;
  readonly explanation: string | null;
  readonly explainedAt: Instant | null;
  readonly explainedBy: string | null;
  /** What came of it. */
  readonly conclusion: string | null;
  readonly closedAt: Instant | null;
  readonly closedBy: string | null;
  readonly witnessedBy: string | null;
}

/** What was found less what should have been there: negative when something is missing. */
export function differenceOf({ expected, found }: Pick<Discrepancy, 'expected' | 'found'>): Quantity | null {
  return expected === null || found === null ? null : subtract(found, expected);
}

/** Who does it, and when. */
export interface Signature {
  readonly by: string;
  readonly at: Instant;
}

/** Whose stock of what. */
export type DiscrepancyPlace = Pick<Discrepancy, 'medicationId' | 'residentId' | 'lot' | 'expiresOn'>;

/** What was found, and by which act. */
export type DiscrepancyCause = Pick<Discrepancy, 'kind'> &
  Partial<Pick<Discrepancy, 'expected' | 'found' | 'movementId' | 'administrationId'>>;

/** A new one; nothing has been said of it yet. */
export function openDiscrepancy(
  id: string,
  { medicationId, residentId, lot, expiresOn }: DiscrepancyPlace,
  { kind, expected = null, found = null, movementId = null, administrationId = null }: DiscrepancyCause,
  { at, by }: Signature,
): Discrepancy {
  return {
    ...{ id, version: 1, createdAt: at, updatedAt: at },
    ...{ medicationId, residentId, lot, expiresOn },
    ...{ kind, expected, found, movementId, administrationId },
    ...{ status: 'open', openedAt: at, openedBy: by },
    ...{ explanation: null, explainedAt: null, explainedBy: null },
    ...{ conclusion: null, closedAt: null, closedBy: null, witnessedBy: null },
  };
}

type Explained = Pick<Discrepancy, 'status' | 'explanation' | 'explainedAt' | 'explainedBy'>;
type Closed = Pick<Discrepancy, 'status' | 'conclusion' | 'closedAt' | 'closedBy' | 'witnessedBy'>;

/** @throws DiscrepancyStandsError unless it is open */
export function explained({ status }: Discrepancy, explanation: string, { by, at }: Signature): Explained {
  if (status !== 'open') throw new DiscrepancyStandsError('explain', status);
  return { status: 'explained', explanation, explainedAt: at, explainedBy: by };
}

/** @throws DiscrepancyStandsError unless it is explained */
export function closed(
  { status }: Discrepancy,
  conclusion: string,
  { by, at, witnessedBy }: Signature & Pick<Discrepancy, 'witnessedBy'>,
): Closed {
  if (status !== 'explained') throw new DiscrepancyStandsError('close', status);
  return { status: 'closed', conclusion, closedAt: at, closedBy: by, witnessedBy };
}
