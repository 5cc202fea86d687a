import { addDays, weekdayOf, WEEKDAYS, type Instant, type LocalDate, type Window, type Zone } from '#platform/time';
import { askedWindow, type AskedEnds } from './asked-window.js';

/** The Monday of a day's week. */
export function mondayOf(date: LocalDate): LocalDate {
  return addDays(date, -WEEKDAYS.indexOf(weekdayOf(date)));
}

/**
 * The window that a medicines administration record is asked for, half-open: this week from Monday on where neither end
 * is given, seven days where one is, 31 at most.
 * @throws BadWindowError
 */
export function marWindow(ends: AskedEnds, now: Instant, zone: Zone): Window {
  return askedWindow(ends, now, zone, { of: 'chart', usualDays: 7, usualStart: mondayOf, longestDays: 31 });
}
