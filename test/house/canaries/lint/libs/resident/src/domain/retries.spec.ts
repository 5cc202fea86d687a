// Refused by: jest/no-restricted-jest-methods: A second chance hides a race.
import { expect, jest, test } from '@jest/globals';

jest.retryTimes(3);

test('a bed holds one person', () => {
  expect(1).toBe(1);
});
