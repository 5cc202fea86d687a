import { InvalidFieldsError } from '#platform/kernel';
import { addMilliseconds, type Instant } from './instant.js';
import {
  addDays,
  datePart,
  localDateOf,
  localDateTime,
  localDateTimeOf,
  startOfDay,
  timePart,
  type Zone,
} from './local.js';
import { parseRange, type Window } from './range.js';

/** The ends of a window as a request has them: see {@link parseRange}. */
export interface WindowEnds {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** How long a window is, in days of the home's calendar. */
export interface WindowLength {
  /** Where its beginning isn't asked for. */
  readonly usual: number;
  readonly most: number;
  /** What else might be asked for, said where it is too long. */
  readonly unless?: string;
}

/**
 * A window of the past, half-open: up to the end of today, and `usual` days long where nothing else is asked for.
 * @throws InvalidFieldsError when it has nothing in it, begins in the future, or is longer than `most` days.
 */
export function pastWindow(ends: WindowEnds, { usual, most, unless }: WindowLength, now: Instant, zone: Zone): Window {
  const range = parseRange(ends, zone);
  const to = range.to ?? startOfDay(addDays(localDateOf(now, zone), 1), zone);
  const from = range.from ?? startOfDay(addDays(localDateOf(addMilliseconds(to, -1), zone), 1 - usual), zone);
  if (from >= now) throw refused('/from', 'It must lie in the past: there is nothing to tell of the future.');
  if (to <= from) throw refused('/to', 'It must come after from.');
  checkLength({ from, to }, most, zone, unless);
  return { from, to };
}

/** @throws InvalidFieldsError when a window is longer than so many days of the wall clock. */
export function checkLength({ from, to }: Window, most: number, zone: Zone, unless = ''): void {
  const start = localDateTimeOf(from, zone);
  const longest = localDateTime(addDays(datePart(start), most), timePart(start));
  if (localDateTimeOf(to, zone) > longest) throw refused('/to', `A window of at most ${most} days${unless}.`);
}

function refused(pointer: string, message: string): InvalidFieldsError {
  return new InvalidFieldsError([{ pointer, code: 'out-of-range', message }]);
}
