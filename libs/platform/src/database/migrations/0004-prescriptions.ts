import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, createPartialUnique, createTable, ddl, nullable, unique } from '../columns.js';
import { dialectOf } from '../dialect.js';

const STATUSES = ['draft', 'active', 'suspended', 'stopped', 'entered-in-error'];
const OUTCOMES = ['given', 'part-given', 'self-administered', 'refused', 'omitted', 'not-available', 'destroyed'];

export class Prescriptions1764000000004 implements MigrationInterface {
  readonly name = 'Prescriptions1764000000004';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    const statements = [
      createTable(dialect, 'prescriptions', {
        id: ddl.id(),
        resident_id: ddl.ref('residents'),
        medication_id: ddl.ref('medications'),
        acknowledged: ddl.json(),
        over_at: nullable(ddl.instant()),
        ...ddl.stored(),
      }),
      createIndex('prescriptions', ['resident_id', 'id']),
      createIndex('prescriptions', ['over_at']),
      createIndex('prescriptions', ['medication_id']),
      createTable(
        dialect,
        'prescription_revisions',
        {
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
        [unique('prescription_revisions', 'prescription_id', 'revision')],
      ),
      createTable(
        dialect,
        'prescription_statuses',
        {
          id: ddl.id(),
          prescription_id: ddl.ref('prescriptions'),
          position: ddl.integer(),
          status: ddl.oneOf(STATUSES),
          from_at: ddl.instant(),
          to_at: nullable(ddl.instant()),
          reason: nullable(ddl.text()),
          recorded_by: ddl.key(),
          recorded_at: ddl.instant(),
        },
        [unique('prescription_statuses', 'prescription_id', 'position')],
      ),
      createIndex('prescription_statuses', ['status', 'prescription_id']),
      createTable(dialect, 'administrations', {
        id: ddl.id(),
        prescription_id: ddl.ref('prescriptions'),
        resident_id: ddl.ref('residents'),
        medication_id: ddl.ref('medications'),
        scheduled_for: nullable(ddl.instant()),
        revision: ddl.integer(),
        outcome: ddl.oneOf(OUTCOMES),
        reason: nullable(ddl.text()),
        quantity: nullable(ddl.quantity()),
        unit: ddl.text(),
        note: nullable(ddl.text()),
        administered_at: ddl.instant(),
        recorded_at: ddl.instant(),
        recorded_by: ddl.key(),
        witnessed_by: nullable(ddl.key()),
        acknowledged: ddl.json(),
        acknowledge_reason: nullable(ddl.text()),
        status: ddl.oneOf(['recorded', 'entered-in-error']),
        corrected_by: nullable(ddl.key()),
        correction_reason: nullable(ddl.text()),
        response: nullable(ddl.json()),
        ...ddl.stored(),
      }),
      createPartialUnique('administrations', ['prescription_id', 'scheduled_for'], `"status" = 'recorded'`),
      createIndex('administrations', ['prescription_id', 'administered_at', 'id']),
      createIndex('administrations', ['resident_id', 'administered_at', 'id']),
      createIndex('administrations', ['administered_at', 'id']),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['administrations', 'prescription_statuses', 'prescription_revisions', 'prescriptions']) {
      await runner.query(`DROP TABLE "${table}"`);
    }
  }
}
