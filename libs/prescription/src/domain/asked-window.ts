import {
  addDays,
  addMinutes,
  localDateOf,
  minutesBetween,
  parseRange,
  startOfDay,
  type Instant,
  type LocalDate,
  type Window,
  type Zone,
} from '#platform/time';
import { BadWindowError } from './prescription.errors.js';

const DAY_MINUTES = 24 * 60;

/** The ends as a request has them: instants, or local dates that mean their whole day. */
export interface AskedEnds {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** How much of time something covers. */
export interface Coverage {
  /** What it is, in words. */
  readonly of: string;
  /** Days that it covers where one end, or none, is asked for. */
  readonly usualDays: number;
  /** The first of them where none is. */
  readonly usualStart: (today: LocalDate) => LocalDate;
  readonly longestDays: number;
}

/**
 * The window that is asked for, half-open, with what isn't said as is usual.
 * @throws BadWindowError when it has nothing in it, or more than may be asked for at once
 */
export function askedWindow(ends: AskedEnds, now: Instant, zone: Zone, coverage: Coverage): Window {
  const { of, longestDays } = coverage;
  const window = completed(ends, now, zone, coverage);
  const minutes = minutesBetween(window.from, window.to);
  if (minutes <= 0) throw new BadWindowError(of, '/to', 'must come after from');
  // One hour more: a day of 25 hours may be among them.
  if (minutes > longestDays * DAY_MINUTES + 60) {
    throw new BadWindowError(of, '/to', `must be at most ${longestDays} days after from`);
  }
  return window;
}

function completed(ends: AskedEnds, now: Instant, zone: Zone, { usualDays, usualStart }: Coverage): Window {
  const { from, to } = parseRange(ends, zone);
  if (from !== undefined) return { from, to: to ?? daysOn(from, usualDays, zone) };
  if (to !== undefined) return { from: daysOn(to, -usualDays, zone), to };
  const first = startOfDay(usualStart(localDateOf(now, zone)), zone);
  return { from: first, to: daysOn(first, usualDays, zone) };
}

/** So many days on: whole days of the wall clock from the beginning of one, elapsed time from anywhere else. */
function daysOn(at: Instant, days: number, zone: Zone): Instant {
  const date = localDateOf(at, zone);
  return startOfDay(date, zone) === at ? startOfDay(addDays(date, days), zone) : addMinutes(at, days * DAY_MINUTES);
}
