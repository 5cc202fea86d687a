// Refused by: no-restricted-syntax: A test that is not written, or is expected to fail, proves nothing.
import { test } from '@jest/globals';

test.todo('a bed holds one person');
