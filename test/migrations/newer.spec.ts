import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readDatabaseConfig, type DatabaseConfig } from '#platform/config';
import { closeDataSources, createDataSources, openDataSources } from '#platform/database';
import { openDatabase, type OpenDatabase } from '../support/database.js';
import { startThatFails } from '../support/start.js';
import { schemaOf } from './schema.js';

const NEWER = 'the database is newer than this program: it has had the migration Tomorrow1999000000001';
let database: OpenDatabase;
let config: DatabaseConfig;
let before: unknown;

/** The schema, looked at by someone who isn't the program. */
async function schemaNow(): Promise<unknown> {
  const { writer } = createDataSources(config, []);
  await writer.initialize();
  const schema = await schemaOf(writer);
  await writer.destroy();
  return schema;
}

beforeAll(async () => {
  database = await openDatabase([]);
  config = readDatabaseConfig({ DATABASE_URL: database.url });
  await database.sources.writer.query(
    `INSERT INTO "migrations" ("timestamp", "name") VALUES (1999000000001, 'Tomorrow1999000000001')`,
  );
  await closeDataSources(database.sources);
  before = await schemaNow();
});
afterAll(() => database.remove());

test('a database that a newer program has changed is refused, and left as it is', async () => {
  await expect(openDataSources(config, [])).rejects.toThrow(NEWER);
  expect(await schemaNow()).toEqual(before);
});

test('the operator is told so in one line', async () => {
  const start = await startThatFails({ DATABASE_URL: database.url });
  expect(start).toEqual({ code: 1, output: '', errors: [`residencia: cannot start: ${NEWER}`] });
});
