import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addFlag, dropColumn } from '../columns.js';
import { dialectOf } from '../dialect.js';

/** Which medicines a catalogue has spoken of: only those may be retired when a new edition leaves them out. */
export class Catalogue1764000000016 implements MigrationInterface {
  readonly name = 'Catalogue1764000000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(addFlag(dialectOf(runner), 'medications', 'from_catalogue'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(dropColumn('medications', 'from_catalogue'));
  }
}
