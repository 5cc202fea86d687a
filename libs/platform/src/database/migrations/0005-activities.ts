import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, createTable, ddl, nullable, unique } from '../columns.js';
import { dialectOf } from '../dialect.js';

const CATEGORIES = ['physical', 'cognitive', 'social', 'creative', 'spiritual', 'outing', 'other'];

export class Activities1764000000005 implements MigrationInterface {
  readonly name = 'Activities1764000000005';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    const statements = [
      createTable(dialect, 'activities', {
        id: ddl.id(),
        title: ddl.text(),
        category: ddl.oneOf(CATEGORIES),
        location: nullable(ddl.text()),
        leader: nullable(ddl.text()),
        capacity: nullable(ddl.integer()),
        starts_at: ddl.localDateTime(),
        duration_minutes: ddl.integer(),
        recurrence: nullable(ddl.text()),
        exception_dates: ddl.json(),
        notes: nullable(ddl.text()),
        active: ddl.boolean(),
        inactive_since: nullable(ddl.instant()),
        ...ddl.stored(),
      }),
      createIndex('activities', ['category', 'id']),
      createIndex('activities', ['active', 'id']),
      createIndex('activities', ['starts_at'], '"recurrence" IS NULL'),
      createTable(
        dialect,
        'session_overrides',
        {
          id: ddl.id(),
          activity_id: ddl.ref('activities'),
          original_starts_at: ddl.localDateTime(),
          cancelled: ddl.boolean(),
          starts_at: nullable(ddl.localDateTime()),
          duration_minutes: nullable(ddl.integer()),
          location: nullable(ddl.text()),
          leader: nullable(ddl.text()),
          capacity: nullable(ddl.integer()),
          reason: nullable(ddl.text()),
          ...ddl.stored(),
        },
        [unique('session_overrides', 'activity_id', 'original_starts_at')],
      ),
      createIndex('session_overrides', ['original_starts_at']),
      createIndex('session_overrides', ['starts_at'], '"starts_at" IS NOT NULL'),
      createTable(dialect, 'enrolments', {
        id: ddl.id(),
        activity_id: ddl.ref('activities'),
        resident_id: ddl.ref('residents'),
        session: nullable(ddl.localDateTime()),
        from: nullable(ddl.localDate()),
        until: nullable(ddl.localDate()),
        status: ddl.oneOf(['enrolled', 'waiting', 'cancelled']),
        held_until: nullable(ddl.instant()),
        acknowledge: ddl.json(),
        acknowledge_reason: nullable(ddl.text()),
        ...ddl.stored(),
      }),
      createIndex('enrolments', ['activity_id', 'created_at', 'id']),
      createIndex('enrolments', ['resident_id', 'id']),
      createTable(
        dialect,
        'attendance_sheets',
        {
          id: ddl.id(),
          activity_id: ddl.ref('activities'),
          original_starts_at: ddl.localDateTime(),
          starts_at: ddl.instant(),
          ends_at: ddl.instant(),
          ...ddl.stored(),
        },
        [unique('attendance_sheets', 'activity_id', 'original_starts_at')],
      ),
      createIndex('attendance_sheets', ['starts_at']),
      createTable(
        dialect,
        'attendances',
        {
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
        [unique('attendances', 'activity_id', 'original_starts_at', 'resident_id')],
      ),
      createIndex('attendances', ['resident_id', 'original_starts_at']),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['attendances', 'attendance_sheets', 'enrolments', 'session_overrides', 'activities'];
    for (const table of tables) await runner.query(`DROP TABLE "${table}"`);
  }
}
