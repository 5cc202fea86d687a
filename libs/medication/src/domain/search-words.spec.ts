import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { words } from '#platform/kernel';
import { searchText, searchWords, sortName } from './search-words.js';

describe('the words that a medicine is found by', () => {
  test.each([
    ['Paracetamol Kern 500mg comprimidos', ['paracetamol', 'kern', '500', 'mg', 'comprimidos']],
    ['ÁCIDO FÓLICO 2,5 mg/ml', ['acido', 'folico', '2', '5', 'mg', 'ml']],
    ['Vitamina B12', ['vitamina', 'b', '12']],
    ['***', []],
  ])('of %s are %j', (text, expected) => {
    expect(searchWords(text)).toEqual(expected);
  });

  test('are found by any beginning of a word of name or substance', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), fc.nat(), (name, substance, cut) => {
        const text = searchText({ name, activeSubstance: substance }).split(' ');
        for (const word of words(`${name} ${substance}`)) {
          const beginning = [...word].slice(0, 1 + (cut % word.length)).join('');
          expect(searchWords(beginning).every((part) => text.some((each) => each.startsWith(part)))).toBe(true);
        }
      }),
    );
  });

  test('order a list by name without accents, case and punctuation', () => {
    expect(sortName({ name: 'Ácido «Fólico» 5MG' })).toBe('acido folico 5 mg');
  });
});
