import { describe, expect, test } from '@jest/globals';
import { parseLocalDateTime } from '#platform/time';
import { newActivity, type ActivityDraft } from './activity.js';
import { carry } from './carry.js';
import type { SessionSource } from './session.js';

const local = parseLocalDateTime;

function series(startsAt: string, recurrence: string | null, draft: Partial<ActivityDraft> = {}): SessionSource {
  const base = { title: 'Choir', category: 'creative', durationMinutes: 60 };
  return { id: 'choir', earlier: [], ...newActivity({ ...base, startsAt, recurrence, ...draft }) };
}

const tuesdays = series('2026-12-01T10:00', 'FREQ=WEEKLY;BYDAY=TU');
const twiceADay = series('2026-12-01T10:00', 'FREQ=WEEKLY;BYDAY=TU;BYHOUR=10,16');
const enrolled = (...at: readonly string[]) => at.map((session) => ({ session: local(session) }));
const changed = (at: string, startsAt: string | null = null) => ({
  originalStartsAt: local(at),
  startsAt: startsAt === null ? null : local(startsAt),
});
const nothing = { overrides: [], enrolments: [], held: [] };

describe('what is said of one session goes to', () => {
  test.each<[string, SessionSource, SessionSource, string | undefined]>([
    [
      'the session of the same day, at its new time',
      tuesdays,
      series('2026-12-01T11:00', 'FREQ=WEEKLY'),
      '2026-12-08T11:00',
    ],
    ['no other while it is there', tuesdays, series('2026-12-01T10:00', 'FREQ=DAILY'), undefined],
    ['none, when its day has none any more', tuesdays, series('2026-12-03T10:00', 'FREQ=WEEKLY'), undefined],
    ['none, when its day has two', tuesdays, series('2026-12-01T11:00', 'FREQ=WEEKLY;BYHOUR=11,17'), undefined],
    ['none, when its day had two', twiceADay, series('2026-12-01T11:00', 'FREQ=WEEKLY'), undefined],
    [
      'none, when the day is left out',
      tuesdays,
      { ...tuesdays, exceptionDates: [local('2026-12-08T10:00')] },
      undefined,
    ],
  ])('%s', (_, before, after, expected) => {
    const named = { ...nothing, overrides: [changed('2026-12-08T10:00')] };
    expect(carry(before, after, named).to.get(local('2026-12-08T10:00'))).toBe(expected);
  });

  test('the only session of what is held once, on whichever day', () => {
    const { to } = carry(series('2026-12-08T10:00', null), series('2026-12-10T09:00', null), {
      ...nothing,
      enrolments: enrolled('2026-12-08T10:00'),
    });
    expect(to.get(local('2026-12-08T10:00'))).toBe('2026-12-10T09:00');
  });

  test('none of which something is said already', () => {
    const eleven = series('2026-12-01T11:00', 'FREQ=WEEKLY');
    const named = { ...nothing, overrides: [changed('2026-12-08T10:00'), changed('2026-12-08T11:00')] };
    expect(carry(tuesdays, eleven, named)).toEqual({
      to: new Map(),
      lost: [{ originalStartsAt: '2026-12-08T10:00', enrolments: 0, isChanged: true }],
    });
  });
});

describe('sessions that are lost', () => {
  const thursdays = series('2026-12-03T10:00', 'FREQ=WEEKLY');

  test('are told in order of time, with how many wanted just them', () => {
    const named = {
      overrides: [changed('2026-12-15T10:00', '2026-12-16T10:00')],
      enrolments: enrolled('2026-12-15T10:00', '2026-12-08T10:00', '2026-12-15T10:00'),
      held: [],
    };
    expect(carry(tuesdays, thursdays, named).lost).toEqual([
      { originalStartsAt: '2026-12-08T10:00', enrolments: 1, isChanged: false },
      { originalStartsAt: '2026-12-15T10:00', enrolments: 2, isChanged: true },
    ]);
  });

  test('are none that are on record, nor any that were none before', () => {
    const enrolments = enrolled('2026-12-08T10:00', '2026-12-09T10:00');
    expect(carry(tuesdays, thursdays, { ...nothing, enrolments, held: [local('2026-12-08T10:00')] }).lost).toEqual([]);
  });
});
