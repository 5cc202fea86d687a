import { add, sum, ZERO, type Quantity } from '#platform/kernel';
import { epochMilliseconds, fromEpochMilliseconds, type Instant } from '#platform/time';
import type { MostAsNeeded } from './as-needed-bound.js';
import type { DoseQuantity } from './prescription.js';
import type { SupplyForecast, UncountedDoses } from './supply.js';

/** What to order of one medicine for one owner; quantities in the unit of the stock. */
export interface OrderLine {
  /** Null: for the home, which those live off who have nothing of their own. */
  readonly residentId: string | null;
  /** By schedule until then; of the home what falls to its stock. */
  readonly needed: Quantity;
  /** Of this owner and not expired now. */
  readonly inStock: Quantity;
  /** Of that, what expires by then and won't be used before. */
  readonly expiring: Quantity;
  /** What the home's stock will give of the need of a resident. */
  readonly fromHome: Quantity;
  /** What is missing. */
  readonly suggested: Quantity;
  /** The first dose that can't be given in full; null: none. */
  readonly shortAt: Instant | null;
  /** What may be given when needed until then at most; it is not in `needed`. */
  readonly asNeededUpTo: Quantity;
  readonly uncounted: readonly UncountedDoses[];
}

/** A prescription as needed, until then. */
export interface AsNeededDemand {
  readonly prescriptionId: string;
  readonly residentId: string;
  readonly most: readonly MostAsNeeded[];
}

export interface OrderQuestion {
  readonly until: Instant;
  /** Who has, or has had, stock of the medicine; null: the home. */
  readonly holders: ReadonlySet<string | null>;
  readonly asNeeded: readonly AsNeededDemand[];
  /** Undefined: it can't be converted. */
  readonly toStockUnits: (dose: DoseQuantity) => Quantity | undefined;
}

/**
 * What to order of one medicine, by a forecast that has come to its end. What a resident lacks is ordered in the
 * resident's name, or for the home where that holds stock of the medicine and the resident never did: each unit that is
 * missing is in exactly one line. Nobody who needs nothing has a line.
 */
export function orderLines(forecast: SupplyForecast, question: OrderQuestion): readonly OrderLine[] {
  const { holders, asNeeded, until } = question;
  const buyer = (residentId: string): string | null =>
    holders.has(null) && !holders.has(residentId) ? null : residentId;
  const patients = new Set([...forecast.patients, ...asNeeded.map(({ residentId }) => residentId)]);
  const uncounted = [...forecast.uncounted, ...uncountedAsNeeded(question)];
  const boughtForOthers = sum([...patients].filter((of) => buyer(of) === null).map((of) => forecast.of(of).missing));
  const lines = [null, ...patients].map((owner): OrderLine => {
    const isOwn = ({ residentId }: { readonly residentId: string }): boolean => buyer(residentId) === owner;
    const supply = forecast.of(owner);
    const suggested = owner === null ? boughtForOthers : supply.missing;
    return {
      residentId: owner,
      // Of the home: what it gives, and what it lacks for those who have nothing of their own.
      needed: owner === null ? add(supply.fromOwn, suggested) : supply.needed,
      inStock: forecast.inStock(owner),
      expiring: forecast.unusedBy(owner, epochMilliseconds(until)),
      fromHome: supply.fromHome,
      suggested,
      shortAt: supply.shortAt === null ? null : fromEpochMilliseconds(supply.shortAt),
      asNeededUpTo: sum(asNeeded.filter(isOwn).map((one) => mostOf(one, question))),
      uncounted: uncounted.filter(isOwn),
    };
  });
  return lines
    .filter(({ residentId }) => residentId === null || buyer(residentId) === residentId)
    .filter(({ needed, asNeededUpTo, uncounted: named }) => needed > ZERO || asNeededUpTo > ZERO || named.length > 0);
}

/** In the unit of the stock, as far as it can be converted. */
function mostOf({ most }: AsNeededDemand, { toStockUnits }: OrderQuestion): Quantity {
  return sum(most.map(({ dose: { unit }, quantity }) => toStockUnits({ unit, quantity }) ?? ZERO));
}

function uncountedAsNeeded({ asNeeded, toStockUnits }: OrderQuestion): readonly UncountedDoses[] {
  return asNeeded.flatMap(({ prescriptionId, residentId, most }) =>
    most
      .filter(({ dose }) => toStockUnits(dose) === undefined)
      .map(({ dose, doses }) => ({ prescriptionId, residentId, dose, doses, asNeeded: true })),
  );
}
