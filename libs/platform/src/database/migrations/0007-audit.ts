import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, createTable, ddl, nullable } from '../columns.js';
import { createRefusal, createTruncateRefusal, dialectOf, dropRefusal, dropTruncateRefusal } from '../dialect.js';

const TABLE = 'audit_entries';

/** An entry is the next one or none: also `INSERT OR REPLACE`, which fires no trigger for what it replaces. */
const NOT_THE_NEXT = `NEW."seq" <> (SELECT COALESCE(MAX("seq"), 0) + 1 FROM "${TABLE}")`;

/** The trail: the database itself refuses to change or remove an entry, or to put one elsewhere than at the end. */
export class Audit1764000000007 implements MigrationInterface {
  readonly name = 'Audit1764000000007';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    const statements = [
      createTable(dialect, TABLE, {
        seq: { type: 'integer', nullable: false, primary: true },
        at: ddl.instant(),
        actor: ddl.text(),
        action: ddl.oneOf(['create', 'read', 'update', 'delete']),
        resource: ddl.text(),
        resource_id: ddl.text(),
        resident_id: nullable(ddl.key()),
        before: nullable(ddl.json()),
        after: nullable(ddl.json()),
        request_id: ddl.text(),
        hash: ddl.text(),
        previous_hash: ddl.text(),
      }),
      createIndex(TABLE, ['at', 'seq']),
      createIndex(TABLE, ['resident_id', 'at', 'seq'], '"resident_id" IS NOT NULL'),
      createIndex(TABLE, ['actor', 'at', 'seq']),
      createIndex(TABLE, ['resource', 'at', 'seq']),
      ...createRefusal(dialect, `${TABLE}_next_only`, TABLE, 'INSERT', NOT_THE_NEXT),
      ...createRefusal(dialect, `${TABLE}_no_update`, TABLE, 'UPDATE', '1 = 1'),
      ...createRefusal(dialect, `${TABLE}_no_delete`, TABLE, 'DELETE', '1 = 1'),
      ...createTruncateRefusal(dialect, `${TABLE}_no_truncate`, TABLE),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    const statements = [
      ...dropTruncateRefusal(dialect, `${TABLE}_no_truncate`, TABLE),
      ...['next_only', 'no_update', 'no_delete'].flatMap((rule) => dropRefusal(dialect, `${TABLE}_${rule}`, TABLE)),
      `DROP TABLE "${TABLE}"`,
    ];
    for (const statement of statements) await runner.query(statement);
  }
}
