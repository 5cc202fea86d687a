import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { encodeCursor, UnitOfWork, type PageRequest } from '#platform/database';
import { parseInstant } from '#platform/time';
import { KeepDiscrepancies, StockDirectory, type MovementFilter, type StockFilter } from '#medication';
import { onPostgres } from '../support/fresh-database.js';
import { Inspected } from './plans.js';

const ID = '0199b1d0-7c00-7000-8000-000000000001';
const WHO = { medicationId: ID, residentId: ID };
const DAY = { from: parseInstant('2026-11-24T00:00:00Z'), to: parseInstant('2026-11-25T00:00:00Z') };

let home: Inspected;

beforeAll(async () => {
  home = await Inspected.open();
});
afterAll(() => home.close());

/** How a page and the one after it are found, each by one statement. */
async function plansOf(list: string, read: (page: PageRequest) => Promise<unknown>): Promise<readonly string[]> {
  const plans: string[] = [];
  for (const cursor of [undefined, encodeCursor(list, [ID])]) {
    const statements = await home.statementsOf(() => read({ limit: 50, cursor }));
    for (const statement of statements) plans.push(await home.planOf(statement, ['seqscan', 'bitmapscan', 'sort']));
  }
  return plans;
}

/** The columns of an index that a plan looks up, in its order and without sorting. */
function expectByIndex(plans: readonly string[], index: string, columns: readonly string[]): void {
  expect(plans).toHaveLength(2);
  for (const [page, plan] of plans.entries()) {
    expect(plan).not.toMatch(/TEMP B-TREE|Sort|SCAN |Seq Scan/);
    expect(plan).toContain(`${index} `);
    // Of the next page the place where it begins is looked up too.
    for (const column of page === 0 ? columns : [...columns, 'id']) {
      expect(plan).toMatch(
        onPostgres() ? new RegExp(`\\(+(ROW\\()?${column}\\)? [=<>]`) : new RegExp(`\\b${column}[=<>]\\?`),
      );
    }
  }
}

test.each<[string, MovementFilter, string, readonly string[]]>([
  ['a medicine', { medicationId: ID }, 'ix_stock_movements__medication_id_id', ['medication_id']],
  ['a resident', { residentId: ID }, 'ix_stock_movements__resident_id_id', ['resident_id']],
  [
    'a medicine of a resident',
    WHO,
    'ix_stock_movements__medication_id_resident_id_id',
    ['medication_id', 'resident_id'],
  ],
  [
    'a medicine on a day',
    { medicationId: ID, ...DAY },
    'ix_stock_movements__medication_id_id',
    ['medication_id', 'id'],
  ],
  ['a resident on a day', { residentId: ID, ...DAY }, 'ix_stock_movements__resident_id_id', ['resident_id', 'id']],
])('the ledger of %s is found by an index, newest first', async (_, filter, index, columns) => {
  const { reader } = home.app.get(UnitOfWork);
  const plans = await plansOf('stock-movements', (page) =>
    home.app.get(StockDirectory).movements(reader, filter, page),
  );
  expectByIndex(plans, index, columns);
});

test.each<[string, StockFilter, string, readonly string[]]>([
  ['a medicine', { medicationId: ID }, 'ix_stock_piles__medication_id_id', ['medication_id']],
  ['a resident', { residentId: ID }, 'ix_stock_piles__resident_id_id', ['resident_id']],
])('the stock of %s is found by an index, newest first', async (_, filter, index, columns) => {
  const { reader } = home.app.get(UnitOfWork);
  const plans = await plansOf('stock', (page) => home.app.get(StockDirectory).rows(reader, filter, page));
  expectByIndex(plans, index, columns);
});

test.each<[string, Parameters<KeepDiscrepancies['list']>[0], string, readonly string[]]>([
  ['that are open', { status: 'open' }, 'ix_stock_discrepancies__status_id', ['status']],
  ['of a medicine', { medicationId: ID }, 'ix_stock_discrepancies__medication_id_id', ['medication_id']],
  ['of a resident', { residentId: ID }, 'ix_stock_discrepancies__resident_id_id', ['resident_id']],
])('discrepancies %s are found by an index, newest first', async (_, filter, index, columns) => {
  const plans = await plansOf('stock-discrepancies', (page) => home.app.get(KeepDiscrepancies).list(filter, page));
  expectByIndex(plans, index, columns);
});
