import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aBed, anAdmittedResident, aResident } from '../../support/builders/residents.js';
import type { Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';
import { testAlone } from '../../support/running-home.js';

let home: Home;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({ anywhere: true, clockAt: '2026-11-24T09:00:00+01:00' });
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

function move(resident: Resource, movement: Record<string, unknown>): ReturnType<Client['post']> {
  return nurse.post(`/api/v1/residents/${resident.id}/movements`, movement);
}

describe('a stay in the home', () => {
  testAlone('a resident is admitted to a bed, keeps it in hospital, and frees it at discharge', async () => {
    const resident = await nurse.created('/api/v1/residents', aResident());
    expect(resident).toMatchObject({ status: 'pre-admission', bed: null });
    const bedId = await aBed(nurse);
    for (const [movement, status, bed] of [
      [{ type: 'admission', bedId }, 'admitted', bedId],
      [{ type: 'hospitalisation', expectedReturnOn: '2026-12-01' }, 'in-hospital', bedId],
      [{ type: 'return' }, 'admitted', bedId],
      [{ type: 'discharge', reason: 'goes to live with her son' }, 'discharged', undefined],
      [{ type: 'admission', bedId }, 'admitted', bedId],
    ] as const) {
      expect((await move(resident, movement)).status).toBe(201);
      const now = await nurse.read<{ status: string; bed: { id: string } | null }>(`/api/v1/residents/${resident.id}`);
      expect({ status: now.status, bed: now.bed?.id }).toEqual({ status, bed });
    }
    const { items } = await nurse.read<PageBody>(`/api/v1/residents/${resident.id}/movements`);
    expect(items.map(({ type }) => type)).toEqual(['admission', 'discharge', 'return', 'hospitalisation', 'admission']);
  });

  test.each([
    ['return', 409],
    ['leave', 201],
    ['admission', 409],
    ['death', 201],
    ['return', 409],
  ])('one after the other on one resident: %s gives %i', async (type, status) => {
    shared ??= await anAdmittedResident(nurse);
    const answer = await move(shared, type === 'admission' ? { type, bedId: await aBed(nurse) } : { type });
    expect(answer.status).toBe(status);
    if (status === 409) expectProblem(answer, 409, 'illegal-movement');
  });
  let shared: Resource | undefined;

  testAlone('a movement dated before the last one is out of order, one in the future is refused', async () => {
    const resident = await anAdmittedResident(nurse, {}, { at: '2026-11-20T10:00:00Z' });
    expectProblem(await move(resident, { type: 'leave', at: '2026-11-20T09:59:00Z' }), 409, 'out-of-order');
    expectBadFields(await move(resident, { type: 'leave', at: '2026-11-24T09:30:00Z' }), '/at');
  });

  test('an admission needs a bed that exists', async () => {
    const resident = await nurse.created('/api/v1/residents', aResident());
    expectBadFields(await move(resident, { type: 'admission' }), '/bedId');
    const unknown = '0199b1d0-7c00-7000-8000-00000000dead';
    expectBadFields(await move(resident, { type: 'admission', bedId: unknown }), '/bedId');
  });
});

describe('a bed', () => {
  test('20 nurses admit 20 residents to one bed at the same moment: one is in, 19 are told which bed it was', async () => {
    const bedId = await aBed(nurse);
    const residents = await Promise.all(
      Array.from({ length: 20 }, () => nurse.created('/api/v1/residents', aResident())),
    );
    const answers = await Promise.all(residents.map((resident) => move(resident, { type: 'admission', bedId })));
    const refused = answers.filter(({ status }) => status === 409);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(refused).toHaveLength(19);
    for (const answer of refused) expectProblem(answer, 409, 'bed-occupied', { bed: { id: bedId } });
  });

  test('with an occupant it can not be removed, empty it can', async () => {
    const room = await nurse.created('/api/v1/rooms', {
      name: 'Removal',
      unit: 'Top',
      beds: [{ name: 'A' }, { name: 'B' }],
    });
    const [a, b] = room['beds'] as { id: string; name: string }[];
    const resident = await nurse.created('/api/v1/residents', aResident());
    await move(resident, { type: 'admission', bedId: a?.id });
    expectProblem(await nurse.patch(`/api/v1/rooms/${room.id}`, { beds: [b] }), 409, 'bed-occupied');
    const answer = await nurse.patch(`/api/v1/rooms/${room.id}`, { beds: [a] });
    expect(answer.body).toMatchObject({ version: 2, beds: [a] });
  });
});
