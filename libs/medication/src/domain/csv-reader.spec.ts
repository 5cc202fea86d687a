import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { CsvReader, MAX_LINES, MAX_RECORD, type CsvRecord } from './csv-reader.js';

/** Reads a text that arrives in pieces of a size. */
function read(text: string, size = text.length || 1): CsvRecord[] {
  const reader = new CsvReader();
  const records: CsvRecord[] = [];
  for (let at = 0; at < text.length; at += size) records.push(...reader.push(text.slice(at, at + size)));
  return [...records, ...reader.end()];
}

/** `line: cells`, or `line: lost`. */
function told(text: string): string[] {
  return read(text).map(({ line, cells }) => `${line}: ${cells?.join('|') ?? 'lost'}`);
}

describe('a CSV text', () => {
  test.each([
    ['plain', 'a,b\r\n1,2\r\n', ['1: a|b', '2: 1|2']],
    ['without a line end behind the last record', 'a,b\n1,2', ['1: a|b', '2: 1|2']],
    ['with each kind of line end', 'a,b\n1,2\r3,4\r\n5,6', ['1: a|b', '2: 1|2', '3: 3|4', '4: 5|6']],
    ['with semicolons', 'a;b\n1,5;2', ['1: a|b', '2: 1,5|2']],
    ['with semicolons only in quotes', '"a;;;",b\n1,2', ['1: a;;;|b', '2: 1|2']],
    ['with delimiters and quotes in quotes', 'a,b\n"1,5","say ""ah"""', ['1: a|b', '2: 1,5|say "ah"']],
    ['with empty cells', 'a,b,c\n,"",\n', ['1: a|b|c', '2: ||']],
    ['with line breaks in quotes', 'a,b\r\n"one\r\ntwo",2\r\n3,4', ['1: a|b', '2: one\ntwo|2', '4: 3|4']],
    ['with blank lines', '\n\na,b\n\n1,2\n \n3,4', ['3: a|b', '5: 1|2', '7: 3|4']],
    ['with a quote inside a cell', 'a,b\n5" tube,2', ['1: a|b', '2: 5" tube|2']],
    ['with records of another width', 'a,b\n1\n1,2,3', ['1: a|b', '2: 1', '3: 1|2|3']],
    ['of nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  test.each([
    ['never closed', 'a,b\n1,"2\n3,4\n5,6', ['1: a|b', '2: lost', '3: 3|4', '4: 5|6']],
    ['closed by the next quoted cell', 'a,b\n1,"2\n3,"4"\n5,6', ['1: a|b', '2: lost', '3: 3|4', '4: 5|6']],
    ['closed at the end of a later record', 'a,b\n1,"2\n3,4\n5,6"\n7,8', ['1: a|b', '2: 1|2\n3,4\n5,6', '5: 7|8']],
    [
      'that makes one wide record of several',
      'a,b\n1,"2\n3,4\n5",6\n7,8',
      ['1: a|b', '2: lost', '3: 3|4', '4: 5"|6', '5: 7|8'],
    ],
    ['followed by something else', 'a,b\n"1"x,2\n3,4', ['1: a|b', '2: lost', '3: 3|4']],
  ])('loses only the line with a quote %s', (_, text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  test('a quote that is open for too many lines is a stray one', () => {
    const lines = Array.from({ length: 3 * MAX_LINES }, (_, index) => `${index},x`);
    const records = read(['a,b', '1,"2', ...lines].join('\n'));
    expect(records.filter(({ cells }) => cells === undefined)).toEqual([{ line: 2, cells: undefined }]);
    expect(records).toHaveLength(2 + lines.length);
  });

  test('a line that is too long is lost, however it arrives, and those around it are not', () => {
    const text = `a,b\r\n1,2\r\n${'x'.repeat(2 * MAX_RECORD)}\r\n3,4`;
    const expected = ['a|b', '1|2', undefined, '3|4'];
    for (const size of [1_000, MAX_RECORD + 12, 10 * MAX_RECORD]) {
      expect(read(text, size).map(({ cells }) => cells?.join('|'))).toEqual(expected);
      expect(read(text, size).map(({ line }) => line)).toEqual([1, 2, 3, 4]);
    }
  });

  const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', ',', ';', '"', '\n', '7'), maxLength: 8 });
  const table = fc.integer({ min: 2, max: 4 }).chain((width) => {
    const row = fc.array(cell, { minLength: width, maxLength: width });
    return fc.array(row, { maxLength: 6 }).map((rows) => [Array.from({ length: width }, () => 'head'), ...rows]);
  });
  const asCsv = (rows: readonly (readonly string[])[], end: string) =>
    rows.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')).join(end);

  test('well-formed is read as it was written, in whatever pieces it arrives', () => {
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n'), fc.integer({ min: 1, max: 20 }), (rows, end, size) => {
        expect(read(asCsv(rows, end), size).map(({ cells }) => cells)).toEqual(rows);
      }),
    );
  });

  test('well-formed is read as csv-parse reads it', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const text = asCsv(rows, '\r\n');
        expect(read(text).map(({ cells }) => cells)).toEqual(parse(text, { skip_empty_lines: true }));
      }),
    );
  });

  test('of any kind is read to its end, each record beginning behind the one before', () => {
    const dirt = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'x', ';'), maxLength: 60 });
    fc.assert(
      fc.property(dirt, fc.integer({ min: 1, max: 10 }), (text, size) => {
        const records = read(text, size);
        expect(records).toEqual(read(text));
        const lines = records.map(({ line }) => line);
        expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b));
      }),
    );
  });
});
