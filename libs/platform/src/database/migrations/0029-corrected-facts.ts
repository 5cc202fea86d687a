import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, ddl, dropColumn } from '../columns.js';
import { dialectOf } from '../dialect.js';

const TABLES = ['observations', 'assessments'] as const;

/** A wrong observation or assessment points to the right one that was put in its place. */
export class CorrectedFacts1764000000029 implements MigrationInterface {
  readonly name = 'CorrectedFacts1764000000029';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(addColumn(dialectOf(runner), table, 'corrected_by', ddl.key()));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(dropColumn(table, 'corrected_by'));
  }
}
