import {
  addDays,
  addMilliseconds,
  addMinutes,
  clockChanges,
  daysBetween,
  earlier,
  localDateOf,
  mondayOf,
  pastWindow,
  startOfDay,
  weekOf,
  type ClockChange,
  type Instant,
  type LocalDate,
  type Window,
  type WindowEnds,
  type Zone,
} from '#platform/time';

/** Stretches of the home's calendar that a trend is told by. A week begins on Monday (ISO 8601). */
export const BUCKETS = ['day', 'week', 'month'] as const;
export type BucketSize = (typeof BUCKETS)[number];

/** A day, week or month, as far as it lies in a window. */
export interface Bucket {
  /** Its first day, whether or not that lies in the window. */
  readonly from: LocalDate;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** Local days that a window is long by default and at most: a year by day, three by week, five by month. */
export const WINDOW_DAYS: Readonly<Record<BucketSize, { readonly usual: number; readonly most: number }>> = {
  day: { usual: 28, most: 366 },
  week: { usual: 182, most: 1096 },
  month: { usual: 365, most: 1827 },
};

/**
 * The window that a trend is asked for, half-open: by default up to the end of today.
 * @throws InvalidFieldsError when it has nothing in it, begins in the future, or is too long for its buckets.
 */
export function trendWindow(ends: WindowEnds, size: BucketSize, now: Instant, zone: Zone): Window {
  const { usual, most } = WINDOW_DAYS[size];
  return pastWindow(ends, { usual, most, unless: longerBuckets(size) }, now, zone);
}

/** Every day, week or month of a window that has begun by `now`, in order. */
export function bucketsOf({ from, to }: Window, size: BucketSize, now: Instant, zone: Zone): readonly Bucket[] {
  const end = earlier(to, addMilliseconds(now, 1));
  const buckets: Bucket[] = [];
  let first = firstOf(localDateOf(from, zone), size);
  let midnight = startOfDay(first, zone);
  const changes = clockChanges({ from: midnight, to }, zone);
  for (let startsAt = from; startsAt < end;) {
    const next = afterwards(first, size);
    midnight = laterMidnight({ date: first, at: midnight }, next, changes, zone);
    const endsAt = earlier(midnight, to);
    buckets.push({ from: first, startsAt, endsAt });
    [first, startsAt] = [next, endsAt];
  }
  return buckets;
}

/** When a later day begins. Asking the zone of each day of a year takes long, and the clocks are seldom set. */
function laterMidnight(
  { date, at }: { readonly date: LocalDate; readonly at: Instant },
  next: LocalDate,
  changes: readonly ClockChange[],
  zone: Zone,
): Instant {
  const plain = addMinutes(at, daysBetween(date, next) * 24 * 60);
  return changes.some((change) => change.at >= at && change.at <= plain) ? startOfDay(next, zone) : plain;
}

function firstOf(day: LocalDate, size: BucketSize): LocalDate {
  if (size === 'day') return day;
  return size === 'week' ? mondayOf(weekOf(day)) : (`${day.slice(0, 7)}-01` as LocalDate);
}

function afterwards(first: LocalDate, size: BucketSize): LocalDate {
  if (size !== 'month') return addDays(first, size === 'day' ? 1 : 7);
  return firstOf(addDays(first, 31), 'month');
}

function longerBuckets(size: BucketSize): string {
  if (size === 'month') return '';
  const longer = BUCKETS.slice(BUCKETS.indexOf(size) + 1).map((each) => `${WINDOW_DAYS[each].most} by ${each}`);
  return ` by ${size}; ${longer.join(', ')}`;
}
