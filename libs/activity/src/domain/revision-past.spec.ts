import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addMinutes,
  datePart,
  parseInstant,
  parseLocalDate,
  parseLocalDateTime,
  parseZone,
  slotInstant,
} from '#platform/time';
import { changeActivity, newActivity, type ActivityDraft } from './activity.js';
import { carry } from './carry.js';
import { cutFrom, revise, statedFields } from './revision.js';
import { changeSession, type SessionOverride } from './session-override.js';
import { isAnyBroughtForward, sessions, type Session } from './session.js';

const madrid = parseZone('Europe/Madrid');
const firstDay = parseLocalDate('2026-10-06');
const day = (n: number) => addDays(firstDay, n);

/** On Tuesdays at 10:00; the first has begun when it is changed. */
const choir = newActivity({
  title: 'Choir',
  category: 'creative',
  startsAt: '2026-10-06T10:00',
  durationMinutes: 60,
  recurrence: 'FREQ=WEEKLY;BYDAY=TU',
  location: 'Chapel',
  capacity: 12,
});
const begun = parseInstant('2026-10-06T08:01:00Z');
const all = { from: parseInstant('2026-09-01T00:00:00Z'), to: parseInstant('2027-02-28T00:00:00Z') };

const time = fc.constantFrom('02:30', '10:00', '16:00');
const startsAt = fc.tuple(fc.integer({ min: -20, max: 60 }), time).map(([n, at]) => `${day(n)}T${at}`);
const rules = ['FREQ=WEEKLY;BYDAY=TU', 'FREQ=DAILY;INTERVAL=2', 'FREQ=DAILY;BYHOUR=10,16', 'FREQ=WEEKLY;COUNT=4', null];
const patch = fc.record<Partial<ActivityDraft>>(
  {
    startsAt,
    recurrence: fc.constantFrom(...rules),
    exceptionDates: fc.array(fc.integer({ min: 0, max: 60 }).map(day), { maxLength: 4 }),
    location: fc.constantFrom('Chapel', 'Hall'),
    capacity: fc.constantFrom(4, 12),
    durationMinutes: fc.constantFrom(30, 90),
  },
  { requiredKeys: [] },
);
/** After so many minutes a patch, from now on or from a day on. */
const edit = fc.record({
  wait: fc.integer({ min: 0, max: 14 * 24 * 60 }),
  patch,
  ahead: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
});
/** The sessions that were moved, and to when. */
const moves = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 60 }), startsAt), {
  maxLength: 4,
  selector: ([n]) => n,
});

function moved([n, to]: readonly [number, string]): SessionOverride {
  const stored = { activityId: 'choir', version: 1, createdAt: all.from, updatedAt: all.from };
  const originalStartsAt = parseLocalDateTime(`${day(n)}T10:00`);
  return { ...changeSession(undefined, { startsAt: to }), ...stored, id: day(n), originalStartsAt };
}

test('whatever is changed and when, what was held before stays as it was, and what was moved from there', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), moves, (edits, changes) => {
      let series = { id: 'choir', ...choir, earlier: [] as Parameters<typeof sessions>[0][number]['earlier'] };
      let overrides = changes.map(moved);
      let now = begun;
      for (const { wait, patch: stated, ahead } of edits) {
        now = addMinutes(now, wait);
        const from = ahead === undefined ? undefined : addDays(datePart(cutFrom(undefined, now, madrid)), ahead);
        const cut = cutFrom(from, now, madrid);
        const changed = changeActivity(series, stated);
        const isFromADay = from !== undefined;
        const revision = { cut, isFromADay, fields: statedFields(series, changed, stated, isFromADay) };
        const before = series;
        const told = sessions([before], overrides, madrid, all);
        series = {
          ...before,
          ...changed,
          ...revise(before, changed, revision, isAnyBroughtForward(before, overrides, cut)),
        };

        const fromCut = overrides.filter(({ originalStartsAt }) => originalStartsAt >= cut);
        const { to } = carry(before, series, { overrides: fromCut, enrolments: [], held: [] });
        overrides = overrides.map((override) => ({
          ...override,
          originalStartsAt: to.get(override.originalStartsAt) ?? override.originalStartsAt,
        }));
        const toldNow = sessions([series], overrides, madrid, all);
        const planned = ({ originalStartsAt }: Session) => originalStartsAt < cut;
        const begins = ({ startsAt: at }: Session) => at < slotInstant(cut, madrid);
        expect(told.filter(planned)).not.toEqual([]);
        expect(toldNow.filter(planned)).toEqual(told.filter(planned));
        expect(toldNow).toEqual(expect.arrayContaining(told.filter(begins)));
      }
    }),
    { numRuns: 60 },
  );
});
