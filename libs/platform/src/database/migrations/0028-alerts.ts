import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, createPartialUnique, createTable, ddl, nullable, unique } from '../columns.js';
import { createRefusal, createTruncateRefusal, dialectOf, dropRefusal, dropTruncateRefusal } from '../dialect.js';

const EVENTS = 'alert_events';
const SEVERITIES = ['notice', 'warning', 'urgent', 'emergency'];
/** What has come to an end stays as it ended, and nothing goes back. */
const GOES_BACK = [
  `(OLD."status" = 'resolved')`,
  `(OLD."status" = 'acknowledged' AND NEW."status" = 'open')`,
  `(NEW."occurrences" < OLD."occurrences")`,
  `(NEW."cause" <> OLD."cause")`,
].join(' OR ');

/** Alerts with all that became of them, and the thresholds that raise some. Rules are data of the program: no check lists them. */
export class Alerts1764000000028 implements MigrationInterface {
  readonly name = 'Alerts1764000000028';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    const statements = [
      createTable(dialect, 'alerts', {
        id: ddl.id(),
        resident_id: nullable(ddl.ref('residents')),
        rule: ddl.text(),
        rule_version: ddl.text(),
        cause: ddl.text(),
        severity: ddl.oneOf(SEVERITIES),
        severity_raised_at: nullable(ddl.instant()),
        status: ddl.oneOf(['open', 'acknowledged', 'resolved']),
        message: ddl.json(),
        inputs: ddl.json(),
        occurrences: { ...ddl.integer(), check: (name) => `"${name}" >= 1` },
        last_occurrence_at: ddl.instant(),
        raised_at: ddl.instant(),
        raised_by: ddl.key(),
        acknowledged_at: nullable(ddl.instant()),
        acknowledged_by: nullable(ddl.key()),
        acknowledged_reason: nullable(ddl.text()),
        resolved_at: nullable(ddl.instant()),
        resolved_by: nullable(ddl.key()),
        resolved_reason: nullable(ddl.text()),
        escalation_level: { ...ddl.integer(), check: (name) => `"${name}" >= 0` },
        escalated_at: nullable(ddl.instant()),
        ...ddl.stored(),
      }),
      createPartialUnique('alerts', ['resident_id', 'cause'], `"resident_id" IS NOT NULL AND "status" <> 'resolved'`),
      createPartialUnique('alerts', ['cause'], `"resident_id" IS NULL AND "status" <> 'resolved'`),
      createIndex('alerts', ['raised_at', 'id']),
      createIndex('alerts', ['raised_at', 'id'], `"status" <> 'resolved'`, 'ix_alerts__unresolved'),
      createIndex('alerts', ['status', 'raised_at', 'id']),
      createIndex('alerts', ['severity', 'raised_at', 'id']),
      createIndex('alerts', ['resident_id', 'raised_at', 'id']),
      createIndex('alerts', ['rule', 'resident_id', 'cause'], `"status" <> 'resolved'`),
      ...createRefusal(dialect, 'alerts_never_go_back', 'alerts', 'UPDATE', GOES_BACK),
      createTable(
        dialect,
        EVENTS,
        {
          id: ddl.id(),
          alert_id: ddl.ref('alerts'),
          seq: ddl.integer(),
          kind: ddl.oneOf(['raised', 'repeated', 'escalated', 'acknowledged', 'resolved']),
          at: ddl.instant(),
          by: ddl.key(),
          severity: ddl.oneOf(SEVERITIES),
          reason: nullable(ddl.text()),
          source_id: nullable(ddl.key()),
          inputs: nullable(ddl.json()),
        },
        [unique(EVENTS, 'seq')],
      ),
      createIndex(EVENTS, ['alert_id', 'seq']),
      createIndex(EVENTS, ['source_id'], '"source_id" IS NOT NULL'),
      ...createRefusal(dialect, `${EVENTS}_no_update`, EVENTS, 'UPDATE', '1 = 1'),
      ...createRefusal(dialect, `${EVENTS}_no_delete`, EVENTS, 'DELETE', '1 = 1'),
      ...createTruncateRefusal(dialect, `${EVENTS}_no_truncate`, EVENTS),
      createTable(
        dialect,
        'alert_thresholds',
        {
          id: ddl.id(),
          scope: ddl.key(),
          resident_id: nullable(ddl.ref('residents')),
          rules: ddl.json(),
          set_by: ddl.key(),
          ...ddl.stored(),
        },
        [unique('alert_thresholds', 'scope')],
      ),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    const statements = [
      'DROP TABLE "alert_thresholds"',
      ...dropTruncateRefusal(dialect, `${EVENTS}_no_truncate`, EVENTS),
      ...dropRefusal(dialect, `${EVENTS}_no_delete`, EVENTS),
      ...dropRefusal(dialect, `${EVENTS}_no_update`, EVENTS),
      `DROP TABLE "${EVENTS}"`,
      ...dropRefusal(dialect, 'alerts_never_go_back', 'alerts'),
      'DROP TABLE "alerts"',
    ];
    for (const statement of statements) await runner.query(statement);
  }
}
