import type { Instant, Window, Zone } from '#platform/time';
import { askedWindow, type AskedEnds } from './asked-window.js';

/**
 * The window that a round is asked for, half-open: today where neither end is given, one day where one is, two at most.
 * @throws BadWindowError
 */
export function roundWindow(ends: AskedEnds, now: Instant, zone: Zone): Window {
  return askedWindow(ends, now, zone, {
    of: 'round',
    usualDays: 1,
    usualStart: (today) => today,
    longestDays: 2,
  });
}
