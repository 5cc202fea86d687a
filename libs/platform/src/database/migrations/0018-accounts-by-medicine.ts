import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex } from '../columns.js';

/** Who has a medicine: the indexes that keep accounts unique know only the home's, or only residents'. */
export class AccountsByMedicine1764000000018 implements MigrationInterface {
  readonly name = 'AccountsByMedicine1764000000018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createIndex('stock_accounts', ['medication_id']));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_stock_accounts__medication_id"');
  }
}
