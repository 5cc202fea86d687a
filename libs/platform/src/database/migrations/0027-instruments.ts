import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addFlag, addList, dropColumn } from '../columns.js';
import { dialectOf } from '../dialect.js';

/** What an assessment was filled in from, and whether its score stands for blank items too. */
export class Instruments1764000000027 implements MigrationInterface {
  readonly name = 'Instruments1764000000027';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    await runner.query(addList(dialect, 'assessments', 'derived_from'));
    await runner.query(addFlag(dialect, 'assessments', 'prorated'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(dropColumn('assessments', 'prorated'));
    await runner.query(dropColumn('assessments', 'derived_from'));
  }
}
