import { describe, expect, test } from '@jest/globals';
import { parseInstant, parseLocalDate, parseLocalDateTime } from '#platform/time';
import { newActivity } from './activity.js';
import { capacityFor, placeFor, type Coverage } from './enrolment.js';

const local = parseLocalDateTime;
const choir = {
  id: 'choir',
  earlier: [],
  ...newActivity({
    title: 'Choir',
    category: 'creative',
    startsAt: '2026-10-18T10:00',
    durationMinutes: 60,
    recurrence: 'FREQ=WEEKLY',
  }),
};

const series = (from: string, until?: string): Coverage => ({
  session: null,
  from: parseLocalDate(from),
  until: until === undefined ? null : parseLocalDate(until),
});
const single = (at: string): Coverage => ({ session: local(at), from: null, until: null });

/** Someone who has a place in the series since before. */
const enrolled = (id: string) => ({
  ...series('2026-10-01'),
  id,
  status: 'enrolled' as const,
  createdAt: parseInstant('2026-10-01T08:00:00Z'),
});

describe('a place in a series whose sessions have fewer places from a day on', () => {
  const { startsAt, durationMinutes, recurrence, exceptionDates, location, leader } = choir;
  const two = { startsAt, durationMinutes, recurrence, exceptionDates, location, leader, capacity: 2 };
  const changed = { ...choir, capacity: 1, earlier: [{ ...two, until: local('2026-11-01T00:00') }] };
  const before = local('2026-10-20T12:00');
  const after = local('2026-11-01T00:00');

  test.each<[string, string, Coverage, 'enrolled' | 'waiting']>([
    ['is there for the days before', before, series('2026-10-20', '2026-10-31'), 'enrolled'],
    ['is not there for the day itself', before, series('2026-10-20', '2026-11-01'), 'waiting'],
    ['is not there until further notice', before, series('2026-10-20'), 'waiting'],
    ['is there in one session before', before, single('2026-10-25T10:00'), 'enrolled'],
    ['is not there in one session after', before, single('2026-11-01T10:00'), 'waiting'],
    ['is not there once the day has come', after, series('2026-10-20', '2026-11-01'), 'waiting'],
  ])('%s', (_, now, wanted, expected) => {
    expect(placeFor(wanted, [enrolled('ana')], capacityFor(changed, [], local(now)))).toBe(expected);
  });

  test('is counted by what holds from now on, however few there were before', () => {
    const more = { ...changed, capacity: 3 };
    const taken = [enrolled('ana'), enrolled('blas')];
    expect(placeFor(series('2026-11-01'), taken, capacityFor(more, [], after))).toBe('enrolled');
    expect(placeFor(series('2026-10-20'), taken, capacityFor(more, [], before))).toBe('waiting');
  });
});
