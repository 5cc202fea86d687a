import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex } from '../columns.js';

const COLUMNS = ['resident_id', 'starts_at'];

/** When a resident last took part, without a look at all that they declined. */
export class Participation1764000000026 implements MigrationInterface {
  readonly name = 'Participation1764000000026';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createIndex('attendances', COLUMNS, `"attendance" IN ('attended', 'partly')`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "ix_attendances__${COLUMNS.join('_')}"`);
  }
}
