import { pastWindow, type Instant, type Window, type WindowEnds, type Zone } from '#platform/time';
import { MAX_WINDOW_DAYS } from './session.js';

/** Four weeks, the day of the end among them. */
const USUAL_DAYS = 28;

/**
 * The window that participation is asked for, half-open: up to the end of today, and from 28 local days before its end.
 * @throws InvalidFieldsError when it has nothing in it, begins in the future, or is longer than 366 days.
 */
export function participationWindow(ends: WindowEnds, now: Instant, zone: Zone): Window {
  return pastWindow(ends, { usual: USUAL_DAYS, most: MAX_WINDOW_DAYS }, now, zone);
}
