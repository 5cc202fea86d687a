import { describe, expect, test } from '@jest/globals';
import { parseInstant } from '#platform/time';
import { isId, newId } from './ids.js';

const at = parseInstant('2026-11-24T08:00:00Z');

describe('an id', () => {
  test('made after another sorts after it, in one millisecond too', () => {
    const ids = Array.from({ length: 5000 }, () => newId(at));
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(newId(parseInstant('2026-11-24T08:00:00.001Z')) > (ids.at(-1) ?? '')).toBe(true);
    expect(ids.every(isId)).toBe(true);
  });

  test('carries the moment of its row, in the past too', () => {
    newId(at);
    const earlier = newId(parseInstant('2026-11-23T08:00:00Z'));
    expect(earlier < newId(at)).toBe(true);
  });
});
