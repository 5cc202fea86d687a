import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readDatabaseConfig } from '#platform/config';
import { openDataSources } from '#platform/database';
import { openDatabase, type OpenDatabase } from '../support/database.js';
import { startThatFails } from '../support/start.js';
import { schemaOf } from './schema.js';

const NEWER = 'the database is newer than this program: it has had the migration Tomorrow1999000000001';
let database: OpenDatabase;

beforeAll(async () => {
  database = await openDatabase([]);
  await database.sources.writer.query(
    `INSERT INTO "migrations" ("timestamp", "name") VALUES (1999000000001, 'Tomorrow1999000000001')`,
  );
});
afterAll(() => database.remove());

test('a database that a newer program has changed is refused, and left as it is', async () => {
  const before = await schemaOf(database.sources.writer);
  await expect(openDataSources(readDatabaseConfig({ DATABASE_URL: database.url }), [])).rejects.toThrow(NEWER);
  expect(await schemaOf(database.sources.writer)).toEqual(before);
});

test('the operator is told so in one line', async () => {
  const start = await startThatFails({ DATABASE_URL: database.url });
  expect(start).toEqual({ code: 1, output: '', errors: [`residencia: cannot start: ${NEWER}`] });
});
