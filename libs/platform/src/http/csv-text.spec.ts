import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { csvText } from './csv-text.js';

function readBack(text: string): string[][] {
  const rows: string[][] = parse(text, { bom: true, relax_column_count: true });
  return rows;
}

test('a spreadsheet finds the words as they are, with accents, commas, quotes and lines', () => {
  const text = csvText(
    ['name', 'much', 'note'],
    [
      ['Muñoz, Ana', 2.5, 'a "b"\r\nc'],
      ['ß', 0, null],
    ],
  );
  expect(text.startsWith('\uFEFFname,much,note\r\n')).toBe(true);
  expect(readBack(text)).toEqual([
    ['name', 'much', 'note'],
    ['Muñoz, Ana', '2.5', 'a "b"\r\nc'],
    ['ß', '0', ''],
  ]);
});

test.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '－1', '＋1', '＠1'])(
  '%j is text and no formula',
  (text) => {
    expect(readBack(csvText(['name'], [[text]]))[1]).toEqual([`'${text}`]);
  },
);

test('whatever the words are, none is taken for a formula, and none is lost', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.constantFrom('=', '+1', '-', '@', '"', ',', '\n'),
  );
  fc.assert(
    fc.property(fc.array(cell, { minLength: 2, maxLength: 4 }), (row) => {
      const read = readBack(csvText(['a', 'b'], [row]))[1] ?? [];
      expect(read).toEqual(row.map((text) => (/^[=+\-@\t\r＝＋－＠]/u.test(text) ? `'${text}` : text)));
      expect(read.filter((text) => /^[=+\-@\t\r]/.test(text))).toEqual([]);
    }),
  );
});
