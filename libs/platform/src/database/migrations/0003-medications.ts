import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, createPartialUnique, createTable, ddl, nullable } from '../columns.js';
import { createWordIndex, dialectOf, dropWordIndex } from '../dialect.js';

export class Medications1764000000003 implements MigrationInterface {
  readonly name = 'Medications1764000000003';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    const statements = [
      createTable(dialect, 'medications', {
        id: ddl.searchedId(),
        name: ddl.text(),
        active_substance: ddl.text(),
        atc_code: nullable(ddl.text()),
        form: nullable(ddl.text()),
        strength: nullable(ddl.text()),
        routes: ddl.json(),
        unit: ddl.text(),
        registration_number: nullable(ddl.text()),
        national_code: nullable(ddl.text()),
        controlled: ddl.boolean(),
        witness_required: ddl.boolean(),
        high_risk: ddl.boolean(),
        time_critical: ddl.boolean(),
        max_daily_quantity: nullable(ddl.quantity()),
        active: ddl.boolean(),
        sort_name: ddl.text(),
        search_text: ddl.text(),
        ...ddl.stored(),
      }),
      createPartialUnique('medications', ['registration_number'], '"registration_number" IS NOT NULL'),
      createPartialUnique('medications', ['national_code'], '"national_code" IS NOT NULL'),
      createIndex('medications', ['sort_name', 'id']),
      createIndex('medications', ['controlled', 'sort_name', 'id']),
      createIndex('medications', ['atc_code', 'sort_name', 'id']),
      ...createWordIndex(dialect, 'medications', 'search_text'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of dropWordIndex(dialectOf(runner), 'medications')) await runner.query(statement);
    await runner.query('DROP TABLE "medications"');
  }
}
