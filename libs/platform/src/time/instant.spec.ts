import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fromEpochMilliseconds } from './index.js';

const moments = fc.integer({ min: Date.parse('1800-01-01'), max: Date.parse('2999-12-31') });

test('an instant reads as the language writes it, of whole minutes and of others, before 1970 too', () => {
  fc.assert(
    fc.property(moments, fc.constantFrom(1, 1_000, 60_000, 86_400_000), (moment, step) => {
      const at = Math.floor(moment / step) * step;
      expect(fromEpochMilliseconds(at)).toBe(new Date(at).toISOString());
    }),
    { numRuns: 2_000 },
  );
});

test.each([NaN, Infinity, 9e15])('there is no instant of %p', (moment) => {
  expect(() => fromEpochMilliseconds(moment)).toThrow(RangeError);
});
