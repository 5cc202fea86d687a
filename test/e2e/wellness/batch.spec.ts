import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aBed, aResident, anAdmittedResident } from '../../support/builders/residents.js';
import { anObservation } from '../../support/builders/wellness.js';
import type { Body, Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields } from '../../support/matchers.js';

const PATH = '/api/v1/observations/batch';

interface Result {
  readonly index: number;
  readonly status: number;
  readonly id?: string;
  readonly problem?: Body;
}

let home: Home;
let nurse: Client;
let resident: Resource;

beforeAll(async () => {
  home = await Home.start({ anywhere: true, clockAt: '2026-11-24T09:00:00+01:00' });
  nurse = await home.as('nurse');
  resident = await anAdmittedResident(nurse, {}, { at: '2026-11-20T10:00:00Z' });
});
afterAll(() => home.stop());

async function send(items: readonly unknown[]): Promise<readonly Result[]> {
  const answer = await nurse.post<{ results: readonly Result[] }>(PATH, { items });
  expect(answer.status).toBe(200);
  expect(answer.body.results.map(({ index }) => index)).toEqual(items.map((_, index) => index));
  return answer.body.results;
}

async function stored(of: Resource): Promise<PageBody['items']> {
  return (await nurse.read<PageBody>(`/api/v1/residents/${of.id}/observations?limit=200`)).items;
}

describe('a batch from devices', () => {
  test('answers each row by itself: a bad one never stops the good ones', async () => {
    const residentId = resident.id;
    const results = await send([
      { residentId, ...anObservation() },
      { residentId, ...anObservation({ value: 999 }) },
      { residentId, type: 'aura', value: 1, colour: 'red' },
      { residentId: '0199b1d0-7c00-7000-8000-00000000dead', ...anObservation() },
      { residentId: 'her', ...anObservation() },
      'nonsense',
      null,
      { residentId, type: 'body-temperature', value: 98.6, unit: '[degF]' },
    ]);
    expect(results.map(({ status }) => status)).toEqual([201, 422, 422, 422, 422, 422, 422, 201]);
    const blamed = results.map(({ problem }) => (problem?.['errors'] as { pointer: string }[] | undefined) ?? []);
    expect(blamed.map((errors) => errors.map(({ pointer }) => pointer).sort())).toEqual([
      [],
      ['/value'],
      ['/colour', '/type'],
      ['/residentId'],
      ['/residentId'],
      [''],
      [''],
      [],
    ]);
    expect(results[1]?.problem).toMatchObject({ status: 422, code: 'validation-failed', instance: PATH });
    const ids = [results[0]?.id, results[7]?.id].sort();
    expect((await stored(resident)).map(({ id }) => id).sort()).toEqual(ids);
  });

  test('of which no row can be read is answered row by row all the same', async () => {
    const results = await send([{ residentId: resident.id, type: 'aura' }, 'nonsense']);
    expect(results.map(({ status }) => status)).toEqual([422, 422]);
  });

  test('takes a thousand rows and no more', async () => {
    const many = await nurse.created('/api/v1/residents', aResident());
    const rows = Array.from({ length: 1000 }, (_, minute) => ({
      residentId: many.id,
      ...anObservation({ takenAt: new Date(Date.UTC(2026, 10, 20, 0, minute)).toISOString() }),
    }));
    const results = await send(rows);
    expect(results.filter(({ status }) => status === 201)).toHaveLength(1000);
    expect(new Set(results.map(({ id }) => id)).size).toBe(1000);
    expectBadFields(await nurse.post(PATH, { items: [...rows, rows[0]] }), '/items');
    expect(await stored(many)).toHaveLength(200);
  });

  test.each([[{}], [{ items: [] }], [{ items: {} }]])('%j is no batch', async (body) => {
    expectBadFields(await nurse.post(PATH, body), '/items');
  });
});

describe('after a death', () => {
  test('what was taken before it may still be written down, what claims to be from after it is refused', async () => {
    const { id } = await nurse.created('/api/v1/residents', aResident());
    const moved = { bedId: await aBed(nurse), type: 'admission', at: '2026-11-20T10:00:00Z' };
    await nurse.created(`/api/v1/residents/${id}/movements`, moved);
    await nurse.created(`/api/v1/residents/${id}/movements`, { type: 'death', at: '2026-11-23T04:00:00Z' });
    const before = { residentId: id, ...anObservation({ takenAt: '2026-11-23T03:30:00Z' }) };
    const after = { residentId: id, ...anObservation({ takenAt: '2026-11-23T04:30:00Z' }) };
    expect((await send([before, after])).map(({ status }) => status)).toEqual([201, 422]);
    const path = `/api/v1/residents/${id}/observations`;
    expectBadFields(await nurse.post(path, anObservation()), '/takenAt');
  });
});
