// Refused by: jest/no-focused-tests
import { expect, test } from '@jest/globals';

test.only('a bed holds one person', () => {
  expect(1).toBe(1);
});
