import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, createPartialUnique, createTable, ddl, nullable, unique } from '../columns.js';
import { createPartIndex, createWordIndex, dialectOf, dropPartIndex, dropWordIndex } from '../dialect.js';

const STATUSES = ['pre-admission', 'admitted', 'on-leave', 'in-hospital', 'discharged', 'deceased'];
const MOVEMENTS = ['admission', 'transfer', 'leave', 'hospitalisation', 'return', 'discharge', 'death'];

export class Residents1764000000002 implements MigrationInterface {
  readonly name = 'Residents1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    const statements = [
      createTable(dialect, 'rooms', { id: ddl.id(), name: ddl.text(), unit: ddl.text(), ...ddl.stored() }, [
        unique('rooms', 'unit', 'name'),
      ]),
      createTable(dialect, 'beds', {
        id: ddl.id(),
        room_id: ddl.ref('rooms'),
        name: ddl.text(),
        position: ddl.integer(),
        removed_at: nullable(ddl.instant()),
      }),
      createPartialUnique('beds', ['room_id', 'name'], '"removed_at" IS NULL'),
      createTable(dialect, 'residents', {
        id: ddl.searchedId(),
        given_name: ddl.text(),
        family_name: ddl.text(),
        preferred_name: nullable(ddl.text()),
        birth_date: ddl.localDate(),
        sex: ddl.oneOf(['male', 'female', 'other', 'unknown']),
        status: ddl.oneOf(STATUSES),
        bed_id: nullable(ddl.ref('beds')),
        resuscitation: nullable(ddl.json()),
        diet: nullable(ddl.text()),
        mobility: nullable(ddl.text()),
        notes: nullable(ddl.text()),
        sort_name: ddl.text(),
        search_text: ddl.text(),
        ...ddl.stored(),
      }),
      createPartialUnique('residents', ['bed_id'], '"bed_id" IS NOT NULL'),
      createIndex('residents', ['sort_name', 'id']),
      createIndex('residents', ['status', 'sort_name', 'id']),
      ...createPartIndex(dialect, 'residents', 'search_text'),
      ...createWordIndex(dialect, 'residents', 'search_text'),
      createTable(
        dialect,
        'resident_identifiers',
        {
          id: ddl.id(),
          resident_id: ddl.ref('residents'),
          system: ddl.text(),
          value: ddl.text(),
          position: ddl.integer(),
        },
        [unique('resident_identifiers', 'system', 'value')],
      ),
      createIndex('resident_identifiers', ['resident_id']),
      createTable(
        dialect,
        'movements',
        {
          id: ddl.id(),
          resident_id: ddl.ref('residents'),
          sequence: ddl.integer(),
          type: ddl.oneOf(MOVEMENTS),
          at: ddl.instant(),
          bed_id: nullable(ddl.ref('beds')),
          reason: nullable(ddl.text()),
          expected_return_on: nullable(ddl.localDate()),
          status: ddl.oneOf(['recorded', 'entered-in-error']),
          recorded_by: ddl.key(),
          ...ddl.stored(),
        },
        [unique('movements', 'resident_id', 'sequence')],
      ),
      createIndex('movements', ['resident_id', 'at', 'id']),
      createTable(dialect, 'allergies', {
        id: ddl.id(),
        resident_id: ddl.ref('residents'),
        substance: ddl.text(),
        atc_code: nullable(ddl.text()),
        type: ddl.oneOf(['allergy', 'intolerance']),
        criticality: ddl.oneOf(['low', 'high', 'unable-to-assess']),
        reaction: nullable(ddl.text()),
        status: ddl.oneOf(['active', 'resolved', 'entered-in-error']),
        recorded_by: ddl.key(),
        ...ddl.stored(),
      }),
      createIndex('allergies', ['resident_id', 'id']),
      createTable(dialect, 'conditions', {
        id: ddl.id(),
        resident_id: ddl.ref('residents'),
        code: nullable(ddl.text()),
        code_system: nullable(ddl.text()),
        text: ddl.text(),
        onset_on: nullable(ddl.localDate()),
        status: ddl.oneOf(['active', 'resolved', 'entered-in-error']),
        recorded_by: ddl.key(),
        ...ddl.stored(),
      }),
      createIndex('conditions', ['resident_id', 'id']),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    const tables = ['conditions', 'allergies', 'movements', 'resident_identifiers'];
    for (const table of tables) await runner.query(`DROP TABLE "${table}"`);
    for (const statement of [...dropWordIndex(dialect, 'residents'), ...dropPartIndex(dialect, 'residents')]) {
      await runner.query(statement);
    }
    for (const table of ['residents', 'beds', 'rooms']) await runner.query(`DROP TABLE "${table}"`);
  }
}
