import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, ddl } from '../columns.js';
import { dialectOf } from '../dialect.js';

/** Which of several processes does the periodic work. */
export class Leases1764000000033 implements MigrationInterface {
  readonly name = 'Leases1764000000033';

  async up(runner: QueryRunner): Promise<void> {
    const columns = { id: ddl.id(), holder: ddl.key(), until: ddl.instant() };
    await runner.query(createTable(dialectOf(runner), 'leases', columns));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "leases"');
  }
}
