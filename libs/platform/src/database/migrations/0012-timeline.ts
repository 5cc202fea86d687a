import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addFilledColumn, createIndex, ddl, dropFilledColumn, nullable, unique, type TableDdl } from '../columns.js';
import { dialectOf } from '../dialect.js';

/* Tables as earlier migrations made them. */

const REVISIONS: TableDdl = {
  table: 'prescription_revisions',
  columns: {
    id: ddl.id(),
    prescription_id: ddl.ref('prescriptions'),
    revision: ddl.integer(),
    effective_from: ddl.instant(),
    reason: nullable(ddl.text()),
    recorded_by: ddl.key(),
    recorded_at: ddl.instant(),
    dose_quantity: ddl.quantity(),
    dose_unit: ddl.text(),
    route: ddl.text(),
    indication: nullable(ddl.text()),
    instructions: nullable(ddl.text()),
    schedule: ddl.json(),
    starts_on: ddl.localDate(),
    ends_on: nullable(ddl.localDate()),
    prescriber: ddl.text(),
    critical: ddl.boolean(),
  },
  constraints: [unique('prescription_revisions', 'prescription_id', 'revision')],
  indexes: [],
};

const STATUSES: TableDdl = {
  table: 'prescription_statuses',
  columns: {
    id: ddl.id(),
    prescription_id: ddl.ref('prescriptions'),
    position: ddl.integer(),
    status: ddl.oneOf(['draft', 'active', 'suspended', 'stopped', 'entered-in-error']),
    from_at: ddl.instant(),
    to_at: nullable(ddl.instant()),
    reason: nullable(ddl.text()),
    recorded_by: ddl.key(),
    recorded_at: ddl.instant(),
  },
  constraints: [unique('prescription_statuses', 'prescription_id', 'position')],
  indexes: [createIndex('prescription_statuses', ['status', 'prescription_id'])],
};

const ATTENDANCES: TableDdl = {
  table: 'attendances',
  columns: {
    id: ddl.id(),
    activity_id: ddl.ref('activities'),
    original_starts_at: ddl.localDateTime(),
    resident_id: ddl.ref('residents'),
    attendance: ddl.oneOf(['attended', 'partly', 'declined', 'absent']),
    engagement: nullable(ddl.integer()),
    note: nullable(ddl.text()),
    recorded_by: ddl.key(),
    ...ddl.stored(),
  },
  constraints: [unique('attendances', 'activity_id', 'original_starts_at', 'resident_id')],
  indexes: [createIndex('attendances', ['resident_id', 'original_starts_at'])],
};

/** Whose prescription a row belongs to. */
function residentOf(table: string): string {
  return `(SELECT "of"."resident_id" FROM "prescriptions" "of" WHERE "of"."id" = "${table}"."prescription_id")`;
}

/** When the session began, as its sheet has it; one without a sheet is put where it was written down. */
const BEGAN_AT = `COALESCE((SELECT "sheet"."starts_at" FROM "attendance_sheets" "sheet"
  WHERE "sheet"."activity_id" = "attendances"."activity_id"
    AND "sheet"."original_starts_at" = "attendances"."original_starts_at"), "attendances"."created_at")`;

/** What a resident's timeline reads by time has an index on resident, instant and id. */
export class Timeline1764000000012 implements MigrationInterface {
  readonly name = 'Timeline1764000000012';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    const resident = ddl.ref('residents');
    const statements = [
      ...addFilledColumn(dialect, REVISIONS, 'resident_id', resident, residentOf(REVISIONS.table)),
      createIndex(REVISIONS.table, ['resident_id', 'effective_from', 'id']),
      ...addFilledColumn(dialect, STATUSES, 'resident_id', resident, residentOf(STATUSES.table)),
      // The first status is no change: the first revision tells of it.
      createIndex(STATUSES.table, ['resident_id', 'from_at', 'id'], '"position" > 0'),
      ...addFilledColumn(dialect, ATTENDANCES, 'starts_at', ddl.instant(), BEGAN_AT),
      createIndex(ATTENDANCES.table, ['resident_id', 'starts_at', 'id']),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    const statements = [
      ...dropFilledColumn(dialect, ATTENDANCES, 'starts_at'),
      ...dropFilledColumn(dialect, STATUSES, 'resident_id'),
      ...dropFilledColumn(dialect, REVISIONS, 'resident_id'),
    ];
    for (const statement of statements) await runner.query(statement);
  }
}
