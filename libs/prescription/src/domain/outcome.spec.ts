import { describe, expect, test } from '@jest/globals';
import { countsTowardsLimits, isWaste, leavesStock, needsReason, OUTCOMES, REASON_CODES, REASONS } from './outcome.js';

test.each<[(typeof OUTCOMES)[number], (typeof REASON_CODES)[number] | null, boolean]>([
  ['given', null, true],
  ['given', 'late', true],
  ['part-given', 'nausea', true],
  ['self-administered', null, true],
  ['self-administered', 'self-managed', false],
  ['refused', 'refused', false],
  ['refused', 'refused-destroyed', true],
  ['refused', 'spat-or-vomited', true],
  ['omitted', 'asleep', false],
  ['omitted', 'absent-leave', false],
  ['omitted', 'paper-chart', false],
  ['omitted', 'other', false],
  ['not-available', 'out-of-stock', false],
  ['not-available', 'expired', true],
  ['destroyed', 'damaged', true],
  ['destroyed', 'refused', true],
  ['destroyed', 'other', true],
])('a dose that is %s (%s) leaves the stock: %s', (outcome, reason, expected) => {
  expect(leavesStock(outcome, reason)).toBe(expected);
});

describe('a dose', () => {
  test('needs a reason unless it was given or self-administered', () => {
    expect(OUTCOMES.filter((outcome) => !needsReason(outcome))).toEqual(['given', 'self-administered']);
  });

  test('that was taken and lost counts towards the limits, one that was refused does not', () => {
    expect(countsTowardsLimits('refused', 'spat-or-vomited')).toBe(true);
    expect(countsTowardsLimits('part-given', 'nausea')).toBe(true);
    expect(countsTowardsLimits('refused', 'refused')).toBe(false);
    expect(countsTowardsLimits('destroyed', 'damaged')).toBe(false);
  });
});

test('each reason prints as one character, and no two alike', () => {
  const printed = REASON_CODES.map((code) => REASONS[code].print);
  expect(printed.every((character) => character.length === 1)).toBe(true);
  expect(new Set(printed).size).toBe(REASON_CODES.length);
});

test.each<[(typeof OUTCOMES)[number], (typeof REASON_CODES)[number] | null, boolean]>([
  ['destroyed', 'damaged', true],
  ['refused', 'refused-destroyed', true],
  ['omitted', 'expired', true],
  ['refused', 'spat-or-vomited', false],
  ['given', null, false],
  ['part-given', 'damaged', false],
])('a dose that is %s (%s) is waste: %s', (outcome, code, expected) => {
  expect(isWaste(outcome, code)).toBe(expected);
});
