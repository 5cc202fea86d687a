import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex } from '../columns.js';

/** Doses as needed that were taken, of which nobody has told yet what they achieved: of the home, and of a resident. */
const AWAITED = `"scheduled_for" IS NULL AND "response" IS NULL AND "status" = 'recorded'
  AND "outcome" IN ('given', 'part-given', 'self-administered')`;

/** Names of their own: over all rows there are indexes of the same columns. */
const OF_THE_HOME = 'ix_administrations__awaited';
const OF_A_RESIDENT = 'ix_administrations__awaited_of_resident';

export class AwaitedResponses1764000000020 implements MigrationInterface {
  readonly name = 'AwaitedResponses1764000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createIndex('administrations', ['administered_at', 'id'], AWAITED, OF_THE_HOME));
    await runner.query(
      createIndex('administrations', ['resident_id', 'administered_at', 'id'], AWAITED, OF_A_RESIDENT),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "${OF_A_RESIDENT}"`);
    await runner.query(`DROP INDEX "${OF_THE_HOME}"`);
  }
}
