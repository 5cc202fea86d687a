import { InvalidFieldsError } from '#platform/kernel';
import {
  addDays,
  addMilliseconds,
  localDateOf,
  parseRange,
  startOfDay,
  type Instant,
  type Window,
  type Zone,
} from '#platform/time';
import { checkWindow } from './session.js';

/** Four weeks, the day of the end among them. */
const USUAL_DAYS = 28;

/**
 * The window that participation is asked for, half-open: up to the end of today, and from 28 local days before its end.
 * @throws InvalidFieldsError when it has nothing in it, begins in the future, or is longer than 366 days.
 */
export function participationWindow(
  ends: { readonly from?: string | undefined; readonly to?: string | undefined },
  now: Instant,
  zone: Zone,
): Window {
  const range = parseRange(ends, zone);
  const to = range.to ?? startOfDay(addDays(localDateOf(now, zone), 1), zone);
  const lastDay = localDateOf(addMilliseconds(to, -1), zone);
  const from = range.from ?? startOfDay(addDays(lastDay, 1 - USUAL_DAYS), zone);
  if (from >= now) throw refused('/from', 'It must lie in the past: what is still to come is not counted.');
  if (to <= from) throw refused('/to', 'It must come after from.');
  checkWindow({ from, to }, zone);
  return { from, to };
}

function refused(pointer: string, message: string): InvalidFieldsError {
  return new InvalidFieldsError([{ pointer, code: 'out-of-range', message }]);
}
