import { expect, test } from '@jest/globals';

test('a night has one morning after it', () => {
  expect(1).toBe(1);
});
