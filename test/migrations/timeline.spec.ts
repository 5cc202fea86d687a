import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { onPostgres } from '../support/fresh-database.js';
import { openDatabase, type OpenDatabase } from '../support/database.js';
import { before, insert } from './old-rows.js';

const THEN = '2026-10-20T08:00:00.000Z';
const STORED = { version: 1, created_at: THEN, updated_at: THEN };
const [CARMEN, PILAR] = ['carmen', 'pilar'] as const;
const no = onPostgres() ? false : 0;

let database: OpenDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await openDatabase([]);
  source = database.sources.writer;
  await before(source, 'Timeline1764000000012');
  await aHomeOfLastYear();
  await source.runMigrations({ transaction: 'all' });
});
afterAll(() => database.remove());

/** Two residents with a prescription each, in which names and reasons are as people write them. */
async function aHomeOfLastYear(): Promise<void> {
  for (const id of [CARMEN, PILAR]) {
    const name = { given_name: id, family_name: "O'Neill; --", sort_name: id, search_text: id };
    await insert(source, 'residents', {
      id,
      ...name,
      birth_date: '1938-04-17',
      sex: 'female',
      status: 'admitted',
      ...STORED,
    });
  }
  await insert(source, 'medications', {
    ...{ id: 'paracetamol', name: 'Paracetamol', active_substance: 'paracetamol', routes: '[]', unit: 'tablet' },
    ...{ controlled: no, witness_required: no, high_risk: no, time_critical: no, active: no },
    ...{ sort_name: 'paracetamol', search_text: 'paracetamol', ...STORED },
  });
  for (const resident of [CARMEN, PILAR]) await prescribed(resident);
  await insert(source, 'activities', {
    ...{ id: 'choir', title: 'Choir', category: 'creative', starts_at: '2026-10-11T10:30', duration_minutes: 60 },
    ...{ exception_dates: '[]', active: no, ...STORED },
  });
  await insert(source, 'attendance_sheets', {
    ...{ id: 'sheet', activity_id: 'choir', original_starts_at: '2026-10-18T10:30', ...STORED },
    ...{ starts_at: '2026-10-18T09:00:00.000Z', ends_at: '2026-10-18T10:00:00.000Z' },
  });
  await attended('moved', CARMEN, '2026-10-18T10:30', { note: '"sang"\nalong', engagement: 5 });
  await attended('without-a-sheet', PILAR, '2026-10-25T10:30');
}

async function prescribed(resident: string): Promise<void> {
  const id = `for-${resident}`;
  const by = { recorded_by: 'gil', recorded_at: THEN };
  await insert(source, 'prescriptions', {
    ...{ id, resident_id: resident, medication_id: 'paracetamol', acknowledged: '[]', ...STORED },
  });
  for (const revision of [1, 2]) {
    await insert(source, 'prescription_revisions', {
      ...{ id: `${id}-${revision}`, prescription_id: id, revision, effective_from: THEN, reason: null, ...by },
      ...{ dose_quantity: 500_000, dose_unit: 'tablet', route: 'oral', schedule: '{}', starts_on: '2026-10-01' },
      ...{ prescriber: 'Dr. Gil', critical: no },
    });
  }
  for (const [position, status] of ['active', 'suspended'].entries()) {
    const row = {
      id: `${id}-${status}`,
      prescription_id: id,
      position,
      status,
      from_at: THEN,
      reason: "can't swallow",
    };
    await insert(source, 'prescription_statuses', { ...row, ...by });
  }
}

function attended(id: string, resident: string, session: string, more: Readonly<Record<string, unknown>> = {}) {
  const row = { id, activity_id: 'choir', original_starts_at: session, resident_id: resident, recorded_by: 'nerea' };
  return insert(source, 'attendances', { ...row, attendance: 'attended', ...more, ...STORED });
}

function rows(table: string): Promise<Record<string, unknown>[]> {
  return source.query(`SELECT * FROM "${table}" ORDER BY "id"`);
}

test('every step of a prescription is told of the resident whose prescription it is', async () => {
  for (const table of ['prescription_revisions', 'prescription_statuses']) {
    const found = await rows(table);
    expect(found).toHaveLength(4);
    for (const row of found) expect(row['prescription_id']).toBe(`for-${String(row['resident_id'])}`);
  }
});

test('attendance is told at the time to which its session was moved, else when it was written down', async () => {
  const found = await rows('attendances');
  expect(found.map(({ id, starts_at: at }) => [id, at])).toEqual([
    ['moved', '2026-10-18T09:00:00.000Z'],
    ['without-a-sheet', THEN],
  ]);
});

test('nothing else of a row is another, and what the tables refuse they still refuse', async () => {
  expect((await rows('attendances'))[0]).toMatchObject({ note: '"sang"\nalong', engagement: 5, ...STORED });
  expect((await rows('prescription_statuses'))[1]).toMatchObject({ reason: "can't swallow", position: 1, to_at: null });
  await expect(attended('again', CARMEN, '2026-10-18T10:30', { starts_at: THEN })).rejects.toThrow(/unique/i);
  await expect(attended('nobody', 'nobody', '2026-10-11T10:30', { starts_at: THEN })).rejects.toThrow(/foreign key/i);
  await expect(attended('never', CARMEN, '2026-10-11T10:30')).rejects.toThrow(/null/i);
});

test('the way down and up again leaves every row as it was', async () => {
  const tables = ['attendances', 'prescription_revisions', 'prescription_statuses'];
  const rowsBefore = await Promise.all(tables.map(rows));
  await before(source, 'Timeline1764000000012');
  expect((await rows('attendances'))[0]).not.toHaveProperty('starts_at');
  await source.runMigrations({ transaction: 'all' });
  expect(await Promise.all(tables.map(rows))).toEqual(rowsBefore);
});
