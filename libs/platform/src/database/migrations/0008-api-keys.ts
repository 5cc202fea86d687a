import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, createPartialUnique, createTable, ddl, nullable, unique } from '../columns.js';
import { dialectOf } from '../dialect.js';

const TABLE = 'api_keys';
const NOT_REVOKED = '"revoked_at" IS NULL';

/** Credentials of programs. Who made one is a user or another key. */
export class ApiKeys1764000000008 implements MigrationInterface {
  readonly name = 'ApiKeys1764000000008';

  async up(runner: QueryRunner): Promise<void> {
    const columns = {
      id: ddl.id(),
      name: ddl.text(),
      prefix: ddl.text(),
      key_hash: ddl.text(),
      roles: ddl.json(),
      expires_at: ddl.instant(),
      last_used_at: nullable(ddl.instant()),
      created_by: ddl.key(),
      revoked_at: nullable(ddl.instant()),
      ...ddl.stored(),
    };
    await runner.query(createTable(dialectOf(runner), TABLE, columns, [unique(TABLE, 'key_hash')]));
    await runner.query(createPartialUnique(TABLE, ['name'], NOT_REVOKED));
    await runner.query(createIndex(TABLE, ['created_at', 'id'], NOT_REVOKED));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "${TABLE}"`);
  }
}
