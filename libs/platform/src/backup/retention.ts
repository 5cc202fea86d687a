import type { Retention } from '#platform/config';
import { localDateOf, toTemporal, type Instant, type Zone } from '#platform/time';

/** Which of some backups are kept, by when they were taken. The newest one always is. */
export function kept(taken: readonly Instant[], rule: Retention, zone: Zone): ReadonlySet<Instant> {
  const newestFirst = [...taken].sort().reverse();
  const periods = [
    { count: rule.last, of: (at: Instant) => at as string },
    { count: rule.daily, of: (at: Instant) => localDateOf(at, zone) as string },
    { count: rule.weekly, of: (at: Instant) => isoWeekOf(at, zone) },
    { count: rule.monthly, of: (at: Instant) => localDateOf(at, zone).slice(0, 'yyyy-mm'.length) },
  ];
  return new Set([
    ...newestFirst.slice(0, 1),
    ...periods.flatMap(({ count, of }) => newestOfEach(newestFirst, of).slice(0, count)),
  ]);
}

function newestOfEach(newestFirst: readonly Instant[], period: (at: Instant) => string): Instant[] {
  const newest = new Map<string, Instant>();
  for (const at of newestFirst) if (!newest.has(period(at))) newest.set(period(at), at);
  return [...newest.values()];
}

function isoWeekOf(at: Instant, zone: Zone): string {
  const { yearOfWeek, weekOfYear } = toTemporal(at).toZonedDateTimeISO(zone);
  return `${String(yearOfWeek)}-W${String(weekOfYear)}`;
}

/**
 * Whether a backup is due: none was taken in the last `interval` hours. One from a time to come, of a clock that was
 * ahead, says nothing.
 */
export function isDue(taken: readonly Instant[], now: Instant, interval: number): boolean {
  return !taken.some((at) => at <= now && toTemporal(now).since(toTemporal(at)).total('hours') < interval);
}
