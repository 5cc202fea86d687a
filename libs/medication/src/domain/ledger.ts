import { add, InvalidFieldsError, subtract, ZERO, type Quantity } from '#platform/kernel';
import type { LocalDate } from '#platform/time';
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

/**
 * Writes the next line of an account.
 * @throws InsufficientStockError when the lot would go below zero, LotExpiryDiffersError
 */
export function post(account: StockAccount, entry: Entry): Posting {
  const { lot, expiresOn, change } = entry;
  const found = account.piles.find((pile) => isSameLot(pile, entry));
  if (found === undefined && lot !== null) refuseOtherExpiry(account, lot);
  const before = found?.balance ?? ZERO;
  const balance = add(before, change);
  if (balance < 0) throw new InsufficientStockError({ lot, expiresOn }, before, subtract(ZERO, change));
  const pile = { lot, expiresOn, balance };
  const piles = account.piles.map((one) => (one === found ? pile : one));
  const after: StockAccount = {
    ...account,
    position: account.position + 1,
    balance: add(account.balance, change),
    piles: thoseThere(found === undefined ? [...piles, pile] : piles, pile),
  };
  const { position, medicationId, residentId } = after;
  return {
    account: after,
    line: { ...entry, medicationId, residentId, position, balance, ownerBalance: after.balance },
  };
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
  const fits = (pile: StockPile): boolean => dated === null || pile.expiresOn === dated;
  if (lot !== undefined && lot !== null) {
    const named = account.piles.find((pile) => pile.lot === lot);
    if (named === undefined) return { lot, expiresOn: dated };
    if (fits(named)) return { lot, expiresOn: named.expiresOn };
    if (named.balance > 0) throw new LotExpiryDiffersError(lot, named.expiresOn);
    return { lot, expiresOn: dated };
  }
  const there = account.piles.filter(fits);
  const unknown = there.filter((pile) => pile.lot === null);
  const [only, other] = unknown.length > 0 ? unknown : there;
  if (other !== undefined) {
    const pointer = unknown.length > 0 ? '/expiresOn' : '/lot';
    throw new InvalidFieldsError([{ pointer, code: 'ambiguous', message: 'there are several: say which' }]);
  }
  return only === undefined ? { lot: null, expiresOn: dated } : { lot: only.lot, expiresOn: only.expiresOn };
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

function refuseOtherExpiry(account: StockAccount, lot: string): void {
  const other = account.piles.find((pile) => pile.lot === lot && pile.balance > 0);
  if (other !== undefined) throw new LotExpiryDiffersError(lot, other.expiresOn);
}

function thoseThere(piles: readonly StockPile[], last: StockPile): readonly StockPile[] {
  const there = piles.filter(({ balance }) => balance > 0);
  return there.length > 0 ? there : [last];
}
