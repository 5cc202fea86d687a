import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex } from '../columns.js';

const COLUMNS = ['prescription_id', 'scheduled_for', 'outcome', 'administered_at'];

/** What became of doses, without a look at the records themselves: those are large, and a year has thousands. */
export class OutcomesBySlot1764000000022 implements MigrationInterface {
  readonly name = 'OutcomesBySlot1764000000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createIndex('administrations', COLUMNS, `"status" = 'recorded'`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "ix_administrations__${COLUMNS.join('_')}"`);
  }
}
