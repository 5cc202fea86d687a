import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openDatabase, type OpenDatabase } from '../support/database.js';
import { onPostgres } from '../support/fresh-database.js';
import { before, insert } from './old-rows.js';

const THEN = '2026-10-20T08:00:00.000Z';
const STORED = { version: 1, created_at: THEN, updated_at: THEN };
const [yes, no] = onPostgres() ? [true, false] : [1, 0];

let database: OpenDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await openDatabase([]);
  source = database.sources.writer;
  await before(source, 'Catalogue1764000000016');
  await medicine('imported', { registration_number: '0042.1', active: yes });
  await medicine("by hand; --'", { registration_number: null, active: no });
  await source.runMigrations({ transaction: 'all' });
});
afterAll(() => database.remove());

function medicine(name: string, more: Readonly<Record<string, unknown>>): Promise<void> {
  return insert(source, 'medications', {
    ...{ id: name, name, active_substance: 'x', routes: '[]', unit: 'unit', sort_name: name, search_text: name },
    ...{ controlled: no, witness_required: no, high_risk: no, time_critical: no, ...more, ...STORED },
  });
}

function rows(): Promise<Record<string, unknown>[]> {
  return source.query('SELECT * FROM "medications" ORDER BY "id"');
}

test('of no medicine that is there already is it known that a catalogue speaks of it, and nothing else of it changes', async () => {
  const found = await rows();
  expect(found.map(({ id, active, from_catalogue: from }) => ({ id, active, from }))).toEqual([
    { id: "by hand; --'", active: no, from: no },
    { id: 'imported', active: yes, from: no },
  ]);
});

test('those that are there stand in the order of searches: active before inactive, short before long', async () => {
  const ranks = (await rows()).map(({ search_rank: rank }) => rank);
  expect(ranks).toEqual([`1${String("by hand; --'".length).padStart(4, '0')}`, '00008']);
});

test('the full-text index still follows what is added after it', async () => {
  const indexed = onPostgres()
    ? `SELECT "id" FROM "medications" WHERE to_tsvector('simple', "search_text") @@ to_tsquery('simple', 'later:*')`
    : `SELECT "search_text" AS "id" FROM "medications_words" WHERE "medications_words" MATCH 'later*'`;
  await medicine('later', { active: yes, from_catalogue: yes, search_rank: '00005' });
  expect(await source.query(indexed)).toEqual([{ id: 'later' }]);
  await source.query(`DELETE FROM "medications" WHERE "id" = 'later'`);
});

test('it can only be yes or no', async () => {
  await expect(medicine('perhaps', { active: yes, from_catalogue: onPostgres() ? null : 2 })).rejects.toThrow(
    /null|check/i,
  );
});

test('the way down and up again leaves every row as it was', async () => {
  const was = await rows();
  await before(source, 'Catalogue1764000000016');
  expect((await rows())[0]).not.toHaveProperty('from_catalogue');
  await source.runMigrations({ transaction: 'all' });
  expect(await rows()).toEqual(was);
});
