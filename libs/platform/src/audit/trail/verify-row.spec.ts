import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fromEpochMilliseconds, type Instant } from '#platform/time';
import { ACTIONS, chainedAll, hashOf, START, type Act, type StoredEntry } from './audit-entry.js';
import { checkRow, COLUMNS, isBreak, type Break, type StoredRow } from './verify-row.js';

const GIVEN: Act = {
  at: '2026-03-29T06:02:11.000Z' as Instant,
  actor: 'n.ruiz',
  action: 'create',
  resource: 'administration',
  resourceId: '0199b1d0-7c00-7000-8000-000000000001',
  residentId: null,
  before: null,
  after: { outcome: 'given', quantity: 1.5, note: 'con agua, ñ' },
  requestId: 'request-1',
};

/** The first break of a chain of rows. */
function breakOf(rows: readonly StoredRow[]): Break | undefined {
  let link = START;
  for (const row of rows) {
    const found = checkRow(link, row);
    if (isBreak(found)) return found;
    link = found;
  }
  return undefined;
}

/** A row with its hash made anew, as someone does who knows how it is made. */
function resealed(row: StoredEntry): StoredEntry {
  return { ...row, hash: hashOf(row) };
}

const five = chainedAll(
  START,
  Array.from({ length: 5 }, () => GIVEN),
);

/** The five with another third one. */
function withThird(change: (row: StoredEntry) => StoredRow): StoredRow[] {
  return five.map((row) => (row.seq === 3 ? change(row) : row));
}

test('a chain as it was written is whole', () => {
  expect(breakOf(five)).toBeUndefined();
  expect(breakOf([])).toBeUndefined();
});

describe('a changed entry', () => {
  test.each<[string, (row: StoredEntry) => StoredRow, Break['reason']]>([
    ['another time', (row) => ({ ...row, at: '2026-03-29T06:02:11.001Z' }), 'hash-does-not-fit'],
    ['another person', (row) => ({ ...row, actor: 'n.ruis' }), 'hash-does-not-fit'],
    ['another action', (row) => ({ ...row, action: 'update' }), 'hash-does-not-fit'],
    ['another kind', (row) => ({ ...row, resource: 'allergy' }), 'hash-does-not-fit'],
    ['another resource', (row) => ({ ...row, resourceId: '' }), 'hash-does-not-fit'],
    ['a resident where none was', (row) => ({ ...row, residentId: '' }), 'hash-does-not-fit'],
    ['a before where none was', (row) => ({ ...row, before: '{}' }), 'hash-does-not-fit'],
    ['no after any more', (row) => ({ ...row, after: null }), 'hash-does-not-fit'],
    ['another amount', (row) => ({ ...row, after: row.after?.replace('1.5', '1.6') }), 'hash-does-not-fit'],
    ['another request', (row) => ({ ...row, requestId: 'request-2' }), 'hash-does-not-fit'],
    ['another hash', (row) => ({ ...row, hash: 'a'.repeat(64) }), 'hash-does-not-fit'],
    ['a hash in capitals', (row) => ({ ...row, hash: row.hash.toUpperCase() }), 'wrong-form'],
    ['another previous hash', (row) => ({ ...row, previousHash: row.hash }), 'previous-hash-does-not-fit'],
    ['an unheard-of action', (row) => ({ ...row, action: 'undo' }), 'wrong-form'],
    ['a time in another form', (row) => ({ ...row, at: '2026-03-29T06:02:11Z' }), 'wrong-form'],
    ['bytes for text', (row) => ({ ...row, actor: Buffer.from(row.actor) }), 'wrong-form'],
    ['a number for text', (row) => ({ ...row, requestId: 1 }), 'wrong-form'],
    ['nothing for text', (row) => ({ ...row, resource: null }), 'wrong-form'],
    ['text for its number', (row) => ({ ...row, seq: '3' }), 'wrong-form'],
    ['a space more in its JSON', (row) => ({ ...row, after: row.after?.replace(':', ': ') }), 'not-canonical'],
    [
      'a field of its JSON twice',
      (row) => ({ ...row, after: row.after?.replace('{', '{"note":"",') }),
      'not-canonical',
    ],
    ['its JSON in another order', (row) => ({ ...row, after: '{"outcome":"given","note":""}' }), 'not-canonical'],
    ['half a surrogate pair', (row) => ({ ...row, after: '{"note":"\\ud800"}' }), 'not-canonical'],
    ['JSON without end', (row) => ({ ...row, after: `{"a":${'['.repeat(1e5)}${']'.repeat(1e5)}}` }), 'not-canonical'],
    ['JSON cut off', (row) => ({ ...row, after: row.after?.slice(0, -1) }), 'not-json'],
    ['a list for an object', (row) => ({ ...row, before: '[]' }), 'not-json'],
    ['null written out', (row) => ({ ...row, before: 'null' }), 'not-json'],
  ])('with %s is found', (_, change, reason) => {
    expect(breakOf(withThird(change))).toMatchObject({ seq: 3, reason });
  });

  test('whose hash was made anew is found at the next one', () => {
    const rows = withThird((row) => resealed({ ...row, actor: 'n.ruis' }));
    expect(breakOf(rows)).toMatchObject({ seq: 4, reason: 'previous-hash-does-not-fit' });
  });

  test('whose hash was made of JSON that is not canonical is found', () => {
    const rows = withThird((row) => resealed({ ...row, after: '{ }' }));
    expect(breakOf(rows)).toMatchObject({ seq: 3, reason: 'not-canonical' });
  });

  test('in which text moved between columns is found, though what is hashed is the same', () => {
    const before = { a: 0, at: '2020-01-01T00:00:00.000Z', before: {} };
    const [entry] = chainedAll(START, [{ ...GIVEN, after: { a: 1 }, before }]) as [StoredEntry];
    const after = `{"a":1},"at":"${GIVEN.at}","before":{"a":0`;
    const moved = { ...entry, after, at: before.at as Instant, before: '{}}' };
    expect(hashOf(moved)).toBe(entry.hash);
    expect(breakOf([moved])).toMatchObject({ seq: 1, reason: 'not-json' });
  });
});

describe('an entry', () => {
  const [one, two, three, four, ...rest] = five as [StoredEntry, StoredEntry, StoredEntry, StoredEntry, StoredEntry];

  test('that is gone is missed', () => {
    expect(breakOf([one, two, four, ...rest])).toMatchObject({ seq: 3, reason: 'entry-missing' });
    expect(breakOf([two, three])).toMatchObject({ seq: 1, reason: 'entry-missing' });
  });

  test('too many is found, wherever it stands', () => {
    expect(breakOf([{ ...one, seq: 0 }, one])).toMatchObject({ seq: 0, reason: 'entry-out-of-place' });
    expect(breakOf([{ ...one, seq: -7 }, one])).toMatchObject({ seq: -7, reason: 'entry-out-of-place' });
    expect(breakOf([one, two, two, three])).toMatchObject({ seq: 2, reason: 'entry-out-of-place' });
  });

  test('squeezed in, all after it renumbered, is found', () => {
    const copy = [one, two, { ...two, seq: 3 }, { ...three, seq: 4 }, { ...four, seq: 5 }];
    expect(breakOf(copy)).toMatchObject({ seq: 3, reason: 'previous-hash-does-not-fit' });
    const [, , forged] = chainedAll(START, [GIVEN, GIVEN, { ...GIVEN, actor: 'nobody' }]);
    expect(breakOf([one, two, forged, { ...three, seq: 4 }] as StoredRow[])).toMatchObject({ seq: 4 });
  });

  test('in the place of another is found', () => {
    expect(breakOf([one, { ...three, seq: 2 }, { ...two, seq: 3 }, four])).toMatchObject({ seq: 2 });
  });
});

describe('of any chain', () => {
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom('\uFFFD', 'ñ', '"', '\\', '\u0000'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
  });
  const fields = fc.option(fc.dictionary(text, fc.jsonValue({ stringUnit: 'binary' }), { maxKeys: 3 }), { nil: null });
  const anAct: fc.Arbitrary<Act> = fc.record({
    at: fc.integer({ min: 0, max: 4e12 }).map(fromEpochMilliseconds),
    actor: text,
    action: fc.constantFrom(...ACTIONS),
    resource: text,
    resourceId: text,
    residentId: fc.option(text, { nil: null }),
    before: fields,
    after: fields,
    requestId: text,
  });
  const aChain = fc.array(anAct, { minLength: 1, maxLength: 5 }).map((acts) => chainedAll(START, acts));

  test('what was written is whole', () => {
    fc.assert(fc.property(aChain, (rows) => breakOf(rows) === undefined));
  });

  test('any byte changed in any column of any entry is found there', () => {
    const changes = fc.record({
      row: fc.nat(),
      column: fc.constantFrom(...COLUMNS),
      at: fc.nat(),
      by: fc.integer({ min: 1, max: 255 }),
    });
    fc.assert(
      fc.property(aChain, changes, (rows, { row, column, at, by }) => {
        const victim = rows[row % rows.length] as StoredEntry;
        const value = victim[column];
        fc.pre(value !== null && value !== '');
        const bad = { ...victim, [column]: typeof value === 'number' ? value + by : withByte(value, at, by) };
        const found = breakOf(rows.map((other) => (other === victim ? bad : other)));
        expect(found?.seq).toBe(victim.seq);
      }),
      { numRuns: 1000 },
    );
  });

  /** A text with one byte changed, as the repository gives it: as bytes, where they are no UTF-8. */
  function withByte(value: string, at: number, by: number): string | Uint8Array {
    const bytes = Buffer.from(value);
    const index = at % bytes.length;
    bytes[index] = (bytes[index] ?? 0) ^ by;
    const read = bytes.toString('utf8');
    return Buffer.from(read).equals(bytes) ? read : bytes;
  }
});
