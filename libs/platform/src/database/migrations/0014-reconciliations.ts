import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, createPartialUnique, createTable, ddl, nullable, unique } from '../columns.js';
import { dialectOf } from '../dialect.js';

/** What is decided of each prescription after a return from hospital. */
export class Reconciliations1764000000014 implements MigrationInterface {
  readonly name = 'Reconciliations1764000000014';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    const statements = [
      createTable(
        dialect,
        'reconciliations',
        {
          id: ddl.id(),
          resident_id: ddl.ref('residents'),
          movement_id: ddl.key(),
          returned_at: ddl.instant(),
          status: ddl.oneOf(['open', 'completed', 'cancelled']),
          cancelled_by: nullable(ddl.key()),
          ...ddl.stored(),
        },
        [unique('reconciliations', 'movement_id')],
      ),
      createPartialUnique('reconciliations', ['resident_id'], `"status" = 'open'`),
      createIndex('reconciliations', ['resident_id', 'returned_at', 'id']),
      createIndex('reconciliations', ['status', 'returned_at', 'id']),
      createIndex('reconciliations', ['returned_at', 'id']),
      createTable(
        dialect,
        'reconciliation_items',
        {
          id: ddl.id(),
          reconciliation_id: ddl.ref('reconciliations'),
          prescription_id: ddl.ref('prescriptions'),
          decision: nullable(ddl.oneOf(['continue', 'change', 'stop'])),
          reason: nullable(ddl.text()),
          decided_by: nullable(ddl.key()),
          decided_at: nullable(ddl.instant()),
        },
        [unique('reconciliation_items', 'reconciliation_id', 'prescription_id')],
      ),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['reconciliation_items', 'reconciliations']) await runner.query(`DROP TABLE "${table}"`);
  }
}
