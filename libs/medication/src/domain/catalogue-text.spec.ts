import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TextEncoding } from '#platform/kernel';
import { CatalogueText } from './catalogue-text.js';
import { CsvReader, MAX_RECORD } from './csv-reader.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

function bytes(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function read(file: Uint8Array, stated?: TextEncoding, size = file.length || 1): { text: string; guessed: boolean } {
  const reader = new CatalogueText(stated);
  let text = '';
  for (let at = 0; at < file.length; at += size) text += [...reader.push(file.subarray(at, at + size))].join('');
  text += [...reader.end()].join('');
  return { text, guessed: reader.guessed };
}

describe('a file with nothing stated', () => {
  test.each<[string, Uint8Array, string, boolean]>([
    ['in ASCII', utf8('a,b\n1,2'), 'a,b\n1,2', false],
    ['in UTF-8', utf8('Nº,Ácido\n1,fólico'), 'Nº,Ácido\n1,fólico', false],
    ['in UTF-8 with a byte order mark', utf8('\uFEFFa\n'), 'a\n', false],
    ['in Latin-1', latin1('Nº,Ácido\r\n1,fólico'), 'Nº,Ácido\r\n1,fólico', true],
    ['in windows-1252, late', bytes(utf8('a\nb\n'), Uint8Array.of(0x80, 0x31)), 'a\nb\n€1', true],
    ['in UTF-8, damaged', bytes(utf8('Ácido\n'), latin1('fólico\n'), utf8('ñ')), 'Ácido\nf\uFFFDlico\nñ', false],
    ['in both, Latin-1 first', bytes(latin1('Ácido\n'), utf8('fólico\nx')), 'Ácido\nf\uFFFDlico\nx', true],
    [
      'of which the first damaged line comes before any other letter',
      bytes(utf8('a\nx'), Uint8Array.of(0xc3), utf8('\nÁcido\n')),
      'a\nxÃ\n\uFFFDcido\n',
      true,
    ],
    ['of nothing', utf8(''), '', false],
    ['of one byte', latin1('á'), 'á', true],
  ])('%s is found out', (_, file, text, guessed) => {
    expect(read(file)).toEqual({ text, guessed });
    expect(read(file, undefined, 1)).toEqual({ text, guessed });
  });
});

describe('a file that is stated to be', () => {
  test.each<[string, TextEncoding, Uint8Array, string]>([
    ['UTF-8 is not read as anything else', 'utf-8', latin1('á\nb'), '\uFFFD\nb'],
    ['windows-1252 is', 'windows-1252', latin1('á\nñ'), 'á\nñ'],
    ['windows-1252 and is UTF-8 is not taken for what nobody writes', 'windows-1252', utf8('ó\nx'), '\uFFFD\nx'],
    ['windows-1252 and has a byte order mark is UTF-8', 'windows-1252', utf8('\uFEFFó'), 'ó'],
  ])('%s', (_, stated, file, text) => {
    expect(read(file, stated)).toEqual({ text, guessed: false });
  });
});

test('a lone carriage return ends a line', () => {
  expect(read(latin1('a\rñ\r'), undefined, 1)).toEqual({ text: 'a\nñ\n', guessed: true });
});

test('a line that is too long to keep says nothing of the encoding, wherever it is cut, and the others are read', () => {
  const long = utf8(`a\n${'ñ'.repeat(6 * MAX_RECORD)}\nb\n`);
  for (const size of [1_001, 4 * MAX_RECORD + 7, long.length]) {
    const text = new CatalogueText();
    const csv = new CsvReader();
    const file = bytes(long, utf8('fólico'));
    const pieces: string[] = [];
    for (let at = 0; at < file.length; at += size) pieces.push(...text.push(file.subarray(at, at + size)));
    const records = [...pieces, ...text.end()].flatMap((piece) => [...csv.push(piece)]);
    expect([...records, ...csv.end()].map(({ cells }) => cells?.join(''))).toEqual(['a', undefined, 'b', 'fólico']);
    expect(text.guessed).toBe(false);
  }
});

const letters = fc.string({ unit: fc.constantFrom('a', ',', '"', 'é', 'Ñ', '\n', '\r\n', 'ü'), maxLength: 40 });

test('a text in UTF-8 or Latin-1 is read as it was written, in whatever pieces it arrives', () => {
  fc.assert(
    fc.property(letters, fc.integer({ min: 1, max: 9 }), (text, size) => {
      const ends = (read: string): string => read.replaceAll('\r\n', '\n');
      expect(ends(read(utf8(text), undefined, size).text)).toBe(ends(text));
      expect(ends(read(latin1(text), 'windows-1252', size).text)).toBe(ends(text));
      const found = read(latin1(text), undefined, size);
      expect(ends(found.text)).toBe(ends(text));
      expect(found.guessed).toBe(/[^\0-\x7F]/.test(text));
    }),
  );
});

test('whatever the bytes, in whatever pieces, the text is the same and no byte over 127 of a damaged UTF-8 file is a letter', () => {
  const dirt = fc.uint8Array({ maxLength: 60 }).map((all) => bytes(utf8('ñ\n'), all));
  fc.assert(
    fc.property(dirt, fc.integer({ min: 1, max: 9 }), (file, size) => {
      const ends = (read: string): string => read.replaceAll(/\r\n?/g, '\n');
      const whole = read(file);
      expect(ends(read(file, undefined, size).text)).toBe(ends(whole.text));
      expect(ends(whole.text)).toBe(ends(new TextDecoder('utf-8', { ignoreBOM: true }).decode(file)));
      expect(whole.guessed).toBe(false);
    }),
  );
});
