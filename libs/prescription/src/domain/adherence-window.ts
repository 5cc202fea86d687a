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

/** Clinical.md A2 judges a medicine by 28 days. */
const DEFAULT_DAYS = 28;

/** Ten years, leap days included. */
const LONGEST_DAYS = 3_653;

const DAY_MINUTES = 24 * 60;

/**
 * The period that adherence is asked for, half-open: up to the end of today, and from 28 days before its end.
 * @throws BadWindowError
 */
export function adherenceWindow(
  query: { readonly from?: string | undefined; readonly to?: string | undefined },
  now: Instant,
  zone: Zone,
): Window {
  const range = parseRange(query, zone);
  const to = range.to ?? startOfDay(addDays(localDateOf(now, zone), 1), zone);
  const from = range.from ?? startOfDay(addDays(localDateOf(to, zone), -DEFAULT_DAYS), zone);
  const minutes = minutesBetween(from, to);
  if (minutes <= 0) throw new BadWindowError('report', '/to', 'must come after from');
  if (minutes > LONGEST_DAYS * DAY_MINUTES)
    throw new BadWindowError('report', '/to', 'must be at most ten years after from');
  return { from, to };
}

/** A window in stretches of at most so many days, one after the other. */
export function* stretchesOf({ from, to }: Window, days: number): Generator<Window, void, undefined> {
  let start = from;
  while (start < to) {
    const next = addMinutes(start, days * DAY_MINUTES);
    const end = next < to ? next : to;
    yield { from: start, to: end };
    start = end;
  }
}
