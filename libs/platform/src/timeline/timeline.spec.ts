import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Role } from '#platform/access';
import { BadCursorError, encodeCursor, newId, type Reader, type Stretch } from '#platform/database';
import { addMinutes, contains, parseInstant, type Instant, type Range } from '#platform/time';
import { TIMELINE_KINDS, type TimelineEntry, type TimelineKind } from './entry.js';
import { newestFirst } from './merge.js';
import { Timeline } from './timeline.js';

const RESIDENT = '0199b1d0-7c00-7000-8000-000000000001';
const START = parseInstant('2026-11-24T07:00:00Z');
const PERMISSIONS = {
  movements: 'residents:read',
  prescriptions: 'prescriptions:read',
  administrations: 'administrations:read',
  observations: 'observations:read',
  assessments: 'observations:read',
  alerts: 'alerts:read',
  attendance: 'activities:read',
} as const satisfies Record<TimelineKind, string>;
/** The sources never look at it. */
const reader = {} as Reader;

function entry(kind: TimelineKind, at: Instant, text = 'Something happened'): TimelineEntry {
  const id = newId(START);
  return { id, kind, at, event: 'happened', text, path: `/${id}`, recordedBy: RESIDENT, enteredInError: false };
}

/** A home in which each domain keeps its own entries; `prescriptions` come from two tables. */
class Entries {
  readonly all: TimelineEntry[] = [];
  readonly asked: Stretch[] = [];
  readonly timeline = new Timeline();

  constructor() {
    for (const kind of TIMELINE_KINDS) {
      const isMine = (one: TimelineEntry) => one.kind === kind;
      if (kind !== 'prescriptions') this.register(kind, isMine);
      else for (const half of [0, 1]) this.register(kind, (one) => isMine(one) && this.all.indexOf(one) % 2 === half);
    }
  }

  private register(kind: TimelineKind, isMine: (one: TimelineEntry) => boolean): void {
    this.timeline.register({
      kind,
      permission: PERMISSIONS[kind],
      read: (_, residentId, stretch) => {
        this.asked.push(stretch);
        const { from, before, limit } = stretch;
        const story = residentId === RESIDENT ? this.all.filter(isMine).sort(newestFirst) : [];
        return Promise.resolve(story.filter((one) => one.at >= from && newestFirst(before, one) < 0).slice(0, limit));
      },
    });
  }

  page(limit: number, cursor: string | null, query: Query = {}) {
    const { range = {}, kinds, roles = ['nurse'] } = query;
    const request = { residentId: RESIDENT, range, kinds, roles };
    return this.timeline.read(reader, request, { limit, cursor: cursor ?? undefined });
  }

  /** The whole story as a plain sort has it. */
  story({ range = {}, kinds = TIMELINE_KINDS }: Query = {}): TimelineEntry[] {
    return this.all.filter(({ kind, at }) => kinds.includes(kind) && contains(range, at)).sort(newestFirst);
  }
}

interface Query {
  readonly range?: Range;
  readonly kinds?: readonly TimelineKind[];
  readonly roles?: readonly Role[];
}

/** Few instants, so that many entries share one. */
const minute = fc.integer({ min: 0, max: 20 }).map((minutes) => addMinutes(START, minutes));
const some = fc.array(fc.tuple(fc.constantFrom(...TIMELINE_KINDS), minute), { maxLength: 60 });
const end = fc.option(minute, { nil: undefined });
const query = fc.record({
  range: fc.record({ from: end, to: end }),
  kinds: fc.option(fc.subarray([...TIMELINE_KINDS]), { nil: undefined }),
});

test('page by page, whatever is recorded meanwhile, nothing is told twice and nothing that lay ahead is left out', async () => {
  const later = fc.array(some, { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(some, later, query, fc.integer({ min: 1, max: 12 }), async (first, meanwhile, asked, limit) => {
      const { range, kinds } = asked;
      const wanted: Query = kinds === undefined ? { range } : { range, kinds };
      const entries = new Entries();
      entries.all.push(...first.map(([kind, at]) => entry(kind, at)));
      const told: TimelineEntry[] = [];
      let expected = entries.story(wanted);
      let cursor: string | null = null;
      const arriving = [...meanwhile];
      do {
        const page: Awaited<ReturnType<Entries['page']>> = await entries.page(limit, cursor, wanted);
        told.push(...page.items);
        cursor = page.nextCursor;
        expect(page.items.length === limit || cursor === null).toBe(true);
        const added = (arriving.shift() ?? []).map(([kind, at]) => entry(kind, at));
        entries.all.push(...added);
        const reached = told.at(-1);
        const ahead = new Set(added.filter((one) => reached !== undefined && newestFirst(reached, one) < 0));
        if (cursor !== null) expected = entries.story(wanted).filter((one) => ahead.has(one) || expected.includes(one));
      } while (cursor !== null);
      expect(told).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

test('a page asks each domain for one entry more than it holds, and for nothing else', async () => {
  const entries = new Entries();
  for (let count = 0; count < 90; count += 1) entries.all.push(entry('observations', addMinutes(START, count)));
  const { nextCursor } = await entries.page(10, null);
  await entries.page(10, nextCursor);
  expect(entries.asked).toHaveLength(2 * (TIMELINE_KINDS.length + 1));
  expect(new Set(entries.asked.map(({ limit }) => limit))).toEqual(new Set([11]));
});

test.each([
  ['carer', ['movements', 'prescriptions', 'administrations', 'observations', 'assessments', 'alerts', 'attendance']],
  ['coordinator', ['movements', 'observations', 'assessments', 'attendance']],
  ['admin', ['movements']],
] as const)('the %s sees the kinds that they may read elsewhere', async (role, kinds) => {
  const entries = new Entries();
  entries.all.push(...TIMELINE_KINDS.map((kind, minutes) => entry(kind, addMinutes(START, -minutes))));
  const { items } = await entries.page(50, null, { roles: [role] });
  expect(items.map(({ kind }) => kind)).toEqual(kinds);
  const asked = await entries.page(50, null, { roles: [role], kinds: ['administrations'] });
  expect(asked.items).toHaveLength(role === 'carer' ? 1 : 0);
});

test.each([
  ['of another list', encodeCursor('at', [START, RESIDENT])],
  ['without an id', encodeCursor('timeline', [START])],
  ['with no instant', encodeCursor('timeline', ['2026-11-24', RESIDENT])],
  ['with no id of ours', encodeCursor('timeline', [START, 'x'])],
  ['that is nothing', '!'],
])('a cursor %s is refused', async (_, cursor) => {
  await expect(new Entries().page(10, cursor)).rejects.toThrow(BadCursorError);
});

test('a cursor from beyond the end of the stretch asked for begins at its end', async () => {
  const entries = new Entries();
  for (let count = 0; count < 30; count += 1) entries.all.push(entry('movements', addMinutes(START, count)));
  const { nextCursor } = await entries.page(3, null);
  const range = { from: addMinutes(START, 5), to: addMinutes(START, 10) };
  const { items } = await entries.page(50, nextCursor, { range });
  expect(items).toEqual(entries.story({ range }));
  expect(items).toHaveLength(5);
});

test('a long line is cut at a whole character', async () => {
  const entries = new Entries();
  entries.all.push(entry('movements', START, '🌷'.repeat(300)));
  const { items } = await entries.page(1, null);
  expect(items[0]?.text).toBe(`${'🌷'.repeat(239)}…`);
});
