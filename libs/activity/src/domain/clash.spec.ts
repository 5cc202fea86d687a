import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addMinutes, parseInstant, parseLocalDate, parseLocalDateTime, parseZone } from '#platform/time';
import { newActivity } from './activity.js';
import { clashWindow, findClashes, windowAround } from './clash.js';
import { coveredSessions } from './enrolment.js';
import { sessions, type Session } from './session.js';

const ten = parseInstant('2026-10-18T10:00:00Z');

function session(activityId: string, after: number, minutes: number, status: Session['status'] = 'planned'): Session {
  const startsAt = addMinutes(ten, after);
  return {
    activityId,
    originalStartsAt: parseLocalDateTime(startsAt.slice(0, 16)),
    startsAt,
    endsAt: addMinutes(startsAt, minutes),
    status,
    location: null,
    leader: null,
    capacity: null,
    reason: null,
  };
}

test.each([
  ['at the same time', session('bingo', 0, 60), 1],
  ['inside the other', session('bingo', 15, 10), 1],
  ['around the other', session('bingo', -30, 120), 1],
  ['over its end', session('bingo', 59, 60), 1],
  ['when the other ends', session('bingo', 60, 60), 0],
  ['until the other begins', session('bingo', -60, 60), 0],
  ['at the same time but cancelled', session('bingo', 0, 60, 'cancelled'), 0],
  ['of the same activity', session('choir', 30, 60), 0],
])('a session %s', (_, held, clashes) => {
  expect(findClashes([session('choir', 0, 60)], [held])).toHaveLength(clashes);
});

test('an enrolment clashes in the sessions that it covers only, by their time after the clocks have changed', () => {
  const zone = parseZone('Europe/Madrid');
  const base = { category: 'social', durationMinutes: 60, startsAt: '2026-10-18T10:00' };
  const choir = { id: 'choir', earlier: [], ...newActivity({ ...base, title: 'Choir', recurrence: 'FREQ=WEEKLY' }) };
  const mass = {
    id: 'mass',
    earlier: [],
    ...newActivity({ ...base, title: 'Mass', recurrence: 'FREQ=MONTHLY;BYDAY=-1SU', startsAt: '2026-10-25T10:30' }),
  };
  const window = { from: parseInstant('2026-10-01T00:00:00Z'), to: parseInstant('2027-03-31T00:00:00Z') };
  const wanted = coveredSessions(
    { session: parseLocalDateTime('2027-03-28T10:00'), from: null, until: null },
    sessions([choir], [], zone, window),
  );
  expect(findClashes(wanted, sessions([mass], [], zone, window))).toEqual([
    {
      wanted: {
        activityId: 'choir',
        originalStartsAt: '2027-03-28T10:00',
        startsAt: '2027-03-28T08:00:00.000Z',
        endsAt: '2027-03-28T09:00:00.000Z',
      },
      enrolledIn: {
        activityId: 'mass',
        originalStartsAt: '2027-03-28T10:30',
        startsAt: '2027-03-28T08:30:00.000Z',
        endsAt: '2027-03-28T09:30:00.000Z',
      },
    },
  ]);
});

test('the sweep finds what comparing each with each finds', () => {
  const some = (activity: string) =>
    fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 120 }))
        .map(([at, long]) => session(activity, at, long)),
      { maxLength: 12 },
    );
  fc.assert(
    fc.property(some('choir'), some('bingo'), (wanted, held) => {
      const pairs = wanted.flatMap((a) => held.filter((b) => a.startsAt < b.endsAt && b.startsAt < a.endsAt));
      expect(findClashes(wanted, held)).toHaveLength(pairs.length);
    }),
  );
});

test.each([
  ['from today on, for most of a year', '2026-10-01', null, ['2026-10-19T22:00', '2027-10-05T22:00']],
  ['from its first day to its last', '2026-10-24', '2026-10-25', ['2026-10-23T22:00', '2026-10-25T23:00']],
  ['not at all when it is over', '2026-10-01', '2026-10-19', undefined],
])('a series is looked at for clashes %s', (_, from, until, expected) => {
  const coverage = { from: parseLocalDate(from), until: until === null ? null : parseLocalDate(until) };
  const window = clashWindow(coverage, parseLocalDate('2026-10-20'), parseZone('Europe/Madrid'));
  expect(window && [window.from.slice(0, 16), window.to.slice(0, 16)]).toEqual(expected);
});

test('what is looked at around a session begins early enough for a holiday that is still on', () => {
  const wanted = [session('choir', 0, 120), session('choir', 60, 30)];
  expect(windowAround(wanted)).toEqual({ from: '2026-10-11T10:00:00.000Z', to: '2026-10-18T12:00:00.000Z' });
  expect(windowAround([])).toBeUndefined();
});
