import { quantity, toDecimal, type Quantity } from '#platform/kernel';
import { addMinutes, type Instant } from '#platform/time';
import { median } from '../median.js';
import type { Range } from '../observation-type.js';

/*
 * A person's own baseline: "the median of the last N calm readings" (clinical.md B10). The numbers and what "calm" means
 * are general knowledge, to be agreed with a clinician.
 */

/** The N of it. */
export const BASELINE_READINGS = 10;

/** With fewer there is no baseline. */
export const LEAST_READINGS = 3;

/** Readings of the day before the newest belong to the same episode: a fever watched every hour is no baseline of itself. */
const EPISODE_MINUTES = 24 * 60;

/** What is older than this tells nothing of the person today. */
const BASELINE_MINUTES = 180 * 24 * 60;

/** What is usual for one person, in the type's own unit. */
export interface Baseline {
  readonly median: Quantity;
  /** The lowest and the highest of the readings that it is made of. */
  readonly low: Quantity;
  readonly high: Quantity;
  readonly readings: number;
}

/** How a reading lies to what is usual for the person: above every one of the calm readings, below, or among them. */
export const TRENDS = ['up', 'down', 'steady'] as const;
export type Trend = (typeof TRENDS)[number];

/** When the readings were taken that a newest one is compared with; both ends belong to it. */
export function baselineStretch(newestTakenAt: Instant): { readonly from: Instant; readonly until: Instant } {
  return {
    from: addMinutes(newestTakenAt, -BASELINE_MINUTES),
    until: addMinutes(newestTakenAt, -EPISODE_MINUTES),
  };
}

/**
 * Null: too little is known of the person.
 * @param readings the last {@link BASELINE_READINGS} of {@link baselineStretch}; those outside of `likely` aren't calm.
 */
export function baselineOf(readings: readonly Quantity[], likely: Range): Baseline | null {
  const calm = readings
    .filter((reading) => toDecimal(reading) >= likely.low && toDecimal(reading) <= likely.high)
    .sort((a, b) => a - b);
  const [low] = calm;
  const high = calm.at(-1);
  if (low === undefined || high === undefined || calm.length < LEAST_READINGS) return null;
  return { median: middleOf(calm), low, high, readings: calm.length };
}

/** Null: there is nothing to compare with. */
export function trendOf(value: Quantity, baseline: Baseline | null): Trend | null {
  if (baseline === null) return null;
  if (value > baseline.high) return 'up';
  return value < baseline.low ? 'down' : 'steady';
}

function middleOf(calm: readonly Quantity[]): Quantity {
  return quantity(Number(median(calm.map(toDecimal)).toFixed(6)));
}
