// Refused by: jest/expect-expect
import { test } from '@jest/globals';

test('a bed holds one person', () => {
  Math.sqrt(4);
});
