import { add, byCodeUnits, subtract, ZERO, type Quantity } from '#platform/kernel';
import type { LocalDate } from '#platform/time';
import { post, type Posting } from './ledger.js';
import type { StockAccount, StockPile } from './stock.js';

/** The stock that a dose of a resident may come from; at least one of them exists where the medicine is counted. */
export interface DoseStock {
  readonly own: StockAccount | undefined;
  readonly home: StockAccount | undefined;
}

/** What a dose takes, or would. */
export interface DoseTaking {
  readonly stock: DoseStock;
  readonly postings: readonly Posting[];
  /** What is missing; zero: the dose is there. */
  readonly short: Quantity;
}

/** What there is for a dose. */
export interface DoseSupply {
  /** May be used that day. */
  readonly usable: Quantity;
  readonly expired: Quantity;
}

/** What a resident has and the home, of a medicine, on a day. */
export function supplyOn({ own, home }: DoseStock, day: LocalDate): DoseSupply {
  let [usable, expired] = [ZERO, ZERO];
  for (const pile of [...(own?.piles ?? []), ...(home?.piles ?? [])]) {
    if (isUsable(pile, day)) usable = add(usable, pile.balance);
    else expired = add(expired, pile.balance);
  }
  return { usable, expired };
}

/**
 * Takes a dose: the resident's own first, the lot that expires first, packs without a date last (api.md section 9).
 * Expired packs come after all others, so that who has acknowledged that too little can be used takes from these; whoever
 * must not looks at {@link supplyOn} before.
 * @param type `wasted` when it was spoilt or destroyed
 */
export function takeDose(stock: DoseStock, needed: Quantity, day: LocalDate, type: 'given' | 'wasted'): DoseTaking {
  let { own, home } = stock;
  let short = needed;
  const postings: Posting[] = [];
  const takeFrom = (
    account: StockAccount | undefined,
    which: (pile: StockPile) => boolean,
  ): StockAccount | undefined => {
    let current = account;
    for (const pile of inOrderOfExpiry(account?.piles.filter(which) ?? [])) {
      const quantity = pile.balance < short ? pile.balance : short;
      if (current === undefined || quantity === ZERO) continue;
      const { lot, expiresOn } = pile;
      const posting = post(current, { type, lot, expiresOn, quantity, change: subtract(ZERO, quantity) });
      postings.push(posting);
      current = posting.account;
      short = subtract(short, quantity);
    }
    return current;
  };
  for (const which of [isUsable, isExpired]) {
    own = takeFrom(own, (pile) => which(pile, day));
    home = takeFrom(home, (pile) => which(pile, day));
  }
  return { stock: { own, home }, postings, short };
}

function isUsable({ expiresOn }: StockPile, day: LocalDate): boolean {
  return expiresOn === null || expiresOn >= day;
}

function isExpired(pile: StockPile, day: LocalDate): boolean {
  return !isUsable(pile, day);
}

function inOrderOfExpiry(piles: readonly StockPile[]): readonly StockPile[] {
  const last = '~';
  const dated = ({ expiresOn }: StockPile): string => expiresOn ?? last;
  const named = ({ lot }: StockPile): string => lot ?? last;
  return [...piles].sort((a, b) => byCodeUnits(dated(a), dated(b)) || byCodeUnits(named(a), named(b)));
}
