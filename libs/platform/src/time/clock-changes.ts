import { Temporal } from 'temporal-polyfill';
import { fromTemporal, toTemporal, type Instant } from './instant.js';
import type { Zone } from './local.js';
import type { Window } from './range.js';

/** A moment at which the clocks of a zone are set, and their distance from UTC before and after, in minutes. */
export interface ClockChange {
  readonly at: Instant;
  readonly before: number;
  readonly after: number;
}

/** When the clocks of a zone are set in a window, in order; a change of a name alone is none. */
export function clockChanges({ from, to }: Window, timeZone: Zone): ClockChange[] {
  const changes: ClockChange[] = [];
  let clock: Temporal.ZonedDateTime | null = toTemporal(from)
    .subtract({ milliseconds: 1 })
    .toZonedDateTimeISO(timeZone);
  for (;;) {
    const before = minutesOf(clock);
    clock = clock.getTimeZoneTransition('next');
    if (clock === null) return changes;
    const at = fromTemporal(clock.toInstant());
    if (at >= to) return changes;
    if (minutesOf(clock) !== before) changes.push({ at, before, after: minutesOf(clock) });
  }
}

/** How far the clocks of a zone are from UTC at an instant, in minutes; ahead of it is positive. */
export function minutesFromUtc(at: Instant, timeZone: Zone): number {
  return minutesOf(toTemporal(at).toZonedDateTimeISO(timeZone));
}

function minutesOf({ offsetNanoseconds }: Temporal.ZonedDateTime): number {
  return Math.round(offsetNanoseconds / 60_000_000_000);
}
