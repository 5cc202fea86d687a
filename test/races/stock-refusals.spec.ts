import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { insert } from '../migrations/old-rows.js';
import { openDatabase, type OpenDatabase } from '../support/database.js';
import { onPostgres } from '../support/fresh-database.js';

const THEN = '2026-10-20T08:00:00.000Z';
const STORED = { version: 1, created_at: THEN, updated_at: THEN };
const [yes, no] = onPostgres() ? [true, false] : [1, 0];
const LEDGER = '"stock_movements"';

type Row = Readonly<Record<string, unknown>>;

let database: OpenDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await openDatabase([]);
  source = database.sources.writer;
  for (const id of ['counted', 'other', 'uncounted']) await medicine(id);
  for (const id of ['counted', 'other']) {
    const account = { id: `stock of ${id}`, medication_id: id, resident_id: null, position: 3, balance: 25 };
    await insert(source, 'stock_accounts', account);
  }
  await enter({ id: 'first', position: 1, quantity: 30, change: 30, balance: 30, owner_balance: 30 });
  await enter({ id: 'second', position: 2, type: 'return', quantity: 10, change: -10, balance: 20, owner_balance: 20 });
  const right = { type: 'correction', corrects: 'second', quantity: 5, change: 5 };
  await enter({ id: 'third', position: 3, ...right, balance: 25, owner_balance: 25 });
  await discrepancy('open', {});
  await discrepancy('explained', { explanation: 'dropped', explained_at: THEN, explained_by: 'gil' });
  await discrepancy('closed', { explanation: 'dropped', explained_at: THEN, explained_by: 'gil', conclusion: 'told' });
});
afterAll(() => database.remove());

function medicine(id: string): Promise<void> {
  return insert(source, 'medications', {
    ...{ id, name: id, active_substance: 'x', routes: '[]', unit: 'tablet', sort_name: id, search_text: id },
    ...{ controlled: no, witness_required: no, high_risk: no, time_critical: no, active: yes, from_catalogue: no },
    ...STORED,
  });
}

/** A line of the ledger. */
function lineOf(row: Row): Row {
  return {
    ...{ account_id: 'stock of counted', medication_id: 'counted', resident_id: null, type: 'receipt', lot: 'A1' },
    ...{ expires_on: '2027-06-30', at: THEN, recorded_at: THEN, recorded_by: 'gil', witnessed_by: null, reason: null },
    ...{ counterpart_id: null, administration_id: null, corrects: null, ...STORED, ...row },
  };
}

/** @param how further words after `INSERT` */
async function enter(row: Row, how = ''): Promise<void> {
  const line = lineOf(row);
  const names = Object.keys(line).map((name) => `"${name}"`);
  const places = names.map((_, index) => (onPostgres() ? `$${index + 1}` : '?'));
  const sql = `INSERT ${how} INTO ${LEDGER} (${names.join(', ')}) VALUES (${places.join(', ')})`;
  await source.query(sql, Object.values(line));
}

function discrepancy(status: string, said: Row): Promise<void> {
  return insert(source, 'stock_discrepancies', {
    ...{ id: status, medication_id: 'counted', resident_id: null, lot: 'A1', expires_on: null, kind: 'count' },
    ...{ expected: 30, found: 28, movement_id: 'first', administration_id: null, status, opened_at: THEN },
    ...{ opened_by: 'gil', explanation: null, explained_at: null, explained_by: null, conclusion: null },
    ...{ closed_at: null, closed_by: null, witnessed_by: null, ...STORED, ...said },
  });
}

function rows(table: string): Promise<readonly Row[]> {
  return source.query(`SELECT * FROM ${table} ORDER BY "id"`);
}

/** What goes next into the ledger. */
const NEXT = { id: 'fourth', position: 4, quantity: 5, change: 5, balance: 30, owner_balance: 30 };

describe('whoever comes with SQL can not', () => {
  test.each<[string, string]>([
    ['change a line of the ledger', `UPDATE ${LEDGER} SET "quantity" = 1 WHERE "id" = 'first'`],
    ['change it to what it is', `UPDATE ${LEDGER} SET "reason" = "reason" WHERE "id" = 'first'`],
    ['remove the last one', `DELETE FROM ${LEDGER} WHERE "position" = 3`],
    ['remove all', `DELETE FROM ${LEDGER}`],
    ['remove a discrepancy', `DELETE FROM "stock_discrepancies" WHERE "id" = 'open'`],
    ...(onPostgres()
      ? ([
          ['empty the ledger', `TRUNCATE ${LEDGER} CASCADE`],
          ['empty what hangs on it', 'TRUNCATE "stock_accounts" CASCADE'],
          ['empty the discrepancies', 'TRUNCATE "stock_discrepancies"'],
        ] satisfies [string, string][])
      : ([
          ['replace a line by a change', `UPDATE OR REPLACE ${LEDGER} SET "position" = 2 WHERE "position" = 1`],
        ] satisfies [string, string][])),
  ])('%s', async (_, sql) => {
    const was = await rows(LEDGER);
    await expect(source.query(sql)).rejects.toThrow(/stock_(movements|discrepancies)_no_(update|delete|truncate)/);
    expect(await rows(LEDGER)).toEqual(was);
  });

  test.each<[string, Row, string?]>([
    ['put a line in where one is', { ...NEXT, position: 2 }],
    ['leave one out', { ...NEXT, position: 5 }],
    ['put one before the first', { ...NEXT, position: 0 }],
    ['say another balance of the owner than there is', { ...NEXT, owner_balance: 31 }],
    ['say another balance of the lot than there is', { ...NEXT, balance: 31 }],
    ['take for known what is of no known lot', { ...NEXT, lot: null, expires_on: null }],
    ['take for there what is of another date', { ...NEXT, expires_on: '2027-07-31' }],
    ['enter it for another medicine', { ...NEXT, medication_id: 'other' }],
    ['enter it for another owner', { ...NEXT, resident_id: 'carmen' }],
    ['correct a line twice', { ...NEXT, type: 'correction', corrects: 'second' }],
    ['enter a line twice', { ...NEXT, id: 'first' }],
    ...(onPostgres()
      ? []
      : ([
          ['replace a line by the next one', { ...NEXT, id: 'first' }, 'OR REPLACE'],
          ['replace a correction by the next one', { ...NEXT, type: 'correction', corrects: 'second' }, 'OR REPLACE'],
        ] satisfies [string, Row, string][])),
  ])('%s', async (_, row, how = '') => {
    const was = await rows(LEDGER);
    await expect(enter(row, how)).rejects.toThrow(/stock_movements_next_only/);
    expect(await rows(LEDGER)).toEqual(was);
  });

  test.each<[string, Row]>([
    ['take what is not there', { ...NEXT, type: 'return', quantity: 26, change: -26, balance: -1, owner_balance: -1 }],
    ['say what nobody understands', { ...NEXT, type: 'gift' }],
    ['say less than nothing', { ...NEXT, quantity: -5 }],
  ])('%s', async (_, row) => {
    await expect(enter(row)).rejects.toThrow(/check/i);
  });

  test('put below zero what is left of a lot or of all', async () => {
    const below = `UPDATE "stock_accounts" SET "balance" = -1 WHERE "medication_id" = 'counted'`;
    await expect(source.query(below)).rejects.toThrow(/check/i);
    const again = { id: 'again', medication_id: 'counted', resident_id: null, position: 0, balance: 0 };
    await expect(insert(source, 'stock_accounts', again)).rejects.toThrow(/unique/i);
  });
});

describe('a discrepancy', () => {
  const TABLE = '"stock_discrepancies"';

  test.each<[string, string, string]>([
    ['is not closed before it is explained', 'open', `"status" = 'closed'`],
    ['is not opened again', 'explained', `"status" = 'open'`],
    ['is not explained otherwise', 'explained', `"explanation" = 'stolen'`],
    ['does not lose its explanation', 'explained', `"explanation" = NULL`],
    ['is not explained by another', 'explained', `"explained_by" = 'ruiz'`],
    ['is not changed once it is closed', 'closed', `"conclusion" = 'never mind'`],
    ['is not opened again when it is closed', 'closed', `"status" = 'open'`],
    ['does not find another number', 'open', `"found" = 30`],
    ['does not lose the number that it found', 'open', `"found" = NULL`],
    ['does not expect another number', 'open', `"expected" = 28`],
    ['is not of another medicine', 'open', `"medication_id" = 'other'`],
    ['is not of a resident instead of the home', 'open', `"resident_id" = 'carmen'`],
    ['is not of another lot', 'open', `"lot" = 'B2'`],
    ['is not of another count', 'open', `"movement_id" = NULL`],
    ['is not of another kind', 'open', `"kind" = 'short'`],
    ['was not opened by another', 'open', `"opened_by" = 'ruiz'`],
  ])('%s', async (_, id, change) => {
    const was = await rows(TABLE);
    const update = source.query(`UPDATE ${TABLE} SET ${change} WHERE "id" = '${id}'`);
    await expect(update).rejects.toThrow(/stock_discrepancies_no_rewrite/);
    expect(await rows(TABLE)).toEqual(was);
  });

  test('is explained and then closed', async () => {
    await discrepancy('another', { id: 'another', status: 'open' });
    const explain = `"status" = 'explained', "explanation" = 'dropped', "explained_at" = '${THEN}', "explained_by" = 'gil'`;
    await source.query(`UPDATE ${TABLE} SET ${explain} WHERE "id" = 'another'`);
    await source.query(`UPDATE ${TABLE} SET "status" = 'closed', "conclusion" = 'told' WHERE "id" = 'another'`);
    const [row] = (await rows(TABLE)).filter(({ id }) => id === 'another');
    expect(row).toMatchObject({ status: 'closed', explanation: 'dropped', conclusion: 'told' });
  });
});

test('the unit of a medicine that is counted stays, and that of any other may change', async () => {
  const counted = source.query(`UPDATE "medications" SET "unit" = 'box' WHERE "id" = 'counted'`);
  await expect(counted).rejects.toThrow(/medications_unit_stays/);
  await source.query(`UPDATE "medications" SET "unit" = 'tablet', "name" = 'another' WHERE "id" = 'counted'`);
  await source.query(`UPDATE "medications" SET "unit" = 'box' WHERE "id" = 'uncounted'`);
  const units = await source.query<Row[]>('SELECT "unit" FROM "medications" ORDER BY "id"');
  expect(units.map(({ unit }) => unit)).toEqual(['tablet', 'tablet', 'box']);
});
