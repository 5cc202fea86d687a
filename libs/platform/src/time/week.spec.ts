import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { addDays, parseLocalDate, weekdayOf } from './local.js';
import { mondayOf, parseWeek, weekOf } from './week.js';

test.each([
  ['2026-11-29', '2026-W48', '2026-11-23', 'a Sunday ends its week'],
  ['2026-11-30', '2026-W49', '2026-11-30', 'a Monday begins one'],
  ['2026-12-31', '2026-W53', '2026-12-28', 'a year with 53 weeks'],
  ['2027-01-03', '2026-W53', '2026-12-28', 'the first days of January may be of the old year'],
  ['2027-01-04', '2027-W01', '2027-01-04', 'the week with the 4th of January is the first'],
  ['2024-12-30', '2025-W01', '2024-12-30', 'the last days of December may be of the new year'],
  ['2028-02-29', '2028-W09', '2028-02-28', 'a leap day'],
])('%s is in %s, which begins on %s: %s', (date, week, monday) => {
  expect(weekOf(parseLocalDate(date))).toBe(week);
  expect(mondayOf(parseWeek(week))).toBe(monday);
});

test.each([
  ['2026-W54', 'a week that 2026 does not have'],
  ['2027-W53', 'a week that 2027 does not have'],
  ['2026-W00', 'a week that 2026 does not have'],
  ['2026-48', 'not a week in the form YYYY-Www'],
  ['2026-W4', 'not a week in the form YYYY-Www'],
  ['0000-W10', 'a week outside the years 1801 to 2998'],
  ['2999-W10', 'a week outside the years 1801 to 2998'],
])('%s is refused: %s', (text, reason) => {
  expect(() => parseWeek(text)).toThrow(new RangeError(reason));
});

test('every day lies within the seven of its week, which is that of the calendar', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400_000 }), (days) => {
      const date = addDays(parseLocalDate('1850-01-01'), days);
      const week = weekOf(date);
      const monday = mondayOf(week);
      const { weekOfYear, yearOfWeek } = Temporal.PlainDate.from(date);
      expect(week).toBe(`${yearOfWeek ?? ''}-W${String(weekOfYear).padStart(2, '0')}`);
      expect(parseWeek(week)).toBe(week);
      expect(weekdayOf(monday)).toBe('mon');
      expect(monday <= date && date <= addDays(monday, 6)).toBe(true);
    }),
  );
});
