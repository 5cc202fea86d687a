import { setTimeout as later } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { attempt, type Tx, type UnitOfWork } from '#platform/database';
import { open } from '#platform/database/raw';
import { openDatabase, type OpenDatabase } from '../support/database.js';
import { onPostgres } from '../support/fresh-database.js';

let database: OpenDatabase;
let unitOfWork: UnitOfWork;

beforeAll(async () => {
  database = await openDatabase([]);
  ({ unitOfWork } = database);
  await database.sources.writer.query('CREATE TABLE "rounds" ("id" text PRIMARY KEY, "count" integer NOT NULL)');
  await database.sources.writer.query(`INSERT INTO "rounds" VALUES ('morning', 0), ('evening', 0)`);
});
afterAll(() => database.remove());

async function count(tx: Tx, round: 'morning' | 'evening'): Promise<void> {
  await open(tx).manager.query(`UPDATE "rounds" SET "count" = "count" + 1 WHERE "id" = '${round}'`);
}

async function counts(): Promise<Record<string, number>> {
  const rows = await database.sources.reader.query<{ id: string; count: number }[]>('SELECT * FROM "rounds"');
  return Object.fromEntries(rows.map(({ id, count }) => [id, count]));
}

test('two units of work that take the same rows in opposite order both succeed, each once', async () => {
  let runs = 0;
  const inOrder = (first: 'morning' | 'evening', second: 'morning' | 'evening'): Promise<void> =>
    unitOfWork.write(async (tx) => {
      runs += 1;
      await count(tx, first);
      await later(100);
      // A deadlock inside a part is for the whole, not for the part's own answer.
      await attempt(tx, () => count(tx, second)).catch(() => undefined);
    });
  await Promise.all([inOrder('morning', 'evening'), inOrder('evening', 'morning')]);
  expect(await counts()).toEqual({ morning: 2, evening: 2 });
  expect(runs).toBe(onPostgres() ? 3 : 2);
});

/** SQLite has one writer at a time: it never asks for work to be done anew. */
if (onPostgres()) {
  describe('a unit of work that PostgreSQL could not serialize', () => {
    async function failing(code: string, times: number): Promise<number> {
      let runs = 0;
      await unitOfWork
        .write(async (tx) => {
          runs += 1;
          await count(tx, 'morning');
          if (runs <= times)
            await open(tx).manager.query(`DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '${code}'; END $$`);
        })
        .catch((error: unknown) => {
          if (!String(error).includes('QueryFailedError')) throw error;
        });
      return runs;
    }

    test.each([
      ['40001', 2, 3, 1],
      ['40P01', 4, 5, 1],
      ['40001', 100, 5, 0],
      ['23505', 1, 1, 0],
    ])('by SQLSTATE %s, %i times, is run %i times and counted %i times', async (code, times, runs, counted) => {
      const before = (await counts())['morning'] ?? 0;
      expect(await failing(code, times)).toBe(runs);
      expect((await counts())['morning']).toBe(before + counted);
    });
  });
}
