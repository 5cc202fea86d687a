import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Retention } from '#platform/config';
import { fromEpochMilliseconds, parseInstant, parseZone, type Instant } from '#platform/time';
import { isDue, kept } from './retention.js';

const MADRID = parseZone('Europe/Madrid');
const NONE: Retention = { last: 0, daily: 0, weekly: 0, monthly: 0 };

/** Backups every six hours, the newest at `until`. */
function everySixHours(until: string, count: number): Instant[] {
  const end = Date.parse(until);
  return Array.from({ length: count }, (_, index) => fromEpochMilliseconds(end - index * 6 * 3_600_000));
}

describe('of backups taken every six hours', () => {
  const taken = everySixHours('2026-11-24T10:00:00.000Z', 200);

  test.each<[string, Partial<Retention>, string[]]>([
    ['the newest two', { last: 2 }, ['2026-11-24T10:00:00.000Z', '2026-11-24T04:00:00.000Z']],
    [
      'the last of each of three days, as the home counts them',
      { daily: 3 },
      ['2026-11-24T10:00:00.000Z', '2026-11-23T22:00:00.000Z', '2026-11-22T22:00:00.000Z'],
    ],
    [
      'the last of each of three weeks, which end on Sunday',
      { weekly: 3 },
      ['2026-11-24T10:00:00.000Z', '2026-11-22T22:00:00.000Z', '2026-11-15T22:00:00.000Z'],
    ],
    ['the last of each month', { monthly: 2 }, ['2026-11-24T10:00:00.000Z', '2026-10-31T22:00:00.000Z']],
    ['at least the newest', {}, ['2026-11-24T10:00:00.000Z']],
  ])('%s', (_, rule, expected) => {
    expect([...kept(taken, { ...NONE, ...rule }, MADRID)]).toEqual(expected);
  });
});

test('in Madrid the day of 22:30 in UTC is the next one in summer, and a backup counts for that', () => {
  const taken = ['2026-07-01T21:30:00.000Z', '2026-07-01T22:30:00.000Z'].map(parseInstant);
  expect(kept(taken, { ...NONE, daily: 2 }, MADRID).size).toBe(2);
});

describe('whatever was taken, and whatever the rule', () => {
  const instants = fc.array(fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }).map(fromEpochMilliseconds));
  const counts = fc.nat({ max: 20 });
  const rules = fc.record({ last: counts, daily: counts, weekly: counts, monthly: counts });

  test('the newest is kept, what is kept was taken, and what was kept once is kept again', () => {
    fc.assert(
      fc.property(instants, rules, (taken, rule) => {
        const keep = kept(taken, rule, MADRID);
        expect(keep.has([...taken].sort().at(-1) ?? fromEpochMilliseconds(0))).toBe(taken.length > 0);
        for (const at of keep) expect(taken).toContain(at);
        expect(kept([...keep], rule, MADRID)).toEqual(keep);
        expect(keep.size).toBeLessThanOrEqual(1 + rule.last + rule.daily + rule.weekly + rule.monthly);
      }),
    );
  });
});

test.each([
  ['none was taken', [], true],
  ['the last is a minute short of six hours old', ['2026-11-23T04:00:00.000Z', '2026-11-24T04:01:00.000Z'], false],
  ['the last is six hours old', ['2026-11-24T04:00:00.000Z'], true],
  ['one is of a clock that was ahead', ['2030-11-24T04:00:00.000Z'], true],
  ['one is, and another is not', ['2030-11-24T04:00:00.000Z', '2026-11-24T09:00:00.000Z'], false],
])('whether one is due when %s', (_, taken, expected) => {
  expect(isDue(taken.map(parseInstant), parseInstant('2026-11-24T10:00:00.000Z'), 6)).toBe(expected);
});
