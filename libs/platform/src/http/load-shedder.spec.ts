import { expect, test } from '@jest/globals';
import { LoadShedder } from './load-shedder.js';

test('in a batch, what has waited too long is refused; the next batch starts afresh', () => {
  let now = 0;
  const ends: (() => void)[] = [];
  const shedder = new LoadShedder(
    100,
    () => now,
    (end) => ends.push(end),
  );
  const batch = (milliseconds: number, requests: number): boolean[] =>
    Array.from({ length: requests }, () => {
      const refused = shedder.refuses();
      now += milliseconds;
      return refused;
    });
  expect(batch(40, 5)).toEqual([false, false, false, true, true]);
  expect(batch(0, 1)).toEqual([true]);
  expect(ends).toHaveLength(1);
  ends.pop()?.();
  expect(batch(300, 2)).toEqual([false, true]);
  ends.pop()?.();
  expect(batch(0, 3)).toEqual([false, false, false]);
});
