import { describe, expect, test } from '@jest/globals';
import { epochMilliseconds, fromEpochMilliseconds, parseInstant } from '#platform/time';
import { firstIdAt, isId, newId } from './ids.js';

const at = parseInstant('2026-11-24T08:00:00Z');

describe('an id', () => {
  test('made after another sorts after it, in one millisecond too', () => {
    const ids = Array.from({ length: 5000 }, () => newId(at));
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(newId(parseInstant('2026-11-24T08:00:00.001Z')) > (ids.at(-1) ?? '')).toBe(true);
    expect(ids.every(isId)).toBe(true);
  });

  test.each(['1970-01-01T00:00:00Z', '2026-11-24T08:00:00.000Z', '2026-11-24T08:00:00.999Z'])(
    'of a row of %s comes after all of rows before, and before all of rows later',
    (moment) => {
      const made = parseInstant(moment);
      const ids = Array.from({ length: 100 }, () => newId(made));
      const [first, next] = [firstIdAt(made), firstIdAt(fromEpochMilliseconds(epochMilliseconds(made) + 1))];
      expect(ids.every((id) => first <= id && id < next)).toBe(true);
      expect(isId(first)).toBe(true);
    },
  );

  test('carries the moment of its row, in the past too', () => {
    newId(at);
    const earlier = newId(parseInstant('2026-11-23T08:00:00Z'));
    expect(earlier < newId(at)).toBe(true);
  });
});
