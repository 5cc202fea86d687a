import {
  addDays,
  addMinutes,
  localDateOf,
  minutesBetween,
  parseRange,
  startOfDay,
  type Instant,
  type Window,
  type Zone,
} from '#platform/time';
import { BadWindowError } from './prescription.errors.js';

const DAY_MINUTES = 24 * 60;

/** Two days, also when one of them has 25 hours. */
const LONGEST_MINUTES = 49 * 60;

/**
 * The window that a round is asked for, half-open: today where neither end is given, 24 hours where one is.
 * @throws BadWindowError
 */
export function roundWindow(
  query: { readonly from?: string | undefined; readonly to?: string | undefined },
  now: Instant,
  zone: Zone,
): Window {
  const window = completed(query, now, zone);
  const minutes = minutesBetween(window.from, window.to);
  if (minutes <= 0) throw new BadWindowError('/to', 'must come after from');
  if (minutes > LONGEST_MINUTES) throw new BadWindowError('/to', 'must be at most two days after from');
  return window;
}

function completed(
  query: { readonly from?: string | undefined; readonly to?: string | undefined },
  now: Instant,
  zone: Zone,
): Window {
  const { from, to } = parseRange(query, zone);
  if (from !== undefined) return { from, to: to ?? addMinutes(from, DAY_MINUTES) };
  if (to !== undefined) return { from: addMinutes(to, -DAY_MINUTES), to };
  const today = localDateOf(now, zone);
  return { from: startOfDay(today, zone), to: startOfDay(addDays(today, 1), zone) };
}
