import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, createIndex, createPartialUnique, createTable, ddl, dropColumn, nullable } from '../columns.js';
import { dialectOf } from '../dialect.js';

/** Columns that allergies and conditions get: why one was resolved, or is wrong. */
const CLINICAL = ['allergies', 'conditions'];

/** The people around a resident, and when somebody asked what harms them. */
export class Contacts1764000000015 implements MigrationInterface {
  readonly name = 'Contacts1764000000015';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    const statements = [
      createTable(dialect, 'contacts', {
        id: ddl.id(),
        resident_id: ddl.ref('residents'),
        name: ddl.text(),
        relationship: ddl.text(),
        phone: nullable(ddl.text()),
        email: nullable(ddl.text()),
        is_legal_representative: ddl.boolean(),
        is_emergency_contact: ddl.boolean(),
        acknowledge_reason: nullable(ddl.text()),
        recorded_by: ddl.key(),
        ...ddl.stored(),
      }),
      createIndex('contacts', ['resident_id', 'id']),
      createPartialUnique('contacts', ['resident_id'], '"is_legal_representative" AND "acknowledge_reason" IS NULL'),
      createTable(dialect, 'allergy_reviews', {
        id: ddl.id(),
        resident_id: ddl.ref('residents'),
        outcome: ddl.oneOf(['none-known', 'list-confirmed']),
        reviewed_at: ddl.instant(),
        note: nullable(ddl.text()),
        status: ddl.oneOf(['recorded', 'entered-in-error']),
        status_reason: nullable(ddl.text()),
        recorded_by: ddl.key(),
        ...ddl.stored(),
      }),
      createIndex('allergy_reviews', ['resident_id', 'reviewed_at', 'id']),
      ...CLINICAL.map((table) => addColumn(dialect, table, 'status_reason', ddl.text())),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of CLINICAL) await runner.query(dropColumn(table, 'status_reason'));
    for (const table of ['allergy_reviews', 'contacts']) await runner.query(`DROP TABLE "${table}"`);
  }
}
