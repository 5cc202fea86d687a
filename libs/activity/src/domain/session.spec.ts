import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InvalidFieldsError } from '#platform/kernel';
import {
  addMinutes,
  fromEpochMilliseconds,
  epochMilliseconds,
  parseInstant,
  parseLocalDateTime,
  parseRange,
  parseZone,
  type Window,
} from '#platform/time';
import { newActivity, type ActivityDraft } from './activity.js';
import { changeSession, type SessionOverride, type SessionPatch } from './session-override.js';
import { isSession, sessionAt, sessions, type HeldSession, type SessionSource } from './session.js';

const madrid = parseZone('Europe/Madrid');
const local = parseLocalDateTime;
const recorded = parseInstant('2026-01-01T00:00:00Z');

function activity(draft: Partial<ActivityDraft> = {}, id = 'choir'): SessionSource {
  const fields = {
    title: 'Choir',
    category: 'creative',
    startsAt: '2026-10-18T10:00',
    durationMinutes: 60,
    capacity: 12,
  };
  return { id, earlier: [], ...newActivity({ ...fields, recurrence: 'FREQ=WEEKLY', ...draft }) };
}

function override(originalStartsAt: string, patch: SessionPatch, activityId = 'choir'): SessionOverride {
  const change = changeSession(undefined, patch);
  const stored = { id: originalStartsAt, version: 1, createdAt: recorded, updatedAt: recorded };
  return { activityId, originalStartsAt: local(originalStartsAt), ...change, ...stored };
}

function window(from: string, to: string): Window {
  const range = parseRange({ from, to }, madrid);
  return { from: range.from ?? recorded, to: range.to ?? recorded };
}

const times = (
  source: SessionSource,
  { from, to, overrides = [] as SessionOverride[] }: { from: string; to: string; overrides?: SessionOverride[] },
) => sessions([source], overrides, madrid, window(from, to)).map(({ startsAt }) => startsAt);

describe('a weekly session when the clocks change', () => {
  test.each([
    ['at 10:00 in autumn stays at 10:00', '2026-10-18T10:00', ['2026-10-18T08:00:00.000Z', '2026-10-25T09:00:00.000Z']],
    [
      'at 02:30 in autumn is held once, at the first',
      '2026-10-18T02:30',
      ['2026-10-18T00:30:00.000Z', '2026-10-25T00:30:00.000Z'],
    ],
    ['at 10:00 in spring stays at 10:00', '2027-03-21T10:00', ['2027-03-21T09:00:00.000Z', '2027-03-28T08:00:00.000Z']],
    [
      'at 02:30 in spring is moved to 03:30, not dropped',
      '2027-03-21T02:30',
      ['2027-03-21T01:30:00.000Z', '2027-03-28T01:30:00.000Z'],
    ],
  ])('%s', (_, startsAt, expected) => {
    const to = startsAt.startsWith('2026') ? '2026-10-31' : '2027-04-03';
    expect(times(activity({ startsAt }), { from: startsAt.slice(0, 10), to })).toEqual(expected);
  });

  test('lasts its hour of elapsed time through the change, and keeps its name', () => {
    const [held] = sessions(
      [activity({ startsAt: '2027-03-21T01:30' })],
      [],
      madrid,
      window('2027-03-28', '2027-03-28'),
    );
    expect(held).toMatchObject({
      originalStartsAt: '2027-03-28T01:30',
      startsAt: '2027-03-28T00:30:00.000Z',
      endsAt: '2027-03-28T01:30:00.000Z',
    });
  });
});

describe('what is different about one session', () => {
  test('an exception leaves it out; a cancelled one is shown as such', () => {
    const source = activity({ exceptionDates: ['2026-10-25'] });
    const overrides = [override('2026-11-01T10:00', { status: 'cancelled', reason: 'The leader is ill' })];
    const found = sessions([source], overrides, madrid, window('2026-10-18', '2026-11-08'));
    expect(found.map(({ originalStartsAt, status, reason }) => [originalStartsAt, status, reason])).toEqual([
      ['2026-10-18T10:00', 'planned', null],
      ['2026-11-01T10:00', 'cancelled', 'The leader is ill'],
      ['2026-11-08T10:00', 'planned', null],
    ]);
  });

  test('place, leader, length and places may change without touching the series', () => {
    const patch = { location: 'Garden', leader: 'Nerea', durationMinutes: 90, capacity: 4 };
    const found = sessions(
      [activity()],
      [override('2026-10-18T10:00', patch)],
      madrid,
      window('2026-10-18', '2026-10-25'),
    );
    expect(found).toMatchObject([
      { location: 'Garden', leader: 'Nerea', capacity: 4, endsAt: '2026-10-18T09:30:00.000Z' },
      { location: null, leader: null, capacity: 12, endsAt: '2026-10-25T10:00:00.000Z' },
    ]);
  });

  test.each([
    ['moved within the window', '2026-10-20', ['2026-10-20T15:00:00.000Z', '2026-10-25T09:00:00.000Z']],
    ['moved out of the window', '2026-11-20', ['2026-10-25T09:00:00.000Z']],
  ])('%s', (_, day, expected) => {
    const overrides = [override('2026-10-18T10:00', { startsAt: `${day}T17:00` })];
    const found = times(activity(), { from: '2026-10-18', to: '2026-10-25', overrides });
    expect(found).toEqual(expected);
  });

  test('moved into a window from months before, under its own name', () => {
    const overrides = [override('2026-10-18T10:00', { startsAt: '2027-02-03T17:00' })];
    expect(sessions([activity()], overrides, madrid, window('2027-02-03', '2027-02-03'))).toMatchObject([
      { originalStartsAt: '2026-10-18T10:00', startsAt: '2027-02-03T16:00:00.000Z' },
    ]);
  });

  test('a change of a session that the series no longer gives is not a session', () => {
    const overrides = [override('2026-10-19T10:00', { startsAt: '2026-10-20T10:00' })];
    expect(times(activity(), { from: '2026-10-19', to: '2026-10-22', overrides })).toEqual([]);
  });

  test('null puts a session back to the series, what is absent stays', () => {
    const changed = changeSession(undefined, { status: 'cancelled', capacity: 4, startsAt: '2026-10-20T10:00' });
    expect(changeSession(changed, { status: null, startsAt: null })).toEqual({
      ...changeSession(undefined, {}),
      capacity: 4,
    });
  });

  test('every bad field of a change is listed', () => {
    const patch = { status: 'held', startsAt: 'noon', durationMinutes: 0, capacity: 0.5, reason: 'x'.repeat(1001) };
    expect(() => changeSession(undefined, patch)).toThrow(
      expect.objectContaining({
        errors: ['/status', '/startsAt', '/durationMinutes', '/capacity', '/reason'].map((pointer) =>
          expect.objectContaining({ pointer }),
        ),
      }),
    );
  });
});

describe('whether there is a session', () => {
  test.each([
    ['2026-10-18T10:00', true, 'the first'],
    ['2031-10-19T10:00', true, 'years later'],
    ['2026-10-25T10:00', false, 'an exception'],
    ['2026-10-18T10:01', false, 'a minute late'],
    ['2026-10-19T10:00', false, 'another weekday'],
    ['2026-10-11T10:00', false, 'before the series'],
  ])('at %s: %s (%s)', (at, expected) => {
    const source = activity({ exceptionDates: ['2026-10-25T10:00'] });
    expect(isSession(source, local(at))).toBe(expected);
    expect(sessionAt(source, undefined, madrid, local(at)) !== undefined).toBe(expected);
  });
});

describe('a window', () => {
  test.each([
    ['2026-01-01', '2027-01-01'],
    ['2026-10-18T10:00:00+02:00', '2027-10-19T10:00:00+02:00'],
  ])('of 366 days from %s to %s is expanded', (from, to) => {
    expect(times(activity(), { from, to }).length).toBeGreaterThan(10);
  });

  test('of more is refused', () => {
    expect(() => times(activity(), { from: '2026-01-01', to: '2027-01-02' })).toThrow(InvalidFieldsError);
  });

  test('that ends before it begins is empty', () => {
    expect(times(activity(), { from: '2026-11-01', to: '2026-10-01' })).toEqual([]);
  });

  test('holds the sessions of several activities in order of time', () => {
    const both = [activity({ startsAt: '2026-10-18T17:00' }, 'bingo'), activity()];
    const found = sessions(both, [], madrid, window('2026-10-18', '2026-10-25'));
    expect(found.map(({ activityId }) => activityId)).toEqual(['choir', 'bingo', 'choir', 'bingo']);
  });

  test('cut in two gives each session to one half, moved ones and changes of the clock included', () => {
    const source = activity({ startsAt: '2026-10-01T02:30', recurrence: 'FREQ=DAILY' });
    const overrides = [
      override('2026-10-20T02:30', { startsAt: '2026-10-25T02:30' }),
      override('2026-10-26T02:30', { startsAt: '2026-10-02T12:00' }),
    ];
    const { from, to } = window('2026-10-01', '2026-11-05');
    const minutes = (epochMilliseconds(to) - epochMilliseconds(from)) / 60_000;
    const whole = sessions([source], overrides, madrid, { from, to });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: minutes }), (n) => {
        const middle = fromEpochMilliseconds(epochMilliseconds(addMinutes(from, n)));
        const halves = [
          { from, to: middle },
          { from: middle, to },
        ].flatMap((half) => sessions([source], overrides, madrid, half));
        expect(halves).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a session on record as held', () => {
  const onRecord: HeldSession = {
    activityId: 'choir',
    originalStartsAt: local('2026-10-18T10:00'),
    startsAt: parseInstant('2026-10-18T08:00:00Z'),
    endsAt: parseInstant('2026-10-18T09:00:00Z'),
  };

  test.each([
    ['moved to other days', activity({ startsAt: '2026-10-19T16:00' })],
    ['made longer', activity({ durationMinutes: 90 })],
    ['ended before it', activity({ startsAt: '2026-10-04T10:00', recurrence: 'FREQ=WEEKLY;UNTIL=20261011' })],
  ])('stays when its series is %s', (_, source) => {
    const found = sessions([source], [], madrid, window('2026-10-18', '2026-10-18'), [onRecord]);
    expect(found).toMatchObject([onRecord]);
    expect(sessionAt(source, undefined, madrid, onRecord.originalStartsAt, onRecord)).toEqual(found[0]);
  });

  test('is in the window in which it was held, and in no other', () => {
    const source = activity({ startsAt: '2026-10-19T16:00', recurrence: null });
    expect(sessions([source], [], madrid, window('2026-10-17', '2026-10-17'), [onRecord])).toEqual([]);
  });
});
