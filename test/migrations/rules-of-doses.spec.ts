import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openDatabase, type OpenDatabase } from '../support/database.js';
import { onPostgres } from '../support/fresh-database.js';
import { before, insert } from './old-rows.js';

const MIGRATION = 'RulesOfDoses1764000000019';
const THEN = '2026-10-20T08:00:00.000Z';
const STORED = { version: 1, created_at: THEN, updated_at: THEN };
const no = onPostgres() ? false : 0;

let database: OpenDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await openDatabase([]);
  source = database.sources.writer;
  await before(source, MIGRATION);
  await aDoseOfLastYear();
});
afterAll(() => database.remove());

async function aDoseOfLastYear(): Promise<void> {
  await insert(source, 'residents', {
    ...{ id: 'carmen', given_name: 'Carmen', family_name: 'Ortega', sort_name: 'x', search_text: 'x' },
    ...{ birth_date: '1938-04-17', sex: 'female', status: 'admitted', ...STORED },
  });
  await insert(source, 'medications', {
    ...{ id: 'paracetamol', name: 'Paracetamol', active_substance: 'paracetamol', routes: '[]', unit: 'tablet' },
    ...{ controlled: no, witness_required: no, high_risk: no, time_critical: no, active: no, from_catalogue: no },
    ...{ sort_name: 'paracetamol', search_text: 'paracetamol', ...STORED },
  });
  const whose = { resident_id: 'carmen', medication_id: 'paracetamol' };
  await insert(source, 'prescriptions', { id: 'ordered', ...whose, acknowledged: '[]', ...STORED });
  await insert(source, 'administrations', {
    ...{ id: 'given', prescription_id: 'ordered', ...whose, revision: 1, outcome: 'given', unit: 'tablet' },
    ...{ administered_at: THEN, recorded_at: THEN, recorded_by: 'nurse', acknowledged: '[]', status: 'recorded' },
    ...STORED,
  });
}

function doses(): Promise<readonly object[]> {
  return source.query('SELECT * FROM "administrations"');
}

test('a record from before has no rules, and is on the way down as it was', async () => {
  const found = await doses();
  await source.runMigrations({ transaction: 'all' });
  expect(await doses()).toEqual(found.map((row) => ({ ...row, rules: '[]' })));
  await before(source, MIGRATION);
  expect(await doses()).toEqual(found);
});
