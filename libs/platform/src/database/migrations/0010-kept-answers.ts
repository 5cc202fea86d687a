import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, createTable, ddl, nullable } from '../columns.js';
import { dialectOf } from '../dialect.js';

const TABLE = 'kept_answers';

/** Answers to requests that came with an Idempotency-Key. */
export class KeptAnswers1764000000010 implements MigrationInterface {
  readonly name = 'KeptAnswers1764000000010';

  async up(runner: QueryRunner): Promise<void> {
    const table = createTable(dialectOf(runner), TABLE, {
      id: ddl.id(),
      fingerprint: ddl.text(),
      status: ddl.integer(),
      headers: ddl.json(),
      body: nullable(ddl.json()),
      kept_at: ddl.instant(),
    });
    for (const statement of [table, createIndex(TABLE, ['kept_at'])]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "${TABLE}"`);
  }
}
