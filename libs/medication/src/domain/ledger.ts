import {
  add,
  InvalidFieldsError,
  MAX_QUANTITY,
  merged,
  quantity,
  subtract,
  ZERO,
  type Quantity,
} from '#platform/kernel';
import { addMilliseconds, type Instant, type LocalDate } from '#platform/time';
import type { LineType, StockAccount, StockLot, StockMovement, StockPile } from './stock.js';
import { InsufficientStockError, LotExpiryDiffersError } from './medication.errors.js';

/** What is to be written into the ledger of an account. */
export interface Entry extends StockLot {
  readonly type: LineType;
  readonly quantity: Quantity;
  readonly change: Quantity;
}

/** What a line says of its place and of the balances after it. */
export type Posted = Entry &
  Pick<StockMovement, 'position' | 'balance' | 'ownerBalance' | 'medicationId' | 'residentId'>;

/** An account after a line, and the line. */
export interface Posting {
  readonly account: StockAccount;
  readonly line: Posted;
}

/** Beyond it sums are no longer exact. */
const MOST = quantity(MAX_QUANTITY);

/**
 * Writes the next line of an account. A correction is of the packs that the wrong line named, even if others of their
 * lot have come since with another date.
 * @throws InsufficientStockError when the lot would go below zero; LotExpiryDiffersError; InvalidFieldsError when there
 * would be more than {@link MAX_QUANTITY}
 */
export function post(account: StockAccount, entry: Entry): Posting {
  const { lot, expiresOn, change } = entry;
  const found = account.piles.find((pile) => isSameLot(pile, entry));
  if (found === undefined && lot !== null && entry.type !== 'correction') refuseOtherExpiry(account, lot);
  const before = found?.balance ?? ZERO;
  const balance = add(before, change);
  if (balance < 0) throw new InsufficientStockError({ lot, expiresOn }, before, subtract(ZERO, change));
  const ownerBalance = add(account.balance, change);
  if (change > 0 && ownerBalance > MOST) refuse('/quantity', 'out-of-range', 'is more than can be counted');
  const pile = { lot, expiresOn, balance };
  const piles = account.piles.map((one) => (one === found ? pile : one));
  const after: StockAccount = merged(account, {
    position: account.position + 1,
    balance: ownerBalance,
    piles: thoseThere(found === undefined ? [...piles, pile] : piles, pile),
  });
  const { position, medicationId, residentId } = after;
  return {
    account: after,
    line: merged(entry, { medicationId, residentId, position, balance, ownerBalance }),
  };
}

/**
 * When lines are entered whose accounts had their last one at `last`: now, but after that one, even where it was written by
 * a clock that is ahead, of another process or of this host before it was set back.
 */
export function entryTime(now: Instant, last: Instant | undefined): Instant {
  return last === undefined || last < now ? now : addMilliseconds(last, 1);
}

/** Which lot somebody means; a field that is left out isn't said. */
export interface NamedLot {
  readonly lot?: string | null | undefined;
  readonly expiresOn?: LocalDate | null | undefined;
}

/**
 * The lot that a movement of what is there means. Where no lot is named it is the packs of which none is known, else the
 * only ones that are there.
 * @throws InvalidFieldsError when several could be meant; LotExpiryDiffersError
 */
export function lotMeant(account: StockAccount, { lot, expiresOn }: NamedLot): StockLot {
  const dated = expiresOn ?? null;
  const there = account.piles.filter((pile) => dated === null || pile.expiresOn === dated);
  if (lot !== undefined && lot !== null) {
    const named = there.filter((pile) => pile.lot === lot);
    if (named.length > 0) return onlyOne(named, expiresOn, '/expiresOn');
    refuseOtherExpiry(account, lot);
    return { lot, expiresOn: dated };
  }
  const unknown = there.filter((pile) => pile.lot === null);
  if (unknown.length > 0) return onlyOne(unknown, expiresOn, '/expiresOn');
  return there.length > 0 ? onlyOne(there, undefined, '/lot') : { lot: null, expiresOn: dated };
}

/**
 * The lot that packs come in with: one that is known by its number has one expiry date, which needn't be said again.
 * @throws LotExpiryDiffersError
 */
export function lotReceived(account: StockAccount, { lot, expiresOn }: NamedLot): StockLot {
  return lot === undefined || lot === null
    ? { lot: null, expiresOn: expiresOn ?? null }
    : lotMeant(account, { lot, expiresOn });
}

export function isSameLot(a: StockLot, b: StockLot): boolean {
  return a.lot === b.lot && a.expiresOn === b.expiresOn;
}

/** Where there are several and the date is said to be unknown, the one without. */
function onlyOne(piles: readonly StockPile[], date: LocalDate | null | undefined, pointer: string): StockLot {
  const undated = date === null && piles.length > 1 ? piles.filter(({ expiresOn }) => expiresOn === null) : [];
  const [only, other] = undated.length > 0 ? undated : piles;
  if (only === undefined || other !== undefined) return refuse(pointer, 'ambiguous', 'there are several: say which');
  return { lot: only.lot, expiresOn: only.expiresOn };
}

function refuse(pointer: string, code: string, message: string): never {
  throw new InvalidFieldsError([{ pointer, code, message }]);
}

function refuseOtherExpiry(account: StockAccount, lot: string): void {
  const other = account.piles.find((pile) => pile.lot === lot && pile.balance > 0);
  if (other !== undefined) throw new LotExpiryDiffersError(lot, other.expiresOn);
}

function thoseThere(piles: readonly StockPile[], last: StockPile): readonly StockPile[] {
  const there = piles.filter(({ balance }) => balance > 0);
  return there.length > 0 ? there : [last];
}
