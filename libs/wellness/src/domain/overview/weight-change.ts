import { toDecimal, type Quantity } from '#platform/kernel';
import { addDays, localDateOf, startOfDay, type Instant, type Zone } from '#platform/time';
import type { Observation } from '../observation.js';

/** Days of the home's calendar over which a change of weight is told (clinical.md B10). */
export const WEIGHT_STRETCHES = [30, 90, 180] as const;

type Weight = Pick<Observation, 'id' | 'value' | 'takenAt'>;

/** What became of a weight in so many days: against the oldest weight of the stretch, in kilograms. */
export interface WeightChange {
  readonly days: number;
  /** Null: no other weight was taken in these days; so are the rest. */
  readonly since: Instant | null;
  readonly from: Quantity | null;
  /** In per cent of the weight then, to the hundredth; a loss is negative. */
  readonly percent: number | null;
}

/** From when on the stretches before a weight begin, in the order of {@link WEIGHT_STRETCHES}. */
export function stretchesBefore(newestTakenAt: Instant, zone: Zone): readonly Instant[] {
  const today = localDateOf(newestTakenAt, zone);
  return WEIGHT_STRETCHES.map((days) => startOfDay(addDays(today, -days), zone));
}

/** @param weights that have the oldest of each stretch among them, in any order. */
export function weightChanges(newest: Weight, weights: readonly Weight[], zone: Zone): readonly WeightChange[] {
  const earlier = weights
    .filter(({ id, takenAt }) => id !== newest.id && takenAt <= newest.takenAt)
    .sort((a, b) => (a.takenAt < b.takenAt ? -1 : 1));
  return stretchesBefore(newest.takenAt, zone).map((begin, index) => {
    const days = WEIGHT_STRETCHES[index] ?? 0;
    const oldest = earlier.find(({ takenAt }) => takenAt >= begin);
    if (!oldest?.value || newest.value === null) return { days, since: null, from: null, percent: null };
    const [then, now] = [toDecimal(oldest.value), toDecimal(newest.value)];
    const percent = Math.round(((now - then) / then) * 10_000) / 100;
    return { days, since: oldest.takenAt, from: oldest.value, percent };
  });
}
