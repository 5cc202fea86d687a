import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { repeatedUnit, surprises } from './guessable.js';

describe('the characters that can not be foreseen', () => {
  test.each([
    ['', 0],
    ['a', 1],
    ['aaaaaaaaaaaa', 1],
    ['123456789012', 1],
    ['98765432109876', 1],
    ['abcdefghijkl', 1],
    ['zyxwvutsrqpo', 1],
    ['qwertyuiop', 1],
    ['poiuytrewq', 1],
    ['asdfghjklñ', 1],
    ['azertyuiop', 1],
    ['1qaz2wsx3edc', 1],
    ['!@#$%^&*()', 1],
    ['abc123xyz789', 4],
    ['qwertyuiopasdfghjkl', 2],
    ['aabbccddeeff', 12],
    ['kettle', 6],
    ['🐝🐝🐝🐝', 1],
    ['🐝🪁🥁🧦', 4],
  ])('of %j are %i', (text, expected) => {
    expect(surprises(text)).toBe(expected);
  });

  test('are never more than there are characters, and at least one where there is any', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (text) => {
        const count = surprises(text);
        return count >= 1 && count <= [...text].length;
      }),
    );
  });
});

describe('the one thing that a text repeats', () => {
  test.each([
    ['abcabcabc', 'abc'],
    ['abcabcab', 'abc'],
    ['abcab', 'abcab'],
    ['aaaa', 'a'],
    ['🐝🪁🐝🪁', '🐝🪁'],
    ['abcd', 'abcd'],
    ['abca', 'abca'],
    ['', ''],
  ])('of %j is %j', (text, expected) => {
    expect(repeatedUnit(text)).toBe(expected);
  });

  test('is found however often it is repeated', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 12 }), fc.integer({ min: 2, max: 6 }), (unit, times) => {
        const found = repeatedUnit(unit.repeat(times));
        return found.length <= unit.length && unit.repeat(times).startsWith(found.repeat(2));
      }),
    );
  });
});
