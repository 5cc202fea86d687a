import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, ddl, unique } from '../columns.js';
import { dialectOf } from '../dialect.js';

const TABLE = 'identities';

/** Whom an issuer of single sign-on knows as which user. */
export class SingleSignOn1764000000009 implements MigrationInterface {
  readonly name = 'SingleSignOn1764000000009';

  async up(runner: QueryRunner): Promise<void> {
    const columns = {
      id: ddl.id(),
      user_id: ddl.ref('users'),
      issuer: ddl.text(),
      subject: ddl.text(),
      told_at: ddl.instant(),
    };
    const constraints = [unique(TABLE, 'issuer', 'subject'), unique(TABLE, 'user_id')];
    await runner.query(createTable(dialectOf(runner), TABLE, columns, constraints));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "${TABLE}"`);
  }
}
