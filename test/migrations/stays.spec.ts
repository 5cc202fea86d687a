import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openDatabase, type OpenDatabase } from '../support/database.js';
import { before, insert } from './old-rows.js';

const THEN = '2026-10-20T08:00:00.000Z';
const STORED = { version: 1, created_at: THEN, updated_at: THEN };
const PEOPLE = ['ana', 'berta', 'carmen', 'dolores'] as const;
type Person = (typeof PEOPLE)[number];

let database: OpenDatabase;
let source: DataSource;
let count = 0;

beforeAll(async () => {
  database = await openDatabase([]);
  source = database.sources.writer;
  await before(source, 'Stays1764000000011');
  await aHomeBefore();
  await source.runMigrations({ transaction: 'all' });
});
afterAll(() => database.remove());

async function aHomeBefore(): Promise<void> {
  await insert(source, 'rooms', { id: 'room', name: '1', unit: 'Garden', ...STORED });
  for (const [position, id] of ['a', 'b', 'c'].entries()) {
    await insert(source, 'beds', { id, room_id: 'room', name: id, position, removed_at: null });
  }
  for (const id of PEOPLE) {
    const name = { given_name: id, family_name: "O'Neill; --", sort_name: id, search_text: id };
    const status = id === 'dolores' ? 'pre-admission' : 'admitted';
    await insert(source, 'residents', { id, ...name, birth_date: '1938-04-17', sex: 'female', status, ...STORED });
  }
  await moved('ana', 1, 'admission', '01', { bed_id: 'a' });
  await moved('ana', 2, 'transfer', '02', { status: 'entered-in-error', bed_id: 'b' });
  await moved('ana', 3, 'hospitalisation', '03', { expected_return_on: '2026-10-05' });
  await moved('ana', 4, 'transfer', '04', { bed_id: 'b' });
  await moved('ana', 5, 'return', '05');
  await moved('ana', 6, 'discharge', '06');
  await moved('ana', 7, 'admission', '10', { bed_id: 'c' });
  await moved('ana', 8, 'leave', '11', { expected_return_on: '2026-10-20' });
  // Said later: she was in Ana's bed while Ana had it.
  await moved('berta', 1, 'admission', '01', { bed_id: 'a' });
  await moved('berta', 2, 'transfer', '07', { bed_id: 'b' });
  // Said last, and still there: the end of Berta's time in it is in doubt, and so is the whole of it.
  await moved('carmen', 1, 'admission', '08', { bed_id: 'a' });
  await moved('berta', 3, 'transfer', '09', { bed_id: 'a' });
  await moved('berta', 4, 'transfer', '12', { bed_id: 'b' });
}

async function moved(
  person: Person,
  sequence: number,
  type: string,
  day: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  count += 1;
  await insert(source, 'movements', {
    ...{
      id: `m${String(count).padStart(3, '0')}`,
      resident_id: person,
      sequence,
      type,
      at: `2026-10-${day}T10:00:00.000Z`,
    },
    ...{
      bed_id: null,
      reason: null,
      expected_return_on: null,
      status: 'recorded',
      recorded_by: 'gil',
      ...STORED,
      ...more,
    },
  });
}

interface StayRow {
  readonly status: string;
  readonly bed_id: string | null;
  readonly expected_return_on: string | null;
  readonly from_at: string;
  readonly to_at: string | null;
}

async function staysOf(person: Person): Promise<unknown[]> {
  const rows = await source.query<StayRow[]>(
    `SELECT * FROM "stays" WHERE "resident_id" = '${person}' ORDER BY "sequence"`,
  );
  return rows.map(({ status, bed_id, expected_return_on, from_at, to_at }) =>
    [status, bed_id, from_at.slice(8, 10), to_at?.slice(8, 10) ?? null, expected_return_on].filter(
      (value, index) => index < 4 || value !== null,
    ),
  );
}

test('whoever lived in the home before has had the status and the bed that the movements say, errors aside', async () => {
  expect(await staysOf('ana')).toEqual([
    ['admitted', 'a', '01', '03'],
    ['in-hospital', 'a', '03', '04', '2026-10-05'],
    ['in-hospital', 'b', '04', '05', '2026-10-05'],
    ['admitted', 'b', '05', '06'],
    ['discharged', null, '06', '10'],
    ['admitted', 'c', '10', '11'],
    ['on-leave', 'c', '11', null, '2026-10-20'],
  ]);
  expect(await staysOf('dolores')).toEqual([]);
});

test('where two were said to have had one bed, the one said later is left without it for that time', async () => {
  expect(await staysOf('berta')).toEqual([
    ['admitted', null, '01', '07'],
    ['admitted', 'b', '07', '09'],
    ['admitted', null, '09', '12'],
    ['admitted', 'b', '12', null],
  ]);
  expect(await staysOf('carmen')).toEqual([['admitted', 'a', '08', null]]);
});

test('who was away is expected back on the day that was said', async () => {
  const rows = await source.query<{ id: string; expected_return_on: string | null }[]>(
    'SELECT "id", "expected_return_on" FROM "residents" ORDER BY "id"',
  );
  expect(rows.map(({ expected_return_on }) => expected_return_on)).toEqual(['2026-10-20', null, null, null]);
});

test.each([
  ['overlapping with the end of hers', '2026-10-02', '2026-10-04'],
  ['within hers', '2026-10-01', '2026-10-02'],
  ['that has no end', '2026-09-01', null],
])('nobody can be given the bed for a time %s, whoever writes it', async (_, from, to) => {
  const stay = {
    ...{ id: 'new', resident_id: 'dolores', sequence: 1, status: 'admitted', bed_id: 'a', expected_return_on: null },
    ...{ from_at: `${from}T10:00:00.000Z`, to_at: to && `${to}T10:00:00.000Z` },
  };
  await expect(insert(source, 'stays', stay)).rejects.toThrow(/ex_stays__bed_id/);
  await insert(source, 'stays', { ...stay, bed_id: null });
  const taken = source.query(`UPDATE "stays" SET "bed_id" = 'a' WHERE "id" = 'new'`);
  await expect(taken).rejects.toThrow(/ex_stays__bed_id/);
  await source.query(`DELETE FROM "stays" WHERE "id" = 'new'`);
});
