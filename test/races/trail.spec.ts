import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Entity } from 'typeorm';
import { verifyTrail, type Verdict } from '#platform/audit/trail';
import { newId, type Tx } from '#platform/database';
import { open } from '#platform/database/raw';
import { IdColumn, insertRows, TextColumn, Tracked, updatePart } from '#platform/database/sql';
import { SystemClock } from '#platform/time';
import { openDatabase, type OpenDatabase } from '../support/database.js';
import { onPostgres } from '../support/fresh-database.js';

@Tracked({ resource: 'note', resident: 'residentId' })
@Entity('notes')
class Note {
  @IdColumn()
  id!: string;

  @TextColumn()
  residentId!: string;

  @TextColumn()
  text!: string;
}

const TEXTS = ['slept well', 'con agua, ñ', '\uFFFD', '"\\"', '🙂', '', "it's $json$ and $json_$"];
let database: OpenDatabase;

beforeAll(async () => {
  database = await openDatabase([Note]);
  await database.sources.writer.query(
    'CREATE TABLE "notes" ("id" text PRIMARY KEY, "resident_id" text NOT NULL, "text" text NOT NULL)',
  );
  for (const text of TEXTS) await write(text);
});
afterAll(() => database.remove());

/** A note, written and then changed: two entries, the second with a value in every column. */
async function write(text: string): Promise<void> {
  const id = newId(new SystemClock().now());
  await database.unitOfWork.write((tx) => insertRows(tx, Note, [{ id, residentId: 'carmen', text }]));
  await database.unitOfWork.write((tx) => updatePart(tx, Note, id, { text: `${text}.` }));
}

class Undo extends Error {}

/** What comes of `work` on the application's own writing connection, of which nothing stays; its error, if it fails. */
async function undone<T>(work: (tx: Tx) => Promise<T>): Promise<T | Error> {
  let outcome: T | Error = new Error('nothing was done');
  await database.unitOfWork
    .write(async (tx) => {
      outcome = await work(tx).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return outcome;
}

async function run(tx: Tx, sql: string, values: readonly unknown[] = []): Promise<void> {
  await open(tx).manager.query(sql, [...values]);
}

describe('through its own connection the application can not', () => {
  const TABLE = '"audit_entries"';
  const REST = '"at", "actor", "action", "resource", "resource_id", "request_id", "hash", "previous_hash"';
  const copy = (seq: string, into = 'INSERT INTO', more = ''): string =>
    `${into} ${TABLE} ("seq", ${REST}) SELECT ${seq}, ${REST} FROM ${TABLE} WHERE "seq" = 2 ${more}`;
  const last = `(SELECT MAX("seq") FROM ${TABLE})`;

  test.each<[string, string]>([
    ['change an entry', `UPDATE ${TABLE} SET "actor" = 'nobody' WHERE "seq" = 2`],
    ['change it to what it is', `UPDATE ${TABLE} SET "actor" = "actor" WHERE "seq" = 2`],
    ['give it another number', `UPDATE ${TABLE} SET "seq" = 1000 WHERE "seq" = 2`],
    ['remove the last one', `DELETE FROM ${TABLE} WHERE "seq" = ${last}`],
    ['remove all', `DELETE FROM ${TABLE}`],
    ['put one in where one is', copy('2')],
    ['put one in before the first', copy('0')],
    ['leave a gap', copy(`${last} + 2`)],
    ['put one over another', copy('2', 'INSERT INTO', 'ON CONFLICT ("seq") DO UPDATE SET "actor" = \'nobody\'')],
    ...(onPostgres()
      ? ([
          ['empty the table', `TRUNCATE ${TABLE}`],
          ['empty it with all that hangs on it', `TRUNCATE ${TABLE} RESTART IDENTITY CASCADE`],
          [
            'merge something into it',
            `MERGE INTO ${TABLE} t USING (SELECT 2 AS n) s ON t."seq" = s.n WHEN MATCHED THEN DELETE`,
          ],
        ] satisfies [string, string][])
      : ([
          ['replace one', copy('2', 'INSERT OR REPLACE INTO')],
          ['replace one in other words', copy('2', 'REPLACE INTO')],
          ['replace one by a change', `UPDATE OR REPLACE ${TABLE} SET "seq" = 3 WHERE "seq" = 2`],
        ] satisfies [string, string][])),
  ])('%s', async (_, sql) => {
    const refusal = await undone((tx) => run(tx, sql));
    expect(refusal).toBeInstanceOf(Error);
    expect(String(refusal)).toMatch(/audit_entries_(next_only|no_update|no_delete|no_truncate)/);
  });
});

describe('whoever takes the triggers away and changes one byte', () => {
  const COLUMNS = ['at', 'actor', 'action', 'resource', 'resource_id', 'resident_id', 'before', 'after', 'request_id'];
  const HASHES = ['hash', 'previous_hash'];
  const COUNT = TEXTS.length * 2;

  const aChange = fc.record({
    seq: fc.integer({ min: 1, max: COUNT }),
    column: fc.constantFrom(...COLUMNS, ...HASHES),
    at: fc.nat(),
    by: fc.integer({ min: 1, max: 255 }),
  });
  type Change = typeof aChange extends fc.Arbitrary<infer T> ? T : never;

  async function bytesOf(tx: Tx, { seq, column }: Change): Promise<Buffer | null> {
    const text = onPostgres() ? `convert_to("${column}", 'UTF8')` : `CAST("${column}" AS BLOB)`;
    const [row] = await open(tx).manager.query<{ bytes: Buffer | null }[]>(
      `SELECT ${text} AS "bytes" FROM "audit_entries" WHERE "seq" = ${seq}`,
    );
    return row?.bytes ?? null;
  }

  /** Undefined: there is no byte to change. */
  async function tampered(tx: Tx, change: Change): Promise<Verdict | undefined> {
    const trigger = 'DROP TRIGGER "audit_entries_no_update"';
    await run(tx, onPostgres() ? `${trigger} ON "audit_entries"` : trigger);
    const bytes = await bytesOf(tx, change);
    if (bytes === null || bytes.length === 0) return undefined;
    const index = change.at % bytes.length;
    bytes[index] = (bytes[index] ?? 0) ^ change.by;
    const value = onPostgres() ? `convert_from($1, 'UTF8')` : 'CAST(? AS TEXT)';
    const update = `UPDATE "audit_entries" SET "${change.column}" = ${value} WHERE "seq" = ${change.seq}`;
    await run(tx, update, [bytes]);
    return verifyTrail(tx);
  }

  test('is found at that entry, unless the database takes no such text', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(aChange, async (change) => {
        const verdict = await undone((tx) => tampered(tx, change));
        if (verdict === undefined) return true;
        if (verdict instanceof Error) return /invalid byte sequence|check constraint/i.test(verdict.message);
        found += 1;
        return verdict.checked === change.seq - 1 && verdict.broken?.seq === change.seq;
      }),
      { numRuns: 400 },
    );
    expect(found).toBeGreaterThan(100);
    expect(await verifyTrail(database.unitOfWork.reader)).toMatchObject({ checked: COUNT, broken: undefined });
  });
});

test('a chain that grows while it is checked is whole', async () => {
  const [verdict] = await Promise.all([
    verifyTrail(database.unitOfWork.reader),
    ...Array.from({ length: 20 }, (_, index) => write(`note ${index}`)),
  ]);
  expect(verdict.broken).toBeUndefined();
  expect(await verifyTrail(database.unitOfWork.reader)).toMatchObject({
    checked: 40 + TEXTS.length * 2,
    broken: undefined,
  });
});
