import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, createTable, ddl, nullable, unique } from '../columns.js';
import { dialectOf } from '../dialect.js';

const TABLE = 'calendar_links';

/** Secret addresses at which someone's calendar program reads without signing in. */
export class CalendarLinks1764000000025 implements MigrationInterface {
  readonly name = 'CalendarLinks1764000000025';

  async up(runner: QueryRunner): Promise<void> {
    const columns = {
      id: ddl.id(),
      user_id: ddl.ref('users'),
      resident_id: nullable(ddl.ref('residents')),
      name: nullable(ddl.text()),
      secret_hash: ddl.text(),
      revoked_at: nullable(ddl.instant()),
      ...ddl.stored(),
    };
    await runner.query(createTable(dialectOf(runner), TABLE, columns, [unique(TABLE, 'secret_hash')]));
    await runner.query(createIndex(TABLE, ['user_id', 'created_at', 'id'], '"revoked_at" IS NULL'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "${TABLE}"`);
  }
}
