import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex } from '../columns.js';

/** The wrong records of a resident's doses by their slot, for the chart; there are few. */
export class WrongRecords1764000000021 implements MigrationInterface {
  readonly name = 'WrongRecords1764000000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      createIndex('administrations', ['resident_id', 'scheduled_for'], `"status" = 'entered-in-error'`),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_administrations__resident_id_scheduled_for"');
  }
}
