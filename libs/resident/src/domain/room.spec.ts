import { expect, test } from '@jest/globals';
import { parseInstant } from '#platform/time';
import { mayReadOtherwise } from './room.js';

const NINE = parseInstant('2026-11-24T09:00:00Z');

test.each([
  ['never changed', 1, '09:30', false],
  ['changed since', 2, '09:30', true],
  ['changed just before, by a clock that may be slow', 2, '08:55', true],
  ['changed before', 2, '08:54', false],
])('a room that was %s may have been seen otherwise since nine or not', (_, version, time, expected) => {
  expect(mayReadOtherwise({ version, updatedAt: parseInstant(`2026-11-24T${time}:00Z`) }, NINE)).toBe(expected);
});
