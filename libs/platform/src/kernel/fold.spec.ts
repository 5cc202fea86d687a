import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MAX_FOLDED, fold, words } from './index.js';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
);

describe('folding a name', () => {
  test.each([
    ['  Muñoz \t ÁLVAREZ ', 'munoz alvarez', 'accents, case and white space'],
    ['Mun\u0303oz', 'munoz', 'an accent typed as its own character'],
    ['Groß', 'gross', 'a sharp s'],
    ['STRAẞE', 'strasse', 'a capital sharp s'],
    ['Søren Łukasz Đorđe', 'soren lukasz dorde', 'strokes'],
    ['Æsa Œuvre Þór', 'aesa oeuvre thor', 'ligatures and thorn'],
    ['İpek Işık', 'ipek isik', 'Turkish dotted and dotless i'],
    ['ΑΛΕΞΗΣ', 'αλεξησ', 'a final sigma'],
    ['Nº 1ª', 'no 1a', 'ordinals'],
    ['２５㎎ ﬁn™', '25mg fintm', 'widths, squared units and signs'],
    ['co\u00ADdeine\u200B', 'codeine', 'soft hyphens and zero-width spaces'],
    ['\u00A0\u3000', '', 'nothing but spaces'],
  ])('%j is compared as %j (%s)', (text, expected) => {
    expect(fold(text)).toBe(expected);
  });

  test('folding what is folded changes nothing, whatever the text', () => {
    fc.assert(fc.property(anyText, (text) => fold(fold(text)) === fold(text)));
  });

  test('folding what is folded changes nothing, for every character of Unicode alone', () => {
    const unstable: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      const once = fold(String.fromCodePoint(code));
      if (fold(once) !== once) unstable.push(code.toString(16));
    }
    expect(unstable).toEqual([]);
  });

  test("case and the way an accent is stored don't count", () => {
    const name = fc.string({ unit: fc.constantFrom(...Array.from('abcñçáéíóúüß ÀÈÎÕ')), maxLength: 40 });
    fc.assert(
      fc.property(name, (text) => {
        expect(fold(text.toUpperCase())).toBe(fold(text));
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')));
      }),
    );
  });

  test.each([
    ['a'.repeat(MAX_FOLDED * 3), 'plain'],
    ['\uFDFA'.repeat(MAX_FOLDED), 'one character that unfolds into eighteen'],
    ['x' + '😀'.repeat(MAX_FOLDED), 'pairs that a cut would split'],
  ])('a text of any length stays bounded and well-formed', (text) => {
    const folded = fold(text);
    expect(folded.length).toBeLessThanOrEqual(MAX_FOLDED);
    expect(folded).not.toMatch(/\p{Cs}/u);
    expect(fold(folded)).toBe(folded);
  });
});

describe('the words of a name', () => {
  test.each([
    ['Ácido acetilsalicílico 100 mg', ['acido', 'acetilsalicilico', '100', 'mg']],
    ["D'Angelo-Pérez, Mª José", ['d', 'angelo', 'perez', 'ma', 'jose']],
    ['12,5MG/ML', ['12', '5mg', 'ml']],
    ['— … —', []],
  ])('%j has the words %j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  test('every word is folded and holds letters and digits alone', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const word of words(text)) {
          expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
          expect(fold(word)).toBe(word);
        }
      }),
    );
  });
});
