import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumn,
  createIndex,
  createPartialUnique,
  createTable,
  ddl,
  dropColumn,
  nullable,
  unique,
  type ColumnDdl,
} from '../columns.js';
import { createRefusal, createTruncateRefusal, dialectOf, dropRefusal, dropTruncateRefusal } from '../dialect.js';

const LEDGER = 'stock_movements';
const LINES = ['receipt', 'return', 'disposal', 'count', 'transfer', 'given', 'wasted', 'correction'];
const UNIT_STAYS = `NEW."unit" <> OLD."unit"
  AND EXISTS (SELECT 1 FROM "stock_accounts" WHERE "stock_accounts"."medication_id" = OLD."id")`;
/** Each line is of its account and follows the one before it, so that the ledger adds up whoever writes it. */
const LAST = `(SELECT "position", "owner_balance" FROM "${LEDGER}" AS "line"
  WHERE "line"."account_id" = NEW."account_id" ORDER BY "position" DESC LIMIT 1) AS "last"`;
const LAST_OF_LOT = `(SELECT "line"."balance" FROM "${LEDGER}" AS "line"
  WHERE "line"."account_id" = NEW."account_id" AND ${sameWord('lot')} AND ${sameWord('expires_on')}
  ORDER BY "position" DESC LIMIT 1)`;
const OUT_OF_LINE = [
  `NEW."position" <> coalesce((SELECT "last"."position" FROM ${LAST}), 0) + 1`,
  `NEW."owner_balance" <> coalesce((SELECT "last"."owner_balance" FROM ${LAST}), 0) + NEW."change"`,
  `NEW."balance" <> coalesce(${LAST_OF_LOT}, 0) + NEW."change"`,
  `NOT EXISTS (SELECT 1 FROM "stock_accounts" AS "line" WHERE "line"."id" = NEW."account_id"
    AND "line"."medication_id" = NEW."medication_id" AND ${sameWord('resident_id')})`,
  // Else a row that replaces another would take that away without a word.
  ...['id', 'corrects'].map(
    (name) => `EXISTS (SELECT 1 FROM "${LEDGER}" AS "line" WHERE "line"."${name}" = NEW."${name}")`,
  ),
].join(' OR ');
/** A discrepancy goes forward only, step by step, and what was said once stays said. */
const REWRITES = [
  `(OLD."status" = 'closed')`,
  `(OLD."status" = 'explained' AND NEW."status" = 'open')`,
  `(OLD."status" = 'open' AND NEW."status" = 'closed')`,
  ...['explanation', 'explained_at', 'explained_by'].map((name) => `(OLD."${name}" IS NOT NULL AND ${changes(name)})`),
  ...['medication_id', 'kind', 'opened_at', 'opened_by'].map((name) => `(NEW."${name}" <> OLD."${name}")`),
  ...['resident_id', 'lot', 'expires_on', 'movement_id', 'administration_id'].map((name) => `(${changes(name)})`),
  ...['expected', 'found'].map((name) => `(coalesce(NEW."${name}", -1) <> coalesce(OLD."${name}", -1))`),
].join(' OR ');

/** Stock: the ledger, what it adds up to, and where it and the shelf came apart. */
export class Stock1764000000017 implements MigrationInterface {
  readonly name = 'Stock1764000000017';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    const statements = [
      addColumn(dialect, 'medications', 'dose_units', ddl.json()),
      createTable(dialect, 'stock_accounts', {
        id: ddl.id(),
        medication_id: ddl.ref('medications'),
        resident_id: nullable(ddl.ref('residents')),
        position: ddl.integer(),
        balance: notNegative(),
      }),
      createPartialUnique('stock_accounts', ['medication_id', 'resident_id'], '"resident_id" IS NOT NULL'),
      createPartialUnique('stock_accounts', ['medication_id'], '"resident_id" IS NULL'),
      createIndex('stock_accounts', ['resident_id']),
      createTable(
        dialect,
        'stock_piles',
        {
          id: ddl.id(),
          account_id: ddl.ref('stock_accounts'),
          medication_id: ddl.ref('medications'),
          resident_id: nullable(ddl.key()),
          lot: ddl.text(),
          expires_on: { ...ddl.text(), check: (name) => `length("${name}") IN (0, 10)` },
          balance: notNegative(),
          ...ddl.stored(),
        },
        [unique('stock_piles', 'account_id', 'lot', 'expires_on')],
      ),
      createIndex('stock_piles', ['medication_id', 'id']),
      createIndex('stock_piles', ['resident_id', 'id']),
      createTable(
        dialect,
        LEDGER,
        {
          id: ddl.id(),
          account_id: ddl.ref('stock_accounts'),
          position: ddl.integer(),
          medication_id: ddl.ref('medications'),
          resident_id: nullable(ddl.key()),
          type: ddl.oneOf(LINES),
          lot: nullable(ddl.text()),
          expires_on: nullable(ddl.localDate()),
          quantity: notNegative(),
          change: ddl.quantity(),
          balance: notNegative(),
          owner_balance: notNegative(),
          at: ddl.instant(),
          recorded_at: ddl.instant(),
          recorded_by: ddl.key(),
          witnessed_by: nullable(ddl.key()),
          reason: nullable(ddl.text()),
          counterpart_id: nullable(ddl.key()),
          administration_id: nullable(ddl.ref('administrations')),
          corrects: nullable(ddl.ref(LEDGER)),
          ...ddl.stored(),
        },
        [unique(LEDGER, 'account_id', 'position')],
      ),
      createPartialUnique(LEDGER, ['corrects'], '"corrects" IS NOT NULL'),
      createIndex(LEDGER, ['medication_id', 'id']),
      createIndex(LEDGER, ['resident_id', 'id']),
      createIndex(LEDGER, ['medication_id', 'resident_id', 'id']),
      createIndex(LEDGER, ['administration_id'], '"administration_id" IS NOT NULL'),
      ...createRefusal(dialect, `${LEDGER}_next_only`, LEDGER, 'INSERT', OUT_OF_LINE),
      ...createRefusal(dialect, `${LEDGER}_no_update`, LEDGER, 'UPDATE', '1 = 1'),
      ...createRefusal(dialect, `${LEDGER}_no_delete`, LEDGER, 'DELETE', '1 = 1'),
      ...createTruncateRefusal(dialect, `${LEDGER}_no_truncate`, LEDGER),
      createTable(dialect, 'stock_discrepancies', {
        id: ddl.id(),
        medication_id: ddl.ref('medications'),
        resident_id: nullable(ddl.key()),
        lot: nullable(ddl.text()),
        expires_on: nullable(ddl.localDate()),
        kind: ddl.oneOf(['count', 'short', 'unit']),
        expected: nullable(ddl.quantity()),
        found: nullable(ddl.quantity()),
        movement_id: nullable(ddl.ref(LEDGER)),
        administration_id: nullable(ddl.ref('administrations')),
        status: ddl.oneOf(['open', 'explained', 'closed']),
        opened_at: ddl.instant(),
        opened_by: ddl.key(),
        explanation: nullable(ddl.text()),
        explained_at: nullable(ddl.instant()),
        explained_by: nullable(ddl.key()),
        conclusion: nullable(ddl.text()),
        closed_at: nullable(ddl.instant()),
        closed_by: nullable(ddl.key()),
        witnessed_by: nullable(ddl.key()),
        ...ddl.stored(),
      }),
      createIndex('stock_discrepancies', ['status', 'id']),
      createIndex('stock_discrepancies', ['medication_id', 'id']),
      createIndex('stock_discrepancies', ['resident_id', 'id']),
      ...createRefusal(dialect, 'stock_discrepancies_no_rewrite', 'stock_discrepancies', 'UPDATE', REWRITES),
      ...createRefusal(dialect, 'stock_discrepancies_no_delete', 'stock_discrepancies', 'DELETE', '1 = 1'),
      ...createTruncateRefusal(dialect, 'stock_discrepancies_no_truncate', 'stock_discrepancies'),
      ...createRefusal(dialect, 'medications_unit_stays', 'medications', 'UPDATE', UNIT_STAYS),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    const statements = [
      ...dropRefusal(dialect, 'medications_unit_stays', 'medications'),
      ...dropTruncateRefusal(dialect, 'stock_discrepancies_no_truncate', 'stock_discrepancies'),
      ...dropRefusal(dialect, 'stock_discrepancies_no_delete', 'stock_discrepancies'),
      ...dropRefusal(dialect, 'stock_discrepancies_no_rewrite', 'stock_discrepancies'),
      'DROP TABLE "stock_discrepancies"',
      ...dropTruncateRefusal(dialect, `${LEDGER}_no_truncate`, LEDGER),
      ...dropRefusal(dialect, `${LEDGER}_no_delete`, LEDGER),
      ...dropRefusal(dialect, `${LEDGER}_no_update`, LEDGER),
      ...dropRefusal(dialect, `${LEDGER}_next_only`, LEDGER),
      ...[LEDGER, 'stock_piles', 'stock_accounts'].map((table) => `DROP TABLE "${table}"`),
      dropColumn('medications', 'dose_units'),
    ];
    for (const statement of statements) await runner.query(statement);
  }
}

/** Nulls are the same word. */
function sameWord(name: string): string {
  return `coalesce("line"."${name}", '') = coalesce(NEW."${name}", '')`;
}

function changes(name: string): string {
  return `coalesce(NEW."${name}", '') <> coalesce(OLD."${name}", '')`;
}

function notNegative(): ColumnDdl {
  return { ...ddl.quantity(), check: (name) => `"${name}" >= 0` };
}
