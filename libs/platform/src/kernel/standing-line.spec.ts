import { expect, test } from '@jest/globals';
import { StandingLine } from './standing-line.js';

test('a line stands when it has been long for longer than a rush, until it is short again', () => {
  let now = 0;
  const line = new StandingLine(100, () => now);
  const seen = [
    [0, true],
    [100, true],
    [101, true],
    [500, true],
    [501, false],
    [502, true],
    [602, true],
    [603, true],
  ] as const;
  const stands = seen.map(([at, isLong]) => {
    now = at;
    return line.look(isLong);
  });
  expect(stands).toEqual([false, false, true, true, false, false, false, true]);
});
