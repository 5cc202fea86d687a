import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, createTable, ddl, nullable, type ColumnDdl } from '../columns.js';
import { dialectOf } from '../dialect.js';

/** What every fact about a resident's wellness carries. */
function fact(): Record<string, ColumnDdl> {
  return {
    resident_id: ddl.ref('residents'),
    recorded_by: ddl.key(),
    status: ddl.oneOf(['final', 'entered-in-error']),
    status_reason: nullable(ddl.text()),
    marked_by: nullable(ddl.key()),
    ...ddl.stored(),
  };
}

/** Types and instruments are codes of registries that grow with the program, so no check lists them. */
export class Wellness1764000000006 implements MigrationInterface {
  readonly name = 'Wellness1764000000006';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    const statements = [
      createTable(dialect, 'observations', {
        id: ddl.id(),
        type: ddl.text(),
        value: nullable(ddl.quantity()),
        code: nullable(ddl.text()),
        components: nullable(ddl.json()),
        unit: nullable(ddl.text()),
        taken_at: ddl.instant(),
        method: nullable(ddl.text()),
        note: nullable(ddl.text()),
        ...fact(),
      }),
      createIndex('observations', ['resident_id', 'type', 'taken_at', 'id']),
      createIndex('observations', ['resident_id', 'taken_at', 'id']),
      createTable(dialect, 'assessments', {
        id: ddl.id(),
        instrument: ddl.text(),
        instrument_version: ddl.text(),
        answers: ddl.json(),
        item_scores: ddl.json(),
        score: nullable(ddl.integer()),
        partial_score: nullable(ddl.integer()),
        complete: ddl.boolean(),
        missing: ddl.json(),
        band: ddl.text(),
        label: ddl.json(),
        advice: ddl.json(),
        assessed_at: ddl.instant(),
        ...fact(),
      }),
      createIndex('assessments', ['resident_id', 'instrument', 'assessed_at', 'id']),
      createIndex('assessments', ['resident_id', 'assessed_at', 'id']),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "assessments"');
    await runner.query('DROP TABLE "observations"');
  }
}
