// Refused by: jest/no-standalone-expect
import { describe, expect, test } from '@jest/globals';

describe('a bed', () => {
  expect(1).toBe(1);

  test('holds one person', () => {
    expect(1).toBe(1);
  });
});
