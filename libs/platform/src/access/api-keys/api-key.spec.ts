import { describe, expect, test } from '@jest/globals';
import { InvalidFieldsError } from '#platform/kernel';
import { parseInstant } from '#platform/time';
import { bearerOf } from '../bearer.js';
import { hashToken } from '../password.js';
import { checkExpiry, newApiKey } from './api-key.js';

describe('a key', () => {
  test('is recognised by its beginning, and kept as a hash', () => {
    const { key, prefix, keyHash } = newApiKey();
    expect(key).toMatch(/^rsd_[a-z2-7]{8}_[\w-]{43}$/);
    expect(key.startsWith(`${prefix}_`)).toBe(true);
    expect(keyHash).toBe(hashToken(key));
    expect(keyHash).not.toContain(key.slice(-43));
  });

  test('is always one that the guard takes for a key, and never twice the same', () => {
    const keys = Array.from({ length: 500 }, () => newApiKey().key);
    expect(keys.filter((key) => bearerOf(`Bearer ${key}`)?.kind !== 'api-key')).toEqual([]);
    expect(new Set(keys).size).toBe(500);
  });
});

describe('a key that is to end', () => {
  const now = parseInstant('2026-11-24T08:00:00Z');
  const codeOf = (expiresAt: string, at = now): string | undefined => {
    try {
      checkExpiry(parseInstant(expiresAt), at);
      return undefined;
    } catch (error) {
      return error instanceof InvalidFieldsError ? error.errors[0]?.code : String(error);
    }
  };

  test.each([
    ['in a millisecond', '2026-11-24T08:00:00.001Z', undefined],
    ['in a year', '2027-11-24T08:00:00Z', undefined],
    ['in two years to the millisecond', '2028-11-24T08:00:00Z', undefined],
    ['a millisecond later', '2028-11-24T08:00:00.001Z', 'too-far-ahead'],
    ['in a century', '2126-11-24T08:00:00Z', 'too-far-ahead'],
    ['now', '2026-11-24T08:00:00Z', 'in-the-past'],
    ['yesterday', '2026-11-23T08:00:00Z', 'in-the-past'],
  ])('%s', (_, expiresAt, code) => {
    expect(codeOf(expiresAt)).toBe(code);
  });

  test('two years after a leap day, on the last of February', () => {
    const leapDay = parseInstant('2028-02-29T12:00:00Z');
    expect(codeOf('2030-02-28T12:00:00Z', leapDay)).toBeUndefined();
    expect(codeOf('2030-02-28T12:00:00.001Z', leapDay)).toBe('too-far-ahead');
  });
});
