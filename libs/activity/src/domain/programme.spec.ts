import { expect, test } from '@jest/globals';
import { InvalidFieldsError } from '#platform/kernel';
import { addMinutes, parseInstant, parseLocalDateTime, parseWeek, parseZone, slotInstant } from '#platform/time';
import { daysOfWeek, programmeWeek, windowOfWeek, type ProgrammeSession } from './programme.js';

const madrid = parseZone('Europe/Madrid');

/** One that its series puts at a local time, and that is held then or at another. */
function session(original: string, minutes = 60, held = original): ProgrammeSession {
  const startsAt = slotInstant(parseLocalDateTime(held), madrid);
  const when = { originalStartsAt: parseLocalDateTime(original), startsAt, endsAt: addMinutes(startsAt, minutes) };
  return { ...when, title: original, status: 'planned', location: null, leader: null };
}

test.each([
  ['Sunday night is of the week that ends', '2026-11-29T22:59:00Z', '2026-W48'],
  ['a minute later is of the next', '2026-11-29T23:00:00Z', '2026-W49'],
  ['New Year’s Day may be of the old year', '2027-01-01T12:00:00Z', '2026-W53'],
])('where no week is said, %s', (_, now, week) => {
  expect(programmeWeek(undefined, parseInstant(now), madrid)).toBe(week);
});

test.each(['2026-W54', '2027-W53', '2026-W00'])('%s is refused', (week) => {
  expect(() => programmeWeek(week, parseInstant('2026-11-24T12:00:00Z'), madrid)).toThrow(InvalidFieldsError);
});

test.each([
  ['2026-W43', '2026-10-18T22:00:00.000Z', '2026-10-25T23:00:00.000Z', 'of an hour more'],
  ['2027-W12', '2027-03-21T23:00:00.000Z', '2027-03-28T22:00:00.000Z', 'of an hour less'],
])('%s is from %s to %s: a week %s', (week, from, to) => {
  expect(windowOfWeek(parseWeek(week), madrid)).toEqual({ from, to });
});

test('a session stands on the day on which it begins, and says when it was moved or goes on to another day', () => {
  const days = daysOfWeek(
    parseWeek('2026-W43'),
    [
      session('2026-10-19T10:00'),
      session('2026-10-12T10:00', 60, '2026-10-19T18:00'),
      session('2026-10-24T23:30', 60),
      // 02:30 happens twice on this day, and is held once.
      session('2026-10-25T02:30'),
    ],
    madrid,
  );
  expect(days.map(({ date, sessions }) => [date, ...sessions.map(({ title }) => title)])).toEqual([
    ['2026-10-19', '2026-10-19T10:00', '2026-10-12T10:00'],
    ...['2026-10-20', '2026-10-21', '2026-10-22', '2026-10-23'].map((date) => [date]),
    ['2026-10-24', '2026-10-24T23:30'],
    ['2026-10-25', '2026-10-25T02:30'],
  ]);
  const told = days.flatMap(({ sessions }) => sessions.map(({ isMoved, endsOn }) => [isMoved, endsOn]));
  expect(told).toEqual([
    [false, null],
    [true, null],
    [false, '2026-10-25'],
    [false, null],
  ]);
});

test('one at a time that its day does not have is held an hour later, and is not called moved', () => {
  const days = daysOfWeek(parseWeek('2027-W12'), [session('2027-03-28T02:30')], madrid);
  expect(days[6]?.sessions).toMatchObject([{ isMoved: false, startsAt: '2027-03-28T01:30:00.000Z' }]);
});
