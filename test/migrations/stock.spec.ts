import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openDatabase, type OpenDatabase } from '../support/database.js';
import { onPostgres } from '../support/fresh-database.js';
import { before, insert } from './old-rows.js';

const MIGRATION = 'Stock1764000000017';
const THEN = '2026-10-20T08:00:00.000Z';
const STORED = { version: 1, created_at: THEN, updated_at: THEN };
const [yes, no] = onPostgres() ? [true, false] : [1, 0];

let database: OpenDatabase;
let source: DataSource;
let found: readonly Row[];

type Row = Readonly<Record<string, unknown>>;

beforeAll(async () => {
  database = await openDatabase([]);
  source = database.sources.writer;
  await before(source, MIGRATION);
  await medicine('in tablets', { unit: 'tablet', active: yes });
  await medicine("by hand; --'", { unit: 'unit', active: no, max_daily_quantity: 8_000_000 });
  found = await rows();
  await source.runMigrations({ transaction: 'all' });
});
afterAll(() => database.remove());

function medicine(name: string, more: Row): Promise<void> {
  return insert(source, 'medications', {
    ...{ id: name, name, active_substance: 'x', routes: '[]', sort_name: name, search_text: name, from_catalogue: no },
    ...{ controlled: no, witness_required: no, high_risk: no, time_critical: no, ...more, ...STORED },
  });
}

function rows(): Promise<readonly Row[]> {
  return source.query('SELECT * FROM "medications" ORDER BY "id"');
}

test('a medicine that is there already states no conversion, is not counted, and is else as it was', async () => {
  expect(await rows()).toEqual(found.map((row) => ({ ...row, dose_units: null })));
  for (const table of ['stock_accounts', 'stock_piles', 'stock_movements', 'stock_discrepancies']) {
    expect(await source.query(`SELECT * FROM "${table}"`)).toEqual([]);
  }
});

test('its unit may still change until it is counted', async () => {
  const change = (unit: string): Promise<unknown> =>
    source.query(`UPDATE "medications" SET "unit" = '${unit}' WHERE "id" = 'in tablets'`);
  await change('box');
  await change('tablet');
  const account = { id: 'stock', medication_id: 'in tablets', resident_id: null, position: 0, balance: 0 };
  await insert(source, 'stock_accounts', account);
  await expect(change('box')).rejects.toThrow(/medications_unit_stays/);
});

test('the way down takes the stock with it and leaves every medicine as it was, and the way up begins anew', async () => {
  await before(source, MIGRATION);
  expect(await rows()).toEqual(found);
  await source.query(`UPDATE "medications" SET "unit" = 'box' WHERE "id" = 'in tablets'`);
  await source.query(`UPDATE "medications" SET "unit" = 'tablet' WHERE "id" = 'in tablets'`);
  await source.runMigrations({ transaction: 'all' });
  expect(await source.query('SELECT * FROM "stock_accounts"')).toEqual([]);
  expect(await rows()).toEqual(found.map((row) => ({ ...row, dose_units: null })));
});
