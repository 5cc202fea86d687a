import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InvalidFieldsError } from '#platform/kernel';
import { parseInstant, parseZone, type Instant } from '#platform/time';
import { newActivity, type Activity, type ActivityDraft } from './activity.js';
import { partsOf, sessionsInOrder, type Programme, type SessionKey } from './session-page.js';
import { sessions, type HeldSession, type Session } from './session.js';

const madrid = parseZone('Europe/Madrid');
const at = parseInstant('2026-01-01T00:00:00Z');
const window = { from: parseInstant('2026-10-01T00:00:00Z'), to: parseInstant('2027-04-01T00:00:00Z') };

function activity(id: string, draft: Partial<ActivityDraft>, inactiveSince: Instant | null = null): Activity {
  const base = { title: id, category: 'social', startsAt: '2026-10-18T10:00', durationMinutes: 60 };
  const stored = { id, version: 1, createdAt: at, updatedAt: at, inactiveSince, earlier: [] };
  return { ...newActivity({ ...base, ...draft }), ...stored };
}

function programme(activities: readonly Activity[], held: readonly HeldSession[] = []): Programme {
  return { activities, overrides: [], held };
}

const keyOf = ({ startsAt, activityId, originalStartsAt }: Session): SessionKey => ({
  startsAt,
  activityId,
  originalStartsAt,
});

/** The first of them, as a page has them. */
function firstSessions(
  from: Programme,
  page: { readonly after: SessionKey | undefined; readonly limit: number },
  isWanted: (session: Session) => boolean,
): Session[] {
  const found: Session[] = [];
  for (const some of sessionsInOrder(from, madrid, window, page.after, isWanted)) {
    found.push(...some);
    if (found.length >= page.limit) break;
  }
  return found.slice(0, page.limit);
}

/** Page after page until there is none. */
function allPages(from: Programme, limit: number, isWanted: (session: Session) => boolean = () => true): Session[] {
  const all: Session[] = [];
  for (;;) {
    const last = all.at(-1);
    const after = last === undefined ? undefined : keyOf(last);
    const page = firstSessions(from, { after, limit }, isWanted);
    if (page.length === 0) return all;
    all.push(...page);
  }
}

describe('the sessions of a window, page by page', () => {
  test('are all of them, each once, in order of time and then of activity', () => {
    const rule = fc.constantFrom('FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=MO,SU', 'FREQ=MONTHLY;BYDAY=-1SU', null);
    const start = fc.constantFrom('2026-10-18T10:00', '2026-10-25T02:30', '2026-12-24T23:59', '2027-03-28T02:30');
    const series = fc.array(fc.record({ recurrence: rule, startsAt: start }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(series, fc.integer({ min: 7, max: 60 }), (drafts, limit) => {
        const activities = drafts.map((draft, index) => activity(`a${index}`, draft));
        const order = (session: Session) => `${session.startsAt} ${session.activityId}`;
        const paged = allPages(programme(activities), limit).map(order);
        expect(paged).toEqual(sessions(activities, [], madrid, window).map(order).sort());
      }),
      { numRuns: 15 },
    );
  });

  test('may be few and far between', () => {
    const yearly = activity('yearly', { startsAt: '2026-03-30T10:00', recurrence: 'FREQ=YEARLY' });
    expect(allPages(programme([yearly]), 1)).toMatchObject([{ originalStartsAt: '2027-03-30T10:00' }]);
  });

  test('are only those that are wanted', () => {
    const all = programme([activity('a', { recurrence: 'FREQ=WEEKLY;COUNT=9' })]);
    const isWanted = ({ originalStartsAt }: Session) => originalStartsAt.endsWith('2026-11-01T10:00');
    expect(allPages(all, 2, isWanted)).toHaveLength(1);
  });

  test('of an activity that stopped are those before, and those on record', () => {
    const stopped = activity('a', { recurrence: 'FREQ=WEEKLY;COUNT=9' }, parseInstant('2026-10-25T09:00:00Z'));
    const [, , third] = sessions([stopped], [], madrid, window);
    if (third === undefined) throw new Error('the series is too short');
    const found = allPages(programme([stopped], [third]), 10);
    expect(found.map(({ originalStartsAt }) => originalStartsAt)).toEqual(['2026-10-18T10:00', '2026-11-01T10:00']);
  });

  test('are the same when they are read part by part', () => {
    const all = programme([
      activity('a', { recurrence: 'FREQ=DAILY;INTERVAL=3', startsAt: '2026-10-18T02:30' }),
      activity('b', { recurrence: 'FREQ=MONTHLY;BYDAY=-1SU', startsAt: '2026-10-25T02:30' }),
    ]);
    const whole = allPages(all, 20);
    for (const before of [undefined, whole[17]]) {
      const after = before && keyOf(before);
      const parts = [...partsOf(window, after)];
      expect(parts.at(-1)?.to).toBe(window.to);
      const read = parts.flatMap((part) => [...sessionsInOrder(all, madrid, part, after, () => true)].flat());
      expect(read).toEqual(before === undefined ? whole : whole.slice(18));
    }
  });

  test('are asked for over at most 366 days', () => {
    const long = { from: window.from, to: parseInstant('2027-10-03T00:00:00Z') };
    const asked = sessionsInOrder(programme([]), madrid, long, undefined, () => true);
    expect(() => asked.next()).toThrow(InvalidFieldsError);
  });
});
