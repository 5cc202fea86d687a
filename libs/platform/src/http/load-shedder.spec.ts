import { expect, test } from '@jest/globals';
import { LoadShedder } from './load-shedder.js';

test('what has waited too long is refused once it goes on; a moment of standing still is forgiven', () => {
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
  const end = (): void => ends.pop()?.();
  expect(batch(40, 5)).toEqual([false, false, false, false, false]);
  expect(ends).toHaveLength(1);
  end();
  expect(batch(40, 5)).toEqual([false, false, false, true, true]);
  expect(batch(0, 1)).toEqual([true]);
  end();
  expect(batch(300, 2)).toEqual([false, true]);
  end();
  expect(batch(10, 3)).toEqual([false, false, false]);
  end();
  expect(batch(300, 2)).toEqual([false, false]);
});
