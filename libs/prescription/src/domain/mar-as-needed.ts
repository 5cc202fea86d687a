import { byCodeUnits, sum, type Quantity } from '#platform/kernel';
import { addMinutes, minutesBetween, type Instant, type Window } from '#platform/time';
import type { Administration } from './administration.js';
import type { CountedDose } from './as-needed.js';

const DAY_MINUTES = 1_440;

/** What a resident had of a substance in 24 elapsed hours, by whatever prescription (clinical.md A3). */
export interface DayTotal {
  readonly doses: number;
  /** In the unit of the dose. */
  readonly quantity: Quantity;
  /** Whether there were doses in another unit, which the quantity doesn't count. */
  readonly hasOtherUnits: boolean;
}

/** A dose as needed, as the chart has a row for it (clinical.md A7). */
export interface MarAsNeededDose {
  readonly administration: Administration;
  /** Of the 24 hours that end with it, itself included where it counts. */
  readonly total: DayTotal;
}

/** From when on doses count in the totals of a window. */
export function totalsSince({ from }: Window): Instant {
  return addMinutes(from, -DAY_MINUTES);
}

/**
 * In order of the act.
 * @param records those of one prescription that hold and have no slot
 * @param counted doses of the same substance since {@link totalsSince}
 */
export function marAsNeeded(
  records: readonly Administration[],
  counted: readonly CountedDose[],
): readonly MarAsNeededDose[] {
  return [...records]
    .sort((a, b) => byCodeUnits(a.administeredAt, b.administeredAt) || byCodeUnits(a.id, b.id))
    .map((administration) => ({ administration, total: totalAt(administration, counted) }));
}

function totalAt({ administeredAt, unit }: Administration, counted: readonly CountedDose[]): DayTotal {
  const day = counted.filter(({ at }) => at <= administeredAt && minutesBetween(at, administeredAt) < DAY_MINUTES);
  const same = day.filter((dose) => dose.unit === unit);
  return {
    doses: day.length,
    quantity: sum(same.map(({ quantity }) => quantity)),
    hasOtherUnits: same.length < day.length,
  };
}
