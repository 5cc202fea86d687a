import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseLocalDate, parseLocalTime, WEEKDAYS } from '#platform/time';
import { doseDays, nextDoseDay, previousDoseDay, type DoseDays } from './dose-days.js';
import type { TimesSchedule } from './prescription.js';
import { dateOfDay, dayNumber, weekdayOfDay } from './wall-clock.js';

function days(changes: Partial<TimesSchedule>): DoseDays {
  const times = [parseLocalTime('08:00')];
  const schedule: TimesSchedule = { kind: 'times', times, daysOfWeek: null, everyDays: null, cycle: null, ...changes };
  return doseDays(schedule, parseLocalDate('2020-01-01'), null);
}

/** Every combination of a rhythm and up to three weekdays, the rarest included. */
const rhythm = fc
  .record({
    daysOfWeek: fc.option(fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1, maxLength: 3 })),
    count: fc.oneof(
      fc.record({ everyDays: fc.integer({ min: 1, max: 366 }), cycle: fc.constant(null) }),
      fc.record({
        everyDays: fc.constant(null),
        cycle: fc.record({ onDays: fc.integer({ min: 1, max: 365 }), offDays: fc.integer({ min: 1, max: 365 }) }),
      }),
    ),
  })
  .map(({ daysOfWeek, count }) => days({ daysOfWeek, ...count }));

function isDoseDay({ schedule, startsOn }: DoseDays, day: number): boolean {
  const { daysOfWeek, everyDays, cycle } = schedule;
  const since = day - startsOn;
  return (
    since >= 0 &&
    since % (everyDays ?? 1) === 0 &&
    (cycle === null || since % (cycle.onDays + cycle.offDays) < cycle.onDays) &&
    (daysOfWeek === null || daysOfWeek.includes(weekdayOfDay(day)))
  );
}

describe('however rare the days of a schedule are', () => {
  test('the next one is found, or there is none in the whole run of its rhythm', () => {
    fc.assert(
      fc.property(rhythm, fc.integer({ min: -800, max: 8_000 }), (rare, after) => {
        const from = rare.startsOn + after;
        const run = Array.from({ length: 800 + 7 * 730 }, (_, index) => from + index);
        expect(nextDoseDay(rare, from)).toBe(run.find((day) => isDoseDay(rare, day)));
      }),
    );
  });

  test('the one before is found, or there is none since the first day', () => {
    fc.assert(
      fc.property(rhythm, fc.integer({ min: -800, max: 8_000 }), (rare, after) => {
        const from = rare.startsOn + after;
        const since = Array.from({ length: Math.max(0, after + 1) }, (_, index) => from - index);
        expect(previousDoseDay(rare, from)).toBe(since.find((day) => isDoseDay(rare, day)));
      }),
    );
  });
});

test.each([
  ['1969-12-31', -1, 'wed'],
  ['1970-01-01', 0, 'thu'],
  ['2024-02-29', 19_782, 'thu'],
  ['2026-03-01', 20_513, 'sun'],
])('%s is day %i, a %s', (text, day, weekday) => {
  const date = parseLocalDate(text);
  expect([dayNumber(date), dateOfDay(day), weekdayOfDay(day)]).toEqual([day, date, weekday]);
});
