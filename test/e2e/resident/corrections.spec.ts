import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aBed, anAdmittedResident, aResident } from '../../support/builders/residents.js';
import type { Answer, Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';
import { testAlone } from '../../support/running-home.js';

interface Place {
  readonly status: string;
  readonly bed: { readonly id: string } | null;
  readonly expectedReturnOn: string | null;
}

let home: Home;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({ anywhere: true, clockAt: '2026-11-24T09:00:00+01:00' });
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

const MOVED_IN = { at: '2026-11-01T10:00:00+01:00' };

function movementsOf({ id }: Resource): string {
  return `/api/v1/residents/${id}/movements`;
}

function move(resident: Resource, movement: Readonly<Record<string, unknown>>): Promise<Resource> {
  return nurse.created(movementsOf(resident), movement);
}

function wrong(resident: Resource, { id }: Resource, client = nurse): Promise<Answer<Resource>> {
  return client.post<Resource>(`${movementsOf(resident)}/${id}/enter-in-error`, { reason: 'it was the other Carmen' });
}

async function lastMovementOf(resident: Resource): Promise<Resource> {
  const { items } = await nurse.read<{ readonly items: readonly Resource[] }>(`${movementsOf(resident)}?limit=1`);
  const [last] = items;
  if (last === undefined) throw new Error('there is no movement');
  return last;
}

async function placeOf({ id }: Resource): Promise<unknown> {
  const { status, bed } = await nurse.read<Place>(`/api/v1/residents/${id}`);
  return { status, bed: bed?.id ?? null };
}

async function bedOf(resident: Resource): Promise<string> {
  const { bed } = await nurse.read<Place>(`/api/v1/residents/${resident.id}`);
  if (bed === null) throw new Error('the resident has no bed');
  return bed.id;
}

describe('a movement that was an error', () => {
  test('is marked with its reason, and the resident is where the others say', async () => {
    const carmen = await anAdmittedResident(nurse, {}, MOVED_IN);
    const bed = await bedOf(carmen);
    const discharge = await move(carmen, { type: 'discharge' });
    expect(await placeOf(carmen)).toEqual({ status: 'discharged', bed: null });
    const { status, body } = await wrong(carmen, discharge);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { status: 'entered-in-error', statusReason: 'it was the other Carmen', version: 2 },
    });
    expect(await placeOf(carmen)).toEqual({ status: 'admitted', bed });
    const { items } = await nurse.read<PageBody>(movementsOf(carmen));
    expect(items.map((one) => [one['type'], one['status']])).toEqual([
      ['discharge', 'entered-in-error'],
      ['admission', 'recorded'],
    ]);
  });

  test('leaves no trace of its bed: whoever was moved to the wrong one is in the old one, and that one is free', async () => {
    const carmen = await anAdmittedResident(nurse, {}, MOVED_IN);
    const [first, second] = [await bedOf(carmen), await aBed(nurse)];
    await wrong(carmen, await move(carmen, { type: 'transfer', bedId: second }));
    expect(await placeOf(carmen)).toEqual({ status: 'admitted', bed: first });
    const ana = await nurse.created('/api/v1/residents', aResident());
    await move(ana, { type: 'admission', bedId: second });
    expect(await placeOf(ana)).toEqual({ status: 'admitted', bed: second });
  });

  test('can be the first: nobody was admitted then', async () => {
    const carmen = await anAdmittedResident(nurse, {}, MOVED_IN);
    expect((await wrong(carmen, await lastMovementOf(carmen))).status).toBe(200);
    expect(await placeOf(carmen)).toEqual({ status: 'pre-admission', bed: null });
    await move(carmen, { type: 'admission', bedId: await aBed(nurse), at: '2026-10-01T10:00:00Z' });
    expect(await placeOf(carmen)).toMatchObject({ status: 'admitted' });
  });

  test('can not be marked while a later one needs it, which is named, nor twice', async () => {
    const carmen = await anAdmittedResident(nurse, {}, MOVED_IN);
    const leave = await move(carmen, { type: 'leave', at: '2026-11-20T10:00:00Z' });
    const back = await move(carmen, { type: 'return', at: '2026-11-21T10:00:00Z' });
    expectProblem(await wrong(carmen, leave), 409, 'illegal-movement', { movementId: back.id });
    await wrong(carmen, back);
    expect(await placeOf(carmen)).toMatchObject({ status: 'on-leave' });
    await wrong(carmen, leave);
    expect(await placeOf(carmen)).toMatchObject({ status: 'admitted' });
    expectProblem(await wrong(carmen, leave), 409, 'illegal-transition');
  });

  test('can not be marked when the bed has been given to someone else since', async () => {
    const carmen = await anAdmittedResident(nurse, {}, MOVED_IN);
    const bedId = await bedOf(carmen);
    const discharge = await move(carmen, { type: 'discharge', at: '2026-11-20T10:00:00Z' });
    const ana = await nurse.created('/api/v1/residents', aResident());
    await move(ana, { type: 'admission', bedId, at: '2026-11-21T10:00:00Z' });
    expectProblem(await wrong(carmen, discharge), 409, 'bed-occupied', { bed: { id: bedId } });
    expect(await placeOf(carmen)).toEqual({ status: 'discharged', bed: null });
  });

  test('can not be marked when the bed is gone', async () => {
    const room = await nurse.created('/api/v1/rooms', { name: 'Gone', unit: 'Top', beds: [{ name: 'A' }] });
    const [bed] = room['beds'] as { id: string }[];
    const carmen = await nurse.created('/api/v1/residents', aResident());
    await move(carmen, { type: 'admission', bedId: bed?.id, ...MOVED_IN });
    const discharge = await move(carmen, { type: 'discharge' });
    expect((await nurse.patch(`/api/v1/rooms/${room.id}`, { beds: [] })).status).toBe(200);
    expectProblem(await wrong(carmen, discharge), 409, 'bed-removed', { bed: { id: bed?.id } });
  });

  test('is marked by a manager where it is a death', async () => {
    const carmen = await anAdmittedResident(nurse, {}, MOVED_IN);
    const death = await move(carmen, { type: 'death' });
    expectProblem(await wrong(carmen, death), 403, 'forbidden');
    expect(await placeOf(carmen)).toMatchObject({ status: 'deceased' });
    expect((await wrong(carmen, death, await home.as('manager'))).status).toBe(200);
    expect(await placeOf(carmen)).toMatchObject({ status: 'admitted' });
  });

  test('needs a reason, and the right one of two versions', async () => {
    const carmen = await anAdmittedResident(nurse, {}, MOVED_IN);
    const { id } = await move(carmen, { type: 'leave' });
    const path = `${movementsOf(carmen)}/${id}/enter-in-error`;
    expectBadFields(await nurse.post(path, {}), '/reason');
    expectProblem(await nurse.post(path, { reason: 'x' }, { 'if-match': '"2"' }), 412, 'version-conflict');
  });
});

describe('a bed in the past', () => {
  test('can not be given to one person while another had it, though it is free now', async () => {
    const carmen = await anAdmittedResident(nurse, {}, MOVED_IN);
    const bedId = await bedOf(carmen);
    await move(carmen, { type: 'discharge', at: '2026-11-20T10:00:00Z' });
    const ana = await nurse.created('/api/v1/residents', aResident());
    const admission = { type: 'admission', bedId };
    for (const at of ['2026-10-30T10:00:00Z', '2026-11-10T10:00:00Z', '2026-11-20T09:59:59.999Z']) {
      expectProblem(await nurse.post(movementsOf(ana), { ...admission, at }), 409, 'bed-occupied', {
        bed: { id: bedId },
      });
    }
    await move(ana, { ...admission, at: '2026-11-20T10:00:00Z' });
    expect(await placeOf(ana)).toEqual({ status: 'admitted', bed: bedId });
  });

  test('two people change beds by way of a third', async () => {
    const [carmen, ana] = [
      await anAdmittedResident(nurse, {}, MOVED_IN),
      await anAdmittedResident(nurse, {}, MOVED_IN),
    ];
    const [hers, anas, third] = [await bedOf(carmen), await bedOf(ana), await aBed(nurse)];
    const at = '2026-11-20T10:00:00Z';
    await move(carmen, { type: 'transfer', bedId: third, at });
    await move(ana, { type: 'transfer', bedId: hers, at });
    await move(carmen, { type: 'transfer', bedId: anas, at });
    expect([await placeOf(carmen), await placeOf(ana)]).toMatchObject([{ bed: anas }, { bed: hers }]);
  });
});

describe('who is away', () => {
  testAlone(
    'has the day on which they are expected, which can be put off, and no longer once they are back',
    async () => {
      const carmen = await anAdmittedResident(nurse, {}, MOVED_IN);
      const path = `/api/v1/residents/${carmen.id}`;
      const away = await move(carmen, { type: 'hospitalisation', expectedReturnOn: '2026-12-01' });
      expect(await nurse.read(path)).toMatchObject({ expectedReturnOn: '2026-12-01' });
      const changed = await nurse.patch(`${movementsOf(carmen)}/${away.id}`, { expectedReturnOn: '2026-12-08' });
      expect(changed).toMatchObject({ status: 200, body: { version: 2, expectedReturnOn: '2026-12-08' } });
      await move(carmen, { type: 'transfer', bedId: await aBed(nurse) });
      expect(await nurse.read(path)).toMatchObject({ status: 'in-hospital', expectedReturnOn: '2026-12-08' });
      const back = await move(carmen, { type: 'return' });
      expect(await nurse.read(path)).toMatchObject({ expectedReturnOn: null });
      await wrong(carmen, back);
      expect(await nurse.read(path)).toMatchObject({ status: 'in-hospital', expectedReturnOn: '2026-12-08' });
    },
  );

  test('is not expected before they left, and nobody is who is not away', async () => {
    const carmen = await anAdmittedResident(nurse, {}, MOVED_IN);
    const early = { type: 'leave', expectedReturnOn: '2026-11-23' };
    expectBadFields(await nurse.post(movementsOf(carmen), early), '/expectedReturnOn');
    const discharge = { type: 'discharge', expectedReturnOn: '2026-11-30' };
    expectBadFields(await nurse.post(movementsOf(carmen), discharge), '/expectedReturnOn');
    const { id } = await lastMovementOf(carmen);
    const patch = { expectedReturnOn: '2026-11-30' };
    expectBadFields(await nurse.patch(`${movementsOf(carmen)}/${id}`, patch), '/expectedReturnOn');
  });
});
