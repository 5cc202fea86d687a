import { describe, expect, test } from '@jest/globals';
import { InvalidFieldsError } from '#platform/kernel';
import { parseInstant, parseLocalDate, parseLocalDateTime, parseZone, slotInstant, type Instant } from '#platform/time';
import { changeActivity, newActivity, type ActivityDraft, type ActivityFields } from './activity.js';
import { TooManyChangesError } from './activity.errors.js';
import { cutFrom, revise, statedFields } from './revision.js';
import { slotsOf } from './series.js';
import { changeSession, type SessionOverride } from './session-override.js';
import { isAnyBroughtForward, type SessionSource } from './session.js';

const madrid = parseZone('Europe/Madrid');
const local = parseLocalDateTime;

/** Choir, on Tuesdays at 10:00, begun in October. */
const choir: ActivityDraft = {
  title: 'Choir',
  category: 'creative',
  startsAt: '2026-10-06T10:00',
  durationMinutes: 60,
  recurrence: 'FREQ=WEEKLY;BYDAY=TU',
  location: 'Chapel',
  capacity: 12,
};

type Kept = ActivityFields & SessionSource;

function series(draft: Partial<ActivityDraft> = {}): Kept {
  return { id: 'choir', ...newActivity({ ...choir, ...draft }), earlier: [] };
}

/** A series after a patch, sent at a time of the home's clock, as of a day or as of then. */
function patched(
  before: Kept,
  now: string,
  patch: Partial<ActivityDraft>,
  from?: string,
  overrides: readonly SessionOverride[] = [],
): Kept {
  const cut = cutFrom(from === undefined ? undefined : parseLocalDate(from), slotInstant(local(now), madrid), madrid);
  const changed = changeActivity(before, patch);
  const isFromADay = from !== undefined;
  const fields = statedFields(before, changed, patch, isFromADay);
  const after = revise(before, changed, { cut, fields, isFromADay }, isAnyBroughtForward(before, overrides, cut));
  return { ...before, ...changed, ...after };
}

const slots = (one: Kept, from = '2026-11-17', to = '2026-12-18') =>
  slotsOf(one, local(`${from}T00:00`), local(`${to}T00:00`)).map((slot) => slot.slice(5));
const forms = ({ earlier, location }: Kept) => [
  ...earlier.map((form) => [form.until.slice(5), form.location]),
  [location],
];

describe('the choir of Tuesdays at ten', () => {
  const now = '2026-11-24T09:00';
  const thursdays = { recurrence: 'FREQ=WEEKLY;BYDAY=TH' };

  test.each<[string, Partial<ActivityDraft>, string | undefined, string[]]>([
    [
      'on Thursdays from now on',
      thursdays,
      undefined,
      ['11-17T10:00', '11-26T10:00', '12-03T10:00', '12-10T10:00', '12-17T10:00'],
    ],
    [
      'on Thursdays from December on',
      thursdays,
      '2026-12-01',
      ['11-17T10:00', '11-24T10:00', '12-03T10:00', '12-10T10:00', '12-17T10:00'],
    ],
    [
      'an hour later from now on',
      { startsAt: '2026-10-06T11:00' },
      undefined,
      ['11-17T10:00', '11-24T11:00', '12-01T11:00', '12-08T11:00', '12-15T11:00'],
    ],
    [
      'not on the eighth',
      { exceptionDates: ['2026-12-08'] },
      undefined,
      ['11-17T10:00', '11-24T10:00', '12-01T10:00', '12-15T10:00'],
    ],
    [
      'not on a day that is over, which is too late',
      { exceptionDates: ['2026-11-17'] },
      undefined,
      ['11-17T10:00', '11-24T10:00', '12-01T10:00', '12-08T10:00', '12-15T10:00'],
    ],
    [
      'once more, at Christmas',
      { recurrence: null, startsAt: '2026-12-16T18:00' },
      undefined,
      ['11-17T10:00', '12-16T18:00'],
    ],
  ])('is held %s', (_, patch, from, expected) => {
    expect(slots(patched(series(), now, patch, from))).toEqual(expected);
  });

  test.each<[string, string, Partial<ActivityDraft>, unknown[]]>([
    [
      'another place, and the sessions so far keep theirs',
      now,
      { location: 'Hall' },
      [['11-24T09:00', 'Chapel'], ['Hall']],
    ],
    ['nothing but what it has', now, { location: 'Chapel', title: 'Evening choir' }, [['Chapel']]],
    ['another place before it has begun', '2026-10-01T09:00', { location: 'Hall' }, [['Hall']]],
    ['another place a minute before its first session', '2026-10-06T09:59', { location: 'Hall' }, [['Hall']]],
    ['another place when its first session begins', '2026-10-06T10:00', { location: 'Hall' }, [['Hall']]],
    ['another place a minute later', '2026-10-06T10:01', { location: 'Hall' }, [['10-06T10:01', 'Chapel'], ['Hall']]],
    ['an exception that is still to come', now, { exceptionDates: ['2026-12-08'] }, [['Chapel']]],
  ])('gets %s', (_, at, patch, expected) => {
    expect(forms(patched(series(), at, patch))).toEqual(expected);
  });

  test('has begun with a session that is brought forward, too', () => {
    const early: SessionOverride = {
      ...changeSession(undefined, { startsAt: '2026-10-01T17:00' }),
      ...{ id: 'early', activityId: 'choir', originalStartsAt: local('2026-10-06T10:00'), version: 1 },
      ...{ createdAt: parseInstant('2026-09-01T00:00:00Z'), updatedAt: parseInstant('2026-09-01T00:00:00Z') },
    };
    expect(forms(patched(series(), '2026-10-02T09:00', { location: 'Hall' }, undefined, [early]))).toEqual([
      ['10-02T09:00', 'Chapel'],
      ['Hall'],
    ]);
  });

  test('has its places back when a change is taken back, and keeps nothing of it that held for no session', () => {
    const changed = patched(series(), now, { location: 'Hall' }, '2026-12-01');
    expect(forms(patched(changed, now, { location: 'Chapel' }, '2026-12-01'))).toEqual([['Chapel']]);
  });

  test.each([
    ['yesterday', '2026-11-23'],
    ['a year ago', '2025-11-24'],
  ])('is not changed from %s on', (_, from) => {
    expect(() => patched(series(), now, thursdays, from)).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/from' })] }),
    );
    expect(() => patched(series(), now, thursdays, from)).toThrow(InvalidFieldsError);
  });

  test('is changed a hundred times, and then there is too much to keep', () => {
    const day = (n: number) => new Date(Date.UTC(2026, 10, 24 + 7 * n)).toISOString().slice(0, 10);
    const inPlace = (n: number) => ({ location: `Room ${n}` });
    let all = series();
    for (let n = 0; n < 100; n += 1) all = patched(all, `${day(n)}T09:00`, inPlace(n));
    expect(all.earlier).toHaveLength(100);
    expect(() => patched(all, `${day(100)}T09:00`, inPlace(100))).toThrow(TooManyChangesError);
    expect(patched(all, `${day(100)}T09:00`, { title: 'Old choir' }).earlier).toHaveLength(100);
  });
});

describe('a change that was made for a later day', () => {
  const now = '2026-11-24T09:00';
  const pending = patched(series(), now, { recurrence: 'FREQ=WEEKLY;BYDAY=TH', location: 'Hall' }, '2026-12-08');

  test('stays when something else changes from now on, in both', () => {
    const both = patched(pending, now, { leader: 'Nerea' });
    expect(both.earlier.map(({ until, recurrence, leader }) => [until, recurrence, leader])).toEqual([
      ['2026-11-24T09:00', 'FREQ=WEEKLY;BYDAY=TU', null],
      ['2026-12-08T00:00', 'FREQ=WEEKLY;BYDAY=TU', 'Nerea'],
    ]);
    expect(both).toMatchObject({ recurrence: 'FREQ=WEEKLY;BYDAY=TH', location: 'Hall', leader: 'Nerea' });
  });

  test('is not drawn forward by being stated again', () => {
    expect(patched(pending, now, { recurrence: 'FREQ=WEEKLY;BYDAY=TH', location: 'Hall' })).toEqual(pending);
  });

  test('is drawn forward when that is asked for', () => {
    const drawn = patched(pending, now, { recurrence: 'FREQ=WEEKLY;BYDAY=TH', location: 'Hall' }, '2026-12-01');
    expect(forms(drawn)).toEqual([['12-01T00:00', 'Chapel'], ['Hall']]);
  });

  test('keeps the exceptions of the days before it', () => {
    const without = patched(series(), now, { exceptionDates: ['2026-12-01'] });
    const later = patched(
      without,
      now,
      { exceptionDates: ['2026-12-10'], recurrence: 'FREQ=WEEKLY;BYDAY=TH' },
      '2026-12-08',
    );
    const more = patched(later, now, { exceptionDates: ['2026-12-10', '2026-12-17', '2026-11-24'] });
    expect(slots(more, '2026-11-20', '2026-12-25')).toEqual(['12-24T10:00']);
    expect(slots(later, '2026-11-20', '2026-12-25')).toEqual(['11-24T10:00', '12-17T10:00', '12-24T10:00']);
  });
});

describe('what is held once', () => {
  const outing = series({ recurrence: null, startsAt: '2026-11-20T10:00' });

  test('is put right as a whole, also when it is over', () => {
    const moved = patched(outing, '2026-11-24T09:00', { startsAt: '2026-11-21T10:00', location: 'Zoo' });
    expect(slots(moved)).toEqual(['11-21T10:00']);
    expect(moved.earlier).toEqual([]);
  });

  test('becomes a series from a day on', () => {
    const weekly = { recurrence: 'FREQ=WEEKLY', startsAt: '2026-12-03T16:00' };
    const after = patched(outing, '2026-11-24T09:00', weekly, '2026-12-01');
    expect(slots(after)).toEqual(['11-20T10:00', '12-03T16:00', '12-10T16:00', '12-17T16:00']);
  });
});

describe('when the clocks change', () => {
  test.each<[string, Instant, string]>([
    ['an hour that comes twice has been after its first', parseInstant('2026-10-25T01:10:00Z'), '2026-10-25T03:00'],
    ['its first hour is as any other', parseInstant('2026-10-25T00:10:00Z'), '2026-10-25T02:10'],
    ['after the hour that is left out', parseInstant('2027-03-28T01:10:00Z'), '2027-03-28T03:10'],
    ['within a minute the next one counts', parseInstant('2026-11-24T09:00:30Z'), '2026-11-24T10:01'],
  ])('%s', (_, now, expected) => {
    expect(cutFrom(undefined, now, madrid)).toBe(expected);
  });

  test('today is from now on', () => {
    const now = parseInstant('2026-11-24T09:00:00Z');
    expect(cutFrom(parseLocalDate('2026-11-24'), now, madrid)).toBe('2026-11-24T10:00');
    expect(cutFrom(parseLocalDate('2026-11-25'), now, madrid)).toBe('2026-11-25T00:00');
  });
});
