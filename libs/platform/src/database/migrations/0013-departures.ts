import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, ddl, dropColumn } from '../columns.js';
import { dialectOf } from '../dialect.js';

/** What a departure ended, so that it can go on if the departure was an error. */
export class Departures1764000000013 implements MigrationInterface {
  readonly name = 'Departures1764000000013';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    await runner.query(addColumn(dialect, 'prescriptions', 'departure', ddl.json()));
    await runner.query(addColumn(dialect, 'enrolments', 'ended_by', ddl.key()));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(dropColumn('enrolments', 'ended_by'));
    await runner.query(dropColumn('prescriptions', 'departure'));
  }
}
