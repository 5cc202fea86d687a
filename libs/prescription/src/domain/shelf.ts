import { subtract, sum, ZERO, type Quantity } from '#platform/kernel';
import { addDays, epochMilliseconds, startOfDay, type LocalDate, type Zone } from '#platform/time';

/** What there is of one lot, in the unit of the stock. */
export interface Lot {
  readonly balance: Quantity;
  /** The last day on which it may be given; null: not stated, it keeps. */
  readonly expiresOn: LocalDate | null;
}

/** The same while it is used up; times in milliseconds of the epoch. */
interface OpenLot {
  left: Quantity;
  readonly expiresAt: number;
}

/**
 * What one owner has of a medicine, from which doses are taken in the order of time: what expires first goes first, and
 * nothing is taken after the end of its last day in the home's zone.
 */
export class Shelf {
  private readonly lots: OpenLot[];
  private first = 0;

  /** @param at from when on it is used, in milliseconds of the epoch; what has expired by then counts for nothing. */
  constructor(lots: readonly Lot[], at: number, zone: Zone) {
    this.lots = lots
      .map(({ balance, expiresOn }) => ({ left: balance, expiresAt: endOf(expiresOn, zone) }))
      .filter(({ left, expiresAt }) => left > ZERO && expiresAt > at)
      .sort((a, b) => a.expiresAt - b.expiresAt);
  }

  /** What is left. */
  get left(): Quantity {
    return sum(this.lots.map(({ left }) => left));
  }

  /** Takes as much as there is, up to `wanted`, at an instant not before the last. @returns how much that was. */
  take(wanted: Quantity, at: number): Quantity {
    let missing = wanted;
    for (let lot = this.lots[this.first]; missing > ZERO && lot !== undefined; lot = this.lots[this.first]) {
      const taken = lot.expiresAt > at ? smaller(lot.left, missing) : ZERO;
      lot.left = subtract(lot.left, taken);
      missing = subtract(missing, taken);
      if (missing > ZERO) this.first += 1;
    }
    return subtract(wanted, missing);
  }

  /** What will not have been used when it expires, of what has expired by an instant, if nothing more is taken. */
  expiredBy(at: number): Quantity {
    return sum(this.lots.filter(({ expiresAt }) => expiresAt <= at).map(({ left }) => left));
  }
}

function endOf(expiresOn: LocalDate | null, zone: Zone): number {
  return expiresOn === null ? Infinity : epochMilliseconds(startOfDay(addDays(expiresOn, 1), zone));
}

export function smaller(a: Quantity, b: Quantity): Quantity {
  return a < b ? a : b;
}
