import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { words } from '#platform/kernel';
import { searchRank, searchText, searchWords, sortName } from './search-words.js';

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

  test.each([
    ['Ñame 5 mg', true, '00009'],
    ['Ñame 5mg', false, '10009'],
    ['***', true, '00000'],
  ])('of %s, which is active or not, are ranked as %s: %s', (name, active, rank) => {
    expect(searchRank({ name, active })).toBe(rank);
  });

  test('put every active medicine before every inactive one, and then the shorter name first', () => {
    const medicine = fc.record({ name: fc.string({ unit: 'binary', maxLength: 500 }), active: fc.boolean() });
    const length = (name: string) => Array.from(sortName({ name })).length;
    fc.assert(
      fc.property(medicine, medicine, (a, b) => {
        const expected = Number(b.active) - Number(a.active) || length(a.name) - length(b.name);
        const [left, right] = [searchRank(a), searchRank(b)];
        expect(Math.sign(left < right ? -1 : left > right ? 1 : 0)).toBe(Math.sign(expected));
      }),
    );
  });
});
