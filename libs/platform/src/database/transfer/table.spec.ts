import { describe, expect, test } from '@jest/globals';
import { differenceOf, inOrderOfReferences, keyInWords, keyOf, type Row, type Table } from './table.js';
import { asNumber, assertHoldable, Summing } from './values.js';

function aTable(name: string, references: readonly string[] = [], more: readonly string[] = []): Table {
  const columns = ['id', ...more].map((column) => ({ name: column, holds: 'text' as const }));
  return { name, columns, key: ['id'], references };
}

function digestOf(...rows: readonly Row[]): string {
  const sum = new Summing();
  for (const row of rows) sum.add([row]);
  return sum.end().digest;
}

describe('the tables of a home', () => {
  test('come after those that they refer to, and those of one kind by name', () => {
    const tables = [aTable('beds', ['rooms']), aTable('lines', ['lines', 'beds']), aTable('rooms'), aTable('people')];
    expect(inOrderOfReferences(tables).map(({ name }) => name)).toEqual(['people', 'rooms', 'beds', 'lines']);
  });

  test('have no order when they refer to each other', () => {
    const tables = [aTable('beds', ['rooms']), aTable('rooms', ['beds']), aTable('people')];
    expect(() => inOrderOfReferences(tables)).toThrow('tables refer to each other: beds, rooms');
  });

  test('are read by their id, or by what makes each row follow another', () => {
    const columns = [...aTable('any').columns, { name: 'seq', holds: 'number' as const }];
    expect(keyOf('rooms', columns)).toEqual(['id']);
    expect(keyOf('audit_entries', columns)).toEqual(['seq']);
    expect(() => keyOf('stock_movements', columns)).toThrow('the table stock_movements is none of a home');
    expect(keyInWords({ ...aTable('line'), columns, key: ['seq', 'id'] }, ['a', 7])).toBe('seq 7, id a');
  });

  test.each([
    [[aTable('beds'), aTable('rooms')], [aTable('rooms'), aTable('beds')], undefined],
    [[aTable('beds')], [], 'the table beds has id text on one side and nothing on the other'],
    [[], [aTable('beds')], 'the table beds has nothing on one side and id text on the other'],
    [
      [aTable('beds')],
      [aTable('beds', [], ['name'])],
      'the table beds has id text on one side and id text, name text on the other',
    ],
  ])('are the same on two sides or not, in one line', (one, other, line) => {
    expect(differenceOf(one, other)).toBe(line);
  });
});

describe('the digest of a table', () => {
  test('is the same however its rows are read, and changes with every value and its order', () => {
    const together = new Summing();
    together.add([
      ['a', 1, null],
      ['b', 0, ''],
    ]);
    expect(together.end()).toEqual({ rows: 2, digest: digestOf(['a', 1, null], ['b', 0, '']) });
    const all: (readonly Row[])[] = [
      [['a', 1]],
      [['a', '1']],
      [['a', 0]],
      [['a', null]],
      [['a', '']],
      [['a', 'null']],
      [['a'], [1]],
      [['a', 1], []],
      [['1', 'a']],
      [['a,1']],
      [['a","1']],
      [['a\n1']],
    ];
    expect(new Set(all.map((rows) => digestOf(...rows))).size).toBe(all.length);
  });
});

test.each<[unknown, number | undefined]>([
  [7, 7],
  ['7', 7],
  ['-9007199254740991', Number.MIN_SAFE_INTEGER],
  ['9007199254740993', undefined],
  [2 ** 60, undefined],
  [1.5, undefined],
  ['1.5', undefined],
  ['', undefined],
  [null, undefined],
  [NaN, undefined],
])('%p of a column of numbers is %p', (stored, number) => {
  expect(asNumber(stored)).toBe(number);
});

test('a NUL character is for SQLite alone', () => {
  const rows: readonly Row[] = [
    ['a', 'tea'],
    ['b', 'te\0a'],
  ];
  const table = aTable('people', [], ['likes']);
  assertHoldable('sqlite', table, rows);
  expect(() => {
    assertHoldable('postgres', table, rows);
  }).toThrow('people, id b: likes has a NUL character, which PostgreSQL refuses');
});
