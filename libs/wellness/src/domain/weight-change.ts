import type { Quantity } from '#platform/kernel';
import { addMinutes, minutesBetween, type Instant } from '#platform/time';
import type { Reading } from './reading.js';
import { percentChange } from './units.js';

/** Days over which a change of weight is looked at (clinical.md B10: 5 % in 30, 7.5 % in 90, 10 % in 180). */
export const CHANGE_DAYS = [30, 90, 180] as const;

/** What was weighed, and when. */
export interface Weighing {
  readonly takenAt: Instant;
  readonly value: Quantity;
}

export interface WeightChange {
  readonly days: number;
  /** The weighing nearest to so many days before the last. */
  readonly reference: Weighing;
  /** With one decimal, negative for a loss. */
  readonly percent: number;
}

const DAY = 24 * 60;

/** How far from its day a weighing may be to stand for it: a third of the days. Homes weigh each month, or each week. */
function slackOf(days: number): number {
  return (days / 3) * DAY;
}

/** The instants near which the references of `last` are looked for. */
export function referenceDays(last: Instant): readonly Instant[] {
  return CHANGE_DAYS.map((days) => addMinutes(last, -days * DAY));
}

/** No weighing before this can be a reference of `last`. */
export function referencesFrom(last: Instant): Instant {
  return addMinutes(last, -Math.max(...CHANGE_DAYS.map((days) => days * DAY + slackOf(days))));
}

/**
 * How the last weight differs from those of 30, 90 and 180 days before; without those where nothing was weighed about then.
 * @param readings in order of time
 */
export function weightChanges(last: Weighing, readings: readonly Reading[]): readonly WeightChange[] {
  return CHANGE_DAYS.flatMap((days) => {
    const day = addMinutes(last.takenAt, -days * DAY);
    const reference = nearest(day, readings);
    if (reference === undefined || Math.abs(minutesBetween(day, reference.takenAt)) > slackOf(days)) return [];
    const percent = percentChange(reference.value, last.value);
    return percent === null ? [] : [{ days, reference, percent }];
  });
}

/** Of two that are as near the earlier. */
function nearest(at: Instant, readings: readonly Reading[]): Weighing | undefined {
  let found: Weighing | undefined;
  let distance = Infinity;
  for (const { takenAt, value } of readings) {
    const far = Math.abs(minutesBetween(at, takenAt));
    if (value !== null && far < distance) [found, distance] = [{ takenAt, value }, far];
  }
  return found;
}
