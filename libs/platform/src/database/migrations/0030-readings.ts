import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex } from '../columns.js';

const KEYS = ['resident_id', 'type', 'taken_at', 'id'];
const NAME = 'ix_observations__readings';

/** A year of readings, without a look at the observations themselves: they lie apart, among those of everybody. */
export class Readings1764000000030 implements MigrationInterface {
  readonly name = 'Readings1764000000030';

  async up(runner: QueryRunner): Promise<void> {
    const covering = [...KEYS, 'status', 'value', 'code', 'components'];
    await runner.query(createIndex('observations', covering, undefined, NAME));
    await runner.query(`DROP INDEX "ix_observations__${KEYS.join('_')}"`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(createIndex('observations', KEYS));
    await runner.query(`DROP INDEX "${NAME}"`);
  }
}
