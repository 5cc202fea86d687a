import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addList, dropColumn } from '../columns.js';
import { dialectOf } from '../dialect.js';

/** A series keeps how it was planned before, so that a change of it leaves what was held. */
export class EarlierForms1764000000023 implements MigrationInterface {
  readonly name = 'EarlierForms1764000000023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(addList(dialectOf(runner), 'activities', 'earlier'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(dropColumn('activities', 'earlier'));
  }
}
