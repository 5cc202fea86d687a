// Refused by: no-restricted-syntax: A test that is not written, or is expected to fail, proves nothing.
import { expect, test } from '@jest/globals';

test.failing('a bed holds one person', () => {
  expect(1).toBe(1);
});
