import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { createDatabase } from '../support/fresh-database.js';
import { ROOT } from './canaries.js';

/** Tables of the database itself, of its indexes, of the trail, and what the lines of the stock ledger add up to. */
const NOT_OF_THE_HOME = /^(sqlite_|migrations$|audit_entries$|stock_(accounts|piles)$)|_(words|parts)(_|$)/;

interface Entry {
  readonly action: string;
  readonly resourceId: string;
  readonly after: string | null;
}

let database: Awaited<ReturnType<typeof createDatabase>>;
let home: Database.Database;

/* The demonstration writes with the use cases of every domain: whatever they leave in the database must be told. */
beforeAll(async () => {
  database = await createDatabase();
  const command = promisify(execFile);
  const environment = { PATH: process.env['PATH'], DATABASE_URL: database.url, LOG_LEVEL: 'error' };
  await command(process.execPath, [join(ROOT, 'dist/apps/cli/src/main.js'), 'demo'], { env: environment });
  home = new Database(database.url.replace(/^sqlite:/, ''), { readonly: true });
}, 120_000);
afterAll(async () => {
  home.close();
  await database.remove();
});

/** Ids that the trail says were made, those of parts of a resource included. */
function told(): Set<string> {
  const entries = home
    .prepare<[], Entry>('SELECT "action", "resource_id" AS "resourceId", "after" FROM "audit_entries"')
    .all();
  return new Set(
    entries.flatMap(({ action, resourceId, after }) => [
      ...(action === 'create' ? [resourceId] : []),
      ...[...(after ?? '').matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id ?? ''),
    ]),
  );
}

test('every row of every table has its entry in the trail', () => {
  const tables = home
    .prepare<[], { name: string }>(`SELECT "name" FROM "sqlite_schema" WHERE "type" = 'table'`)
    .all()
    .map(({ name }) => name)
    .filter((name) => !NOT_OF_THE_HOME.test(name));
  const known = told();
  const counts = tables.map((table) => {
    const ids = home.prepare<[], { id: string }>(`SELECT "id" FROM "${table}"`).all();
    return { table, rows: ids.length, untold: ids.filter(({ id }) => !known.has(id)).length };
  });
  expect(counts.filter(({ untold }) => untold > 0)).toEqual([]);
  expect(counts.filter(({ rows }) => rows > 0).length).toBeGreaterThan(14);
});
