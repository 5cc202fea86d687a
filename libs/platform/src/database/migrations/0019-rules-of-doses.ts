import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addList, dropColumn } from '../columns.js';
import { dialectOf } from '../dialect.js';

/** A record of a dose keeps the rules that were looked at when it was made. */
export class RulesOfDoses1764000000019 implements MigrationInterface {
  readonly name = 'RulesOfDoses1764000000019';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(addList(dialectOf(runner), 'administrations', 'rules'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(dropColumn('administrations', 'rules'));
  }
}
