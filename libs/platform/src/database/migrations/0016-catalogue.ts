import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addFilledText, addFlag, createIndex, dropColumn } from '../columns.js';
import { boundUnsortedWords, dialectOf, unboundUnsortedWords } from '../dialect.js';

/** The active ones first, then the shorter names; as many digits as a name can need. */
const RANK = `CASE WHEN "active" THEN '0' ELSE '1' END || substr(CAST(10000 + length("sort_name") AS text), 2)`;

/**
 * Which medicines a catalogue has spoken of: only those may be retired when a new edition leaves them out. And the order
 * in which a search gives those that fit equally well.
 */
export class Catalogue1764000000016 implements MigrationInterface {
  readonly name = 'Catalogue1764000000016';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    const statements = [
      addFlag(dialect, 'medications', 'from_catalogue'),
      ...addFilledText(dialect, 'medications', 'search_rank', RANK),
      createIndex('medications', ['search_rank', 'sort_name', 'id']),
      ...boundUnsortedWords(dialect, 'medications'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const statements = [
      ...unboundUnsortedWords(dialectOf(runner), 'medications'),
      'DROP INDEX "ix_medications__search_rank_sort_name_id"',
      dropColumn('medications', 'search_rank'),
      dropColumn('medications', 'from_catalogue'),
    ];
    for (const statement of statements) await runner.query(statement);
  }
}
