import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, addList, addWord, createIndex, ddl, dropColumn } from '../columns.js';
import { dialectOf } from '../dialect.js';

/** Of an activity: group or one to one, who helps, what it costs and whom it fits. */
export class WhoItFits1764000000024 implements MigrationInterface {
  readonly name = 'WhoItFits1764000000024';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    const statements = [
      addWord(dialect, 'activities', 'format', ['group', 'one-to-one']),
      addList(dialect, 'activities', 'staff'),
      ...['cost', 'requires', 'excludes'].map((name) => addColumn(dialect, 'activities', name, ddl.json())),
      createIndex('activities', ['format', 'id']),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_activities__format_id"');
    for (const name of ['excludes', 'requires', 'cost', 'staff', 'format']) {
      await runner.query(dropColumn('activities', name));
    }
  }
}
