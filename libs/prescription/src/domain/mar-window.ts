import {
  addDays,
  addMilliseconds,
  earlier,
  later,
  localDateOf,
  startOfDay,
  weekdayOf,
  WEEKDAYS,
  type Instant,
  type LocalDate,
  type Window,
  type Zone,
} from '#platform/time';
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

/** The part of a window that lies in one week from Monday to Sunday, with its days. */
export interface MarWeek extends Window {
  readonly days: readonly LocalDate[];
}

/** A window in weeks, in order of time; the first and the last may have fewer than seven days. */
export function weeksOf({ from, to }: Window, zone: Zone): readonly MarWeek[] {
  const last = localDateOf(addMilliseconds(to, -1), zone);
  const weeks: MarWeek[] = [];
  let day = localDateOf(from, zone);
  while (day <= last) {
    const next = addDays(mondayOf(day), WEEKDAYS.length);
    const days: LocalDate[] = [];
    const start = later(from, startOfDay(day, zone));
    for (; day < next && day <= last; day = addDays(day, 1)) days.push(day);
    weeks.push({ from: start, to: earlier(to, startOfDay(day, zone)), days });
  }
  return weeks;
}
