import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aResident } from '../../support/builders/residents.js';
import type { Client, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';

interface Occupancy {
  readonly at: string;
  readonly units: readonly {
    readonly unit: string;
    readonly beds: number;
    readonly occupied: number;
    readonly held: number;
  }[];
  readonly beds: readonly {
    readonly bed: { readonly id: string; readonly name: string };
    readonly resident: { readonly givenName: string; readonly status: string } | null;
  }[];
}

let home: Home;
let nurse: Client;
const beds = new Map<string, string>();
const people = new Map<string, Resource>();

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T09:00:00+01:00' });
  nurse = await home.as('nurse');
  for (const [unit, names] of [
    ['Garden', ['A', 'B']],
    ['Hall', ['C']],
  ] as const) {
    const room = { name: '1', unit, beds: names.map((name) => ({ name })) };
    const { beds: made } = await nurse.created<Resource & { beds: { id: string; name: string }[] }>(
      '/api/v1/rooms',
      room,
    );
    for (const { id, name } of made) beds.set(name, id);
  }
  for (const givenName of ['Ana', 'Berta']) {
    people.set(givenName, await nurse.created('/api/v1/residents', aResident({ givenName })));
  }
  await move('Ana', 'admission', '2026-11-01T10:00:00Z', 'A');
  await move('Ana', 'hospitalisation', '2026-11-05T10:00:00Z');
  await move('Ana', 'return', '2026-11-07T10:00:00Z');
  await move('Ana', 'transfer', '2026-11-10T10:00:00Z', 'C');
  await move('Berta', 'admission', '2026-11-10T10:00:00Z', 'A');
  await move('Ana', 'discharge', '2026-11-20T10:00:00Z');
});
afterAll(() => home.stop());

async function move(who: string, type: string, at: string, bed?: string): Promise<void> {
  const bedId = bed === undefined ? {} : { bedId: beds.get(bed) };
  await nurse.created(`/api/v1/residents/${people.get(who)?.id ?? ''}/movements`, { type, at, ...bedId });
}

async function occupancy(at?: string): Promise<Occupancy> {
  return nurse.read<Occupancy>(`/api/v1/occupancy${at === undefined ? '' : `?at=${encodeURIComponent(at)}`}`);
}

test.each([
  ['before anyone came', '2026-11-01T09:59:59.999Z', [null, null, null]],
  ['the moment she comes', '2026-11-01T10:00:00Z', ['Ana admitted', null, null]],
  ['while she is in hospital, her bed is kept', '2026-11-06T11:00:00+01:00', ['Ana in-hospital', null, null]],
  ['the moment she makes room', '2026-11-10T10:00:00Z', ['Berta admitted', null, 'Ana admitted']],
  ['after she has left', '2026-11-20T10:00:00Z', ['Berta admitted', null, null]],
])('%s', async (_, at, expected) => {
  const { beds: shown } = await occupancy(at);
  expect(shown.map(({ bed }) => bed.name)).toEqual(['A', 'B', 'C']);
  expect(shown.map(({ resident }) => resident && `${resident.givenName} ${resident.status}`)).toEqual(expected);
});

test('the beds of each unit are counted, those kept for someone among the occupied', async () => {
  expect((await occupancy('2026-11-06T10:00:00Z')).units).toEqual([
    { unit: 'Garden', beds: 2, occupied: 1, held: 1 },
    { unit: 'Hall', beds: 1, occupied: 0, held: 0 },
  ]);
});

test('a movement found to be an error was none at any time', async () => {
  const path = `/api/v1/residents/${people.get('Berta')?.id ?? ''}/movements`;
  const wrong = await nurse.created(path, { type: 'transfer', bedId: beds.get('B'), at: '2026-11-22T10:00:00Z' });
  expect((await occupancy('2026-11-23T10:00:00Z')).beds.map(({ resident }) => resident?.givenName)).toEqual([
    undefined,
    'Berta',
    undefined,
  ]);
  await nurse.post(`${path}/${wrong.id}/enter-in-error`, { reason: 'she stayed' });
  expect((await occupancy('2026-11-23T10:00:00Z')).beds.map(({ resident }) => resident?.givenName)).toEqual([
    'Berta',
    undefined,
    undefined,
  ]);
});

test('a removed bed is there for the time before, and no longer for now', async () => {
  const { id } = await nurse.created('/api/v1/rooms', { name: '9', unit: 'Attic', beds: [{ name: 'Z' }] });
  await nurse.patch(`/api/v1/rooms/${id}`, { beds: [] });
  const hasZ = ({ beds: shown }: Occupancy): boolean => shown.some(({ bed }) => bed.name === 'Z');
  expect([hasZ(await occupancy('2026-11-23T10:00:00Z')), hasZ(await occupancy())]).toEqual([true, false]);
});

test('nobody knows the occupancy of tomorrow', async () => {
  expectProblem(await nurse.get('/api/v1/occupancy?at=2026-11-25T09:00:00Z'), 400, 'bad-query');
  expectProblem(await nurse.get('/api/v1/occupancy?at=yesterday'), 400, 'bad-query');
});
