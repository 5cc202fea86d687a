import { expect, test } from '@jest/globals';
import { readDatabaseConfig } from '#platform/config';
import { closeDataSources, openDataSources } from '#platform/database';
import { createDatabase, onPostgres } from '../support/fresh-database.js';

/** SQLite's file belongs to one process. */
const PROCESSES = onPostgres() ? 4 : 1;

test('processes that start at once on one empty database agree on its schema', async () => {
  const database = await createDatabase();
  const config = readDatabaseConfig({ DATABASE_URL: database.url, DATABASE_POOL_SIZE: '2' });
  const all = await Promise.all(Array.from({ length: PROCESSES }, () => openDataSources(config, [])));
  const applied = await all[0]?.reader.query<unknown[]>('SELECT * FROM "migrations"');
  expect(applied).toHaveLength(all[0]?.writer.migrations.length ?? 0);
  await Promise.all(all.map(closeDataSources));
  await database.remove();
});
