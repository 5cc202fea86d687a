import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, createTable, ddl, nullable, unique } from '../columns.js';
import { dialectOf } from '../dialect.js';

export class Access1764000000001 implements MigrationInterface {
  readonly name = 'Access1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    await runner.query(
      createTable(
        dialect,
        'users',
        {
          id: ddl.id(),
          username: ddl.text(),
          display_name: ddl.text(),
          roles: ddl.json(),
          active: ddl.boolean(),
          password_hash: ddl.text(),
          pin_hash: nullable(ddl.text()),
          pin_failures: ddl.integer(),
          pin_locked_until: nullable(ddl.instant()),
          ...ddl.stored(),
        },
        [unique('users', 'username')],
      ),
    );
    await runner.query(
      createTable(
        dialect,
        'access_tokens',
        {
          id: ddl.id(),
          user_id: ddl.ref('users'),
          token_hash: ddl.text(),
          created_at: ddl.instant(),
          expires_at: ddl.instant(),
        },
        [unique('access_tokens', 'token_hash')],
      ),
    );
    await runner.query(createIndex('access_tokens', ['user_id']));
    await runner.query(createIndex('access_tokens', ['expires_at']));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "access_tokens"');
    await runner.query('DROP TABLE "users"');
  }
}
