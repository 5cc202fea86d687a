import { describe, expect, test } from '@jest/globals';
import { clockChanges, parseInstant, parseLocalDateTime, parseZone } from '#platform/time';
import { newActivity, type Activity } from '../activity.js';
import type { SessionOverride } from '../session-override.js';
import { activityEvents } from './activity-events.js';
import type { CalendarEvent } from './calendar-event.js';
import { homeClock } from './home-clock.js';
import { homeSpan } from './span.js';

const zone = parseZone('Europe/Madrid');
const NOW = parseInstant('2026-11-24T08:00:00Z');
const span = homeSpan(NOW, zone);
const window = { from: parseInstant('2024-12-31T23:00:00Z'), to: parseInstant('2037-01-01T00:00:00Z') };
const clock = homeClock(zone, clockChanges(window, zone));

interface Planned {
  readonly startsAt?: string;
  readonly rule?: string | null;
  readonly except?: readonly string[];
  readonly changes?: Partial<Activity>;
}

function anActivity({
  startsAt = '2026-11-02T10:30',
  rule = 'FREQ=WEEKLY',
  except = [],
  changes = {},
}: Planned): Activity {
  const text = { title: 'Choir', category: 'creative', location: 'Chapel', leader: 'Ana Bravo' };
  const when = { startsAt, durationMinutes: 60, recurrence: rule, exceptionDates: except };
  const stored = { id: 'choir', version: 3, createdAt: NOW, updatedAt: NOW, inactiveSince: null, earlier: [] };
  return { ...newActivity({ ...text, ...when }), ...stored, ...changes };
}

function anOverride(slot: string, change: Partial<SessionOverride>): SessionOverride {
  const unchanged = {
    startsAt: null,
    durationMinutes: null,
    location: null,
    leader: null,
    capacity: null,
    reason: null,
  };
  const stored = { id: slot, activityId: 'choir', version: 2, createdAt: NOW, updatedAt: NOW, cancelled: false };
  return { ...stored, ...unchanged, originalStartsAt: parseLocalDateTime(slot), ...change };
}

function eventsOf(activity: Activity, ...overrides: readonly SessionOverride[]): CalendarEvent[] {
  return [...activityEvents({ activity, overrides, sheets: [] }, clock, span)].flat();
}

/** A series in short: its first session, its rule and its exceptions. */
function inShort({ startsAt, rule, until, dates, exceptions }: CalendarEvent): unknown[] {
  return [startsAt, `${rule ?? '-'}${until === null ? '' : ` until ${until.slice(0, 16)}`}`, dates.length, exceptions];
}

describe('the years of the calendar', () => {
  test.each([
    ['2026-01-01T12:00:00Z', '2025-01-01T00:00', '2029-01-01T00:00'],
    ['2026-12-31T22:59:59Z', '2025-01-01T00:00', '2029-01-01T00:00'],
    ['2026-12-31T23:00:00Z', '2026-01-01T00:00', '2030-01-01T00:00'],
  ])('at %s are from %s to %s', (now, from, to) => {
    expect(homeSpan(parseInstant(now), zone)).toEqual({ from, to });
  });
});

describe('a series', () => {
  test.each<[string, Planned, unknown[]]>([
    ['begins with its start', {}, ['2026-11-02T10:30', 'FREQ=WEEKLY;BYDAY=MO', 0, []]],
    [
      'begins with its first session, where its start does not fit its rule',
      { rule: 'FREQ=WEEKLY;BYDAY=WE' },
      ['2026-11-04T10:30', 'FREQ=WEEKLY;BYDAY=WE', 0, []],
    ],
    [
      'from long ago begins with the first of its weeks in the calendar',
      { startsAt: '2019-01-02T18:00', rule: 'FREQ=WEEKLY;INTERVAL=2' },
      ['2025-01-08T18:00', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;WKST=MO', 0, []],
    ],
    [
      'leaves out exceptions: of a day, of a time, and those after the calendar',
      { except: ['2026-11-09', '2026-11-16T10:30', '2026-11-23T11:00', '2031-01-06'] },
      ['2026-11-02T10:30', 'FREQ=WEEKLY;BYDAY=MO', 0, ['2026-11-09T10:30', '2026-11-16T10:30', '2031-01-06T10:30']],
    ],
    [
      'of a number of sessions ends with the last of them',
      { rule: 'FREQ=WEEKLY;COUNT=3', except: ['2026-11-16'] },
      ['2026-11-02T10:30', 'FREQ=WEEKLY;BYDAY=MO until 2026-11-09T10:30', 0, []],
    ],
    [
      'of a number of sessions that lasts longer than the calendar counts those that are left',
      { startsAt: '2024-12-30T10:30', rule: 'FREQ=WEEKLY;COUNT=900' },
      ['2025-01-06T10:30', 'FREQ=WEEKLY;BYDAY=MO;COUNT=899', 0, []],
    ],
    [
      'that ends after the calendar says so',
      { rule: 'FREQ=WEEKLY;UNTIL=20311231' },
      ['2026-11-02T10:30', 'FREQ=WEEKLY;BYDAY=MO until 2031-12-31T22:59', 0, []],
    ],
    [
      'that is no longer offered ends with the last before that',
      { changes: { inactiveSince: parseInstant('2026-11-16T09:30:00Z') } },
      ['2026-11-02T10:30', 'FREQ=WEEKLY;BYDAY=MO until 2026-11-09T10:30', 0, []],
    ],
    [
      'of a rule that programs read in different ways is told date by date',
      { rule: 'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13' },
      ['2026-11-13T10:30', '-', 3, []],
    ],
  ])('%s', (_, planned, expected) => {
    const [series, ...others] = eventsOf(anActivity(planned));
    expect([series === undefined ? undefined : inShort(series), others]).toEqual([expected, []]);
    expect(series).toMatchObject({ uid: 'choir@residencia', sequence: 2, summary: 'Choir', description: 'Ana Bravo' });
  });

  test('at several times of day is one event for each', () => {
    const events = eventsOf(anActivity({ rule: 'FREQ=DAILY;BYHOUR=10,16;COUNT=5' }));
    expect(events.map((event) => [event.uid, ...inShort(event)])).toEqual([
      ['choir@residencia', '2026-11-02T10:30', 'FREQ=DAILY until 2026-11-04T10:30', 0, []],
      ['choir-at-1630@residencia', '2026-11-02T16:30', 'FREQ=DAILY until 2026-11-03T16:30', 0, []],
    ]);
  });

  test('that was planned anew is one event for each way in which it was planned', () => {
    const earlier = { ...anActivity({}), until: parseLocalDateTime('2026-11-16T00:00'), location: 'Garden' };
    const changed = anActivity({ startsAt: '2026-11-18T17:00', changes: { earlier: [earlier] } });
    expect(eventsOf(changed).map((event) => [event.uid, event.location, ...inShort(event)])).toEqual([
      ['choir@residencia', 'Garden', '2026-11-02T10:30', 'FREQ=WEEKLY;BYDAY=MO until 2026-11-09T10:30', 0, []],
      ['choir-from-20261116T0000@residencia', 'Chapel', '2026-11-18T17:00', 'FREQ=WEEKLY;BYDAY=WE', 0, []],
    ]);
  });

  test('has none where nothing of it is in the calendar', () => {
    expect(eventsOf(anActivity({ startsAt: '2020-01-06T10:30', rule: 'FREQ=DAILY;COUNT=3' }))).toEqual([]);
  });
});

describe('a session', () => {
  test.each<[string, Partial<SessionOverride>, Partial<CalendarEvent>]>([
    ['cancelled', { cancelled: true, reason: 'paint' }, { isCancelled: true, description: 'paint\nAna Bravo' }],
    [
      'moved',
      { startsAt: parseLocalDateTime('2026-11-10T12:00') },
      { startsAt: parseLocalDateTime('2026-11-10T12:00') },
    ],
    ['longer', { durationMinutes: 90 }, { endsAt: parseLocalDateTime('2026-11-09T12:00') }],
    ['elsewhere', { location: 'Garden' }, { location: 'Garden' }],
    ['led by someone else', { leader: 'Diego Cano' }, { description: 'Diego Cano' }],
  ])('that is %s is told beside its series', (_, change, expected) => {
    const [series, ...others] = eventsOf(anActivity({}), anOverride('2026-11-09T10:30', change));
    expect(series?.exceptions).toEqual([]);
    const which = { uid: 'choir@residencia', recurrenceId: '2026-11-09T10:30', sequence: 4 };
    expect(others).toEqual([expect.objectContaining({ ...which, ...expected })]);
  });

  test('that is changed back is told by its series again', () => {
    expect(eventsOf(anActivity({}), anOverride('2026-11-09T10:30', {}))).toHaveLength(1);
  });

  test('that is the only one is told as it is, moved or not', () => {
    const moved = anOverride('2026-11-02T10:30', { startsAt: parseLocalDateTime('2026-11-03T09:00') });
    expect(eventsOf(anActivity({ rule: null }), moved)).toEqual([
      expect.objectContaining({ uid: 'choir@residencia', recurrenceId: null, startsAt: '2026-11-03T09:00' }),
    ]);
  });

  test('of years ahead that is brought forward is told by itself, and no more by its rule', () => {
    const moved = anOverride('2031-01-06T10:30', { startsAt: parseLocalDateTime('2028-07-03T09:00') });
    const [series, ...others] = eventsOf(anActivity({}), moved);
    expect(series?.exceptions).toEqual(['2031-01-06T10:30']);
    expect(others).toEqual([
      expect.objectContaining({ uid: 'choir-20310106T1030@residencia', startsAt: '2028-07-03T09:00' }),
    ]);
  });

  test('that was held stays at its time, whether or not its series gives it still', () => {
    const times = { startsAt: parseInstant('2026-11-10T17:00:00Z'), endsAt: parseInstant('2026-11-10T18:00:00Z') };
    const stored = { version: 1, createdAt: NOW, updatedAt: NOW, activityId: 'choir', ...times };
    const sheets = ['2026-11-09T10:30', '2026-11-11T09:00'].map((slot) => {
      return { ...stored, id: slot, originalStartsAt: parseLocalDateTime(slot) };
    });
    const told = { activity: anActivity({}), overrides: [], sheets };
    const [series, ...others] = [...activityEvents(told, clock, span)].flat();
    expect(series?.exceptions).toEqual([]);
    expect(others.map(({ uid, recurrenceId, startsAt }) => [uid, recurrenceId, startsAt])).toEqual([
      ['choir@residencia', '2026-11-09T10:30', '2026-11-10T18:00'],
      ['choir-20261111T0900@residencia', null, '2026-11-10T18:00'],
    ]);
  });

  test.each([
    ['01:30', 60, 'ends at a time that is there twice'],
    ['02:00', 30, 'begins at one'],
    ['02:30', 30, 'begins at one'],
    ['01:00', 180, 'lasts while the clocks are set'],
  ])('at %s in autumn of %s minutes is told as an instant: it %s', (time, durationMinutes) => {
    const weekly = { startsAt: `2026-10-18T${time}`, changes: { durationMinutes } };
    const [series, ...others] = eventsOf(anActivity(weekly));
    expect(series?.exceptions[0]).toBe(`2026-10-25T${time}`);
    expect(others[0]).toMatchObject({ recurrenceId: null, rule: null });
    expect(others[0]?.uid).toBe(`choir-20261025T${time.replace(':', '')}@residencia`);
  });

  test.each([
    ['2026-10-25T02:30', '2026-10-25T00:30:00.000Z', 'the first of the two'],
    ['2027-03-28T02:30', '2027-03-28T01:30:00.000Z', 'an hour later on the wall'],
  ])('at %s is held at %s, %s', (startsAt, instant) => {
    const [event] = eventsOf(anActivity({ startsAt, rule: null }));
    expect(event?.startsAt).toBe(instant);
  });
});
