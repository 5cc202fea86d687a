import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { atcAt, atcLevel, isWithinAtc, parseAtcCode, type AtcLevel } from './atc.js';

const anyCode = fc.stringMatching(/^[ABCDGHJLMNPRSV](\d\d([A-Z]([A-Z](\d\d)?)?)?)?$/).map(parseAtcCode);
const levels: readonly AtcLevel[] = [1, 2, 3, 4, 5];

describe('an ATC code', () => {
  test.each([
    ['N', 1],
    ['N02', 2],
    ['N02B', 3],
    ['N02BE', 4],
    ['N02BE01', 5],
    ['n02be01', 5],
    ['A02AH', 4],
  ])('%s has level %i', (text, level) => {
    expect(atcLevel(parseAtcCode(text))).toBe(level);
  });

  test.each(['', 'R05X_', 'N0', 'N02BE0', 'N02BE011', 'QA02', 'E01', ' N02', '02N', 'N02B01', 'Ñ02'])(
    '%j is none',
    (text) => {
      expect(() => parseAtcCode(text)).toThrow(RangeError);
    },
  );

  test('is read in either case and kept in capitals', () => {
    expect(parseAtcCode('b01aa03')).toBe('B01AA03');
  });

  test('lies in its own group of every coarser level, and has none of a finer level', () => {
    fc.assert(
      fc.property(anyCode, fc.constantFrom(...levels), (code, level) => {
        const group = atcAt(code, level);
        if (level > atcLevel(code)) return group === undefined;
        return group !== undefined && atcLevel(group) === level && isWithinAtc(code, group);
      }),
    );
  });

  test('two codes that lie in each other are the same', () => {
    fc.assert(fc.property(anyCode, anyCode, (a, b) => (isWithinAtc(a, b) && isWithinAtc(b, a)) === (a === b)));
  });

  test('an allergy to penicillins concerns amoxicillin, not doxycycline, and not the antibacterials as a whole', () => {
    const penicillins = parseAtcCode('J01C');
    expect(isWithinAtc(parseAtcCode('J01CA04'), penicillins)).toBe(true);
    expect(isWithinAtc(parseAtcCode('J01AA02'), penicillins)).toBe(false);
    expect(isWithinAtc(parseAtcCode('J01'), penicillins)).toBe(false);
  });
});
