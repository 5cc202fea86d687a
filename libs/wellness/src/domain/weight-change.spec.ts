import { expect, test } from '@jest/globals';
import { quantity } from '#platform/kernel';
import { parseInstant } from '#platform/time';
import type { Reading } from './reading.js';
import { referencesFrom, weightChanges } from './weight-change.js';

const LAST = { takenAt: parseInstant('2026-11-24T08:00:00Z'), value: quantity(57) };

function weighed(day: string, kilograms: number): Reading {
  const takenAt = parseInstant(`${day}T08:00:00Z`);
  return { id: day, takenAt, value: quantity(kilograms), code: null, components: null };
}

test.each<[string, readonly Reading[], readonly (readonly [number, number])[]]>([
  ['nobody was weighed before', [], []],
  ['of exactly 30 days before', [weighed('2026-10-25', 60)], [[30, -5]]],
  ['of the nearest to 30 days before', [weighed('2026-10-20', 62), weighed('2026-10-28', 60)], [[30, -5]]],
  ['of the earlier of two as near', [weighed('2026-10-24', 60), weighed('2026-10-26', 62)], [[30, -5]]],
  ['not of one 11 days off', [weighed('2026-10-14', 60)], []],
  ['but of one 10 days off', [weighed('2026-10-15', 60)], [[30, -5]]],
  [
    'of 30, 90 and 180 days before',
    [weighed('2026-05-28', 64), weighed('2026-08-26', 50), weighed('2026-10-25', 57.03)],
    [
      [30, -0.1],
      [90, 14],
      [180, -10.9],
    ],
  ],
])('the change of weight is told %s', (_, readings, expected) => {
  expect(weightChanges(LAST, readings).map(({ days, percent }) => [days, percent])).toEqual(expected);
});

test('what is as old as may be is 240 days old', () => {
  expect(referencesFrom(LAST.takenAt)).toBe('2026-03-29T08:00:00.000Z');
});
