import { expect, test } from '@jest/globals';

test('the test may read the wall clock', () => {
  expect(Date.now()).toBeGreaterThan(0);
});
