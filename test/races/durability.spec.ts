import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openDatabase, type OpenDatabase } from '../support/database.js';
import { onPostgres } from '../support/fresh-database.js';

let database: OpenDatabase;

beforeAll(async () => {
  database = await openDatabase([]);
});
afterAll(() => database.remove());

/** On PostgreSQL `fsync` is the server's own affair; what a connection may weaken is `synchronous_commit`. */
const NEEDED: readonly (readonly [string, unknown])[] = onPostgres()
  ? [
      ['synchronous_commit', 'on'],
      ['transaction_isolation', 'read committed'],
    ]
  : [
      ['journal_mode', 'wal'],
      ['synchronous', 2],
      ['foreign_keys', 1],
      ['busy_timeout', 5000],
    ];

async function settingOf(source: DataSource, name: string): Promise<unknown> {
  const [row] = await source.query<Record<string, unknown>[]>(`${onPostgres() ? 'SHOW' : 'PRAGMA'} ${name}`);
  return Object.values(row ?? {})[0];
}

test.each(NEEDED)('an acknowledged write rests on %s being %s', async (name, value) => {
  expect(await settingOf(database.sources.writer, name)).toBe(value);
});

test('who only reads can not write', async () => {
  const { reader, writer } = database.sources;
  const write = reader.query('CREATE TABLE "scribbles" ("id" text)');
  const refused = await write.then(
    () => false,
    () => true,
  );
  expect(refused).toBe(!onPostgres());
  expect(reader === writer).toBe(onPostgres());
});
