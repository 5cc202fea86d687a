import { describe, expect, test } from '@jest/globals';
import { parseInstant, parseLocalDateTime, parseZone } from '#platform/time';
import { newActivity, type ActivityDraft, type EarlierForm } from './activity.js';
import { formAt, formsOf, slotsOf } from './series.js';
import { changeSession, type SessionPatch } from './session-override.js';
import { isSession, sessionAt, sessions, type SessionSource } from './session.js';

const madrid = parseZone('Europe/Madrid');
const local = parseLocalDateTime;
const recorded = parseInstant('2026-01-01T00:00:00Z');

/** Chair exercise, on Tuesdays at 10:00 in the gymnasium for twelve. */
const tuesdays: ActivityDraft = {
  title: 'Chair exercise',
  category: 'physical',
  startsAt: '2026-10-06T10:00',
  durationMinutes: 60,
  recurrence: 'FREQ=WEEKLY;BYDAY=TU',
  location: 'Gymnasium',
  capacity: 12,
};

function formUntil(until: string, draft: Partial<ActivityDraft> = {}): EarlierForm {
  const { startsAt, durationMinutes, recurrence, exceptionDates, location, leader, capacity } = newActivity({
    ...tuesdays,
    ...draft,
  });
  return {
    ...{ startsAt, durationMinutes, recurrence, exceptionDates, location, leader, capacity },
    until: local(until),
  };
}

function series(draft: Partial<ActivityDraft>, ...earlier: readonly EarlierForm[]): SessionSource {
  return { id: 'exercise', ...newActivity({ ...tuesdays, ...draft }), earlier };
}

/** Thursdays at 16:00 in the chapel for eight, from December on. */
const moved = series(
  {
    recurrence: 'FREQ=WEEKLY;BYDAY=TH',
    startsAt: '2026-12-03T16:00',
    durationMinutes: 45,
    location: 'Chapel',
    capacity: 8,
  },
  formUntil('2026-12-01T00:00'),
);

const november = { from: parseInstant('2026-11-16T00:00:00Z'), to: parseInstant('2026-12-12T00:00:00Z') };

function override(originalStartsAt: string, patch: SessionPatch) {
  const stored = { id: originalStartsAt, version: 1, createdAt: recorded, updatedAt: recorded };
  return {
    activityId: 'exercise',
    originalStartsAt: local(originalStartsAt),
    ...changeSession(undefined, patch),
    ...stored,
  };
}

describe('a series that has moved', () => {
  test('has one form until then and another from then on, without a gap', () => {
    expect(formsOf(moved).map(({ from, until, location }) => [from, until, location])).toEqual([
      [null, '2026-12-01T00:00', 'Gymnasium'],
      ['2026-12-01T00:00', null, 'Chapel'],
    ]);
    expect(formAt(moved, local('2026-11-30T23:59')).location).toBe('Gymnasium');
    expect(formAt(moved, local('2026-12-01T00:00')).location).toBe('Chapel');
  });

  test('holds the sessions of each as it says', () => {
    const found = sessions([moved], [], madrid, november);
    expect(found.map(({ originalStartsAt, location, capacity }) => [originalStartsAt, location, capacity])).toEqual([
      ['2026-11-17T10:00', 'Gymnasium', 12],
      ['2026-11-24T10:00', 'Gymnasium', 12],
      ['2026-12-03T16:00', 'Chapel', 8],
      ['2026-12-10T16:00', 'Chapel', 8],
    ]);
    expect(found.map(({ endsAt }) => endsAt.slice(11, 16))).toEqual(['10:00', '10:00', '15:45', '15:45']);
  });

  test.each([
    ['2026-11-24T10:00', true, 'a Tuesday before'],
    ['2026-12-01T10:00', false, 'a Tuesday after'],
    ['2026-11-26T16:00', false, 'a Thursday before'],
    ['2026-12-03T16:00', true, 'a Thursday after'],
  ])('at %s there is a session: %p (%s)', (at, expected) => {
    expect(isSession(moved, local(at))).toBe(expected);
    expect(sessionAt(moved, undefined, madrid, local(at)) !== undefined).toBe(expected);
  });
});

describe('a session that was moved over the day of the change', () => {
  const at = (original: string, startsAt: string) =>
    sessions([moved], [override(original, { startsAt })], madrid, november)
      .filter(({ originalStartsAt }) => originalStartsAt === original)
      .map(({ startsAt: held, location, capacity }) => [held.slice(0, 16), location, capacity]);

  test.each([
    ['put off stays as it was planned', '2026-11-24T10:00', '2026-12-07T11:00', ['2026-12-07T10:00', 'Gymnasium', 12]],
    [
      'brought forward stays, as the form of its new day',
      '2026-12-01T10:00',
      '2026-11-27T11:00',
      ['2026-11-27T10:00', 'Gymnasium', 12],
    ],
    ['moved within the new form has it', '2026-12-10T16:00', '2026-12-09T16:00', ['2026-12-09T15:00', 'Chapel', 8]],
  ])('%s', (_, original, startsAt, expected) => {
    expect(at(original, startsAt)).toEqual([expected]);
    const change = override(original, { startsAt });
    expect(isSession(moved, local(original), change)).toBe(true);
    expect(sessionAt(moved, change, madrid, local(original))).toMatchObject({ location: expected[1] });
  });

  test.each([
    ['that only the old form had, within the new', '2026-12-08T10:00', '2026-12-09T16:00'],
    ['that only the new form has, to a day before it', '2026-12-10T16:00', '2026-11-28T16:00'],
  ])('%s is none', (_, original, startsAt) => {
    expect(at(original, startsAt)).toEqual([]);
  });
});

describe('what a rule counts', () => {
  test('a count goes on from the start of its own form', () => {
    const counted = series(
      { recurrence: 'FREQ=WEEKLY;COUNT=10', startsAt: '2026-10-06T11:00' },
      formUntil('2026-11-10T10:30', { recurrence: 'FREQ=WEEKLY;COUNT=10' }),
    );
    const all = slotsOf(counted, local('2026-10-01T00:00'), local('2027-12-31T00:00'));
    expect(all).toHaveLength(10 + 1);
    expect(all.slice(4, 8)).toEqual(['2026-11-03T10:00', '2026-11-10T10:00', '2026-11-10T11:00', '2026-11-17T11:00']);
  });

  test('every other week stays the same week', () => {
    const fortnightly = { recurrence: 'FREQ=WEEKLY;INTERVAL=2' };
    const later = series({ ...fortnightly, startsAt: '2026-10-06T11:00' }, formUntil('2026-11-12T00:00', fortnightly));
    expect(slotsOf(later, local('2026-10-01T00:00'), local('2026-12-20T00:00'))).toEqual([
      '2026-10-06T10:00',
      '2026-10-20T10:00',
      '2026-11-03T10:00',
      '2026-11-17T11:00',
      '2026-12-01T11:00',
      '2026-12-15T11:00',
    ]);
  });
});
