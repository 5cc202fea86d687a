import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { counted, forgottenAfter, left, NO_FAILURES, secondsUntilNext, type Allowance, type Tally } from './tally.js';

const THREE: Allowance = { most: 3, forgivenEvery: 60 };
const NINE = Date.parse('2026-11-24T09:00:00Z');

/** Failures, so many seconds after nine. */
function failures(...seconds: readonly number[]): Tally {
  return seconds.reduce((tally, second) => counted(tally, THREE, NINE + second * 1000), NO_FAILURES);
}

describe('of failures', () => {
  test.each([
    [failures(), 0, 0, 0],
    [failures(0), 0, 1, 0],
    [failures(0, 1), 1, 2, 0],
    [failures(0, 0, 0), 0, 3, 60],
    [failures(0, 0, 0), 59, 2.02, 1],
    [failures(0, 0, 0), 60, 2, 0],
    [failures(0, 0, 0), 90, 1.5, 0],
    [failures(0, 0, 0), 180, 0, 0],
    [failures(0, 0, 0, 60), 60, 3, 60],
    [failures(0), -10, 1, 0],
  ])('%j are left, %i seconds after nine, %f, and the next may be in %i seconds', (tally, second, rest, wait) => {
    const now = NINE + second * 1000;
    expect(left(tally, THREE, now)).toBeCloseTo(rest, 1);
    expect(secondsUntilNext(tally, THREE, now)).toBe(wait);
  });

  test('one is taken back, and never more than there are', () => {
    expect(counted(failures(0, 0), THREE, NINE, -1)).toEqual({ count: 1, at: NINE });
    expect(counted(failures(0), THREE, NINE + 30_000, -1)).toEqual({ count: 0, at: NINE + 30_000 });
  });
});

const anyAllowance = fc.record({
  most: fc.integer({ min: 1, max: 100 }),
  forgivenEvery: fc.integer({ min: 1, max: 600 }),
});
const anyPauses = fc.array(fc.integer({ min: 0, max: 300_000 }), { maxLength: 60 });

test('whoever keeps to the seconds that they are told never has more than the most, and all is forgotten in time', () => {
  fc.assert(
    fc.property(anyAllowance, anyPauses, (allowance, pauses) => {
      let now = NINE;
      let tally = NO_FAILURES;
      for (const pause of pauses) {
        now += pause;
        now += secondsUntilNext(tally, allowance, now) * 1000;
        expect(secondsUntilNext(tally, allowance, now)).toBe(0);
        tally = counted(tally, allowance, now);
        expect(tally.count).toBeLessThanOrEqual(allowance.most);
      }
      expect(left(tally, allowance, now + forgottenAfter(allowance) * 1000)).toBe(0);
    }),
  );
});
