import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { theMedication } from '../../support/builders/medications.js';
import { aResident } from '../../support/builders/residents.js';
import { discrepancyOf, move } from '../../support/builders/stock.js';
import type { Answer, Body, Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';

const ANOTHER = '0199b1d0-7c00-7000-8000-0000000000ff';

let home: Home;
let nurse: Client;
let manager: Client;
let medicationId: string;
let residentId: string;

beforeAll(async () => {
  home = await Home.start({ anywhere: true });
  nurse = await home.as('nurse');
  manager = await home.as('manager');
});
afterAll(() => home.stop());

beforeEach(async () => {
  medicationId = (await theMedication(await home.as('admin'))).id;
  residentId = (await nurse.created('/api/v1/residents', aResident())).id;
});

function enter(details: Body): Promise<Answer<Resource>> {
  return nurse.post<Resource>('/api/v1/stock-movements', { medicationId, type: 'receipt', quantity: 30, ...details });
}

function correct(line: Resource, quantity: number): Promise<Answer<Resource>> {
  return nurse.post<Resource>(`/api/v1/stock-movements/${line.id}/correct`, { quantity, reason: 'counted wrong' });
}

async function ledger(query = ''): Promise<readonly Resource[]> {
  return (await nurse.read<PageBody>(`/api/v1/stock-movements?medicationId=${medicationId}${query}`)).items;
}

describe('the stock of a medicine', () => {
  test('grows with what comes and shrinks with what goes, line by line', async () => {
    const { status, headers, body } = await enter({ lot: 'A1', expiresOn: '2027-10-31', reason: 'delivery' });
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { lot: 'A1', quantity: 30, change: 30, balance: 30, ownerBalance: 30, position: 1, residentId: null },
    });
    expect(headers.get('location')).toBe(`/api/v1/stock-movements/${body.id}`);
    await move(nurse, { medicationId, lot: 'B2', quantity: 12.5 });
    await move(nurse, { medicationId, type: 'return', lot: 'A1', quantity: 4 });
    await move(nurse, { medicationId, type: 'disposal', lot: 'B2', quantity: 0.5, reason: 'broken' });
    expect(await ledger()).toMatchObject([
      { type: 'disposal', change: -0.5, balance: 12, ownerBalance: 38, position: 4 },
      { type: 'return', change: -4, balance: 26, ownerBalance: 38.5, position: 3, expiresOn: '2027-10-31' },
      { type: 'receipt', change: 12.5, balance: 12.5, ownerBalance: 42.5, position: 2 },
      { type: 'receipt', change: 30, balance: 30, position: 1 },
    ]);
    expect(await nurse.read(`/api/v1/stock-movements/${body.id}`)).toEqual(body);
  });

  test('never goes below zero: what is not there can not go, and the ledger is as it was', async () => {
    await enter({ lot: 'A1', quantity: 5 });
    const more = { available: 5, requested: 6, lot: 'A1' };
    expectProblem(await enter({ type: 'return', lot: 'A1', quantity: 6 }), 409, 'insufficient-stock', more);
    expectProblem(await enter({ type: 'transfer', toResidentId: residentId, quantity: 6 }), 409, 'insufficient-stock');
    expectProblem(await enter({ type: 'return', lot: 'OTHER', quantity: 1 }), 409, 'insufficient-stock');
    expect(await ledger()).toHaveLength(1);
  });

  test('has one expiry date for a lot, which needs saying once', async () => {
    await enter({ lot: 'A1', expiresOn: '2027-10-31' });
    expectProblem(await enter({ lot: 'A1', expiresOn: '2027-11-30' }), 409, 'lot-expiry-differs');
    expect((await enter({ lot: 'A1' })).body).toMatchObject({ expiresOn: '2027-10-31', balance: 60 });
  });

  test('goes from the packs that are there when no lot is named, and from several only when one is', async () => {
    await enter({ lot: 'A1' });
    expect((await enter({ type: 'return', quantity: 1 })).body).toMatchObject({ lot: 'A1', balance: 29 });
    await enter({ lot: 'B2' });
    expectBadFields(await enter({ type: 'return', quantity: 1 }), '/lot');
    await enter({});
    expect((await enter({ type: 'return', quantity: 1 })).body).toMatchObject({ lot: null, balance: 29 });
  });

  test('moves from the home to a resident and back, with a line for each', async () => {
    await enter({ lot: 'A1', expiresOn: '2027-10-31' });
    const out = await move(nurse, { medicationId, type: 'transfer', quantity: 10, toResidentId: residentId });
    expect(out).toMatchObject({ residentId: null, change: -10, balance: 20 });
    const [received] = await ledger(`&residentId=${residentId}`);
    expect(received).toMatchObject({ lot: 'A1', expiresOn: '2027-10-31', change: 10, counterpartId: out.id });
    expect(received?.id).toBe(out['counterpartId']);
    const back = await move(nurse, { medicationId, type: 'transfer', quantity: 10, residentId });
    expect(back).toMatchObject({ residentId, change: -10, ownerBalance: 0 });
    expect((await ledger())[0]).toMatchObject({ residentId: null, change: 10, ownerBalance: 30 });
  });

  test('is entered in the unit that it is counted in, or in one that the medicine converts', async () => {
    const syrup = await theMedication(await home.as('admin'), {
      unit: 'ml',
      doseUnits: [{ unit: 'drop', perUnit: 20 }],
    });
    expect(await move(nurse, { medicationId: syrup.id, quantity: 1, unit: 'ml' })).toMatchObject({ quantity: 1 });
    const drops = await move(nurse, { medicationId: syrup.id, quantity: 30, unit: 'Drops' });
    expect(drops).toMatchObject({ quantity: 1.5, balance: 2.5 });
    const spoons = { medicationId: syrup.id, type: 'receipt', quantity: 1, unit: 'spoon' };
    expectBadFields(await nurse.post('/api/v1/stock-movements', spoons), '/unit');
    const tooLittle = { ...spoons, quantity: 0.000_001, unit: 'drop' };
    expectBadFields(await nurse.post('/api/v1/stock-movements', tooLittle), '/quantity');
    const tooMuch = { ...spoons, quantity: 1_000_000_000, unit: 'ml' };
    expectBadFields(await nurse.post('/api/v1/stock-movements', tooMuch), '/quantity');
    const patched = await manager.patch(`/api/v1/medications/${syrup.id}`, { unit: 'bottle' });
    expectProblem(patched, 409, 'unit-in-use');
  });

  test('is only of residents and medicines that the home knows, and was not moved tomorrow', async () => {
    expectProblem(await enter({ residentId: ANOTHER }), 404, 'not-found');
    expectProblem(await enter({ medicationId: ANOTHER }), 404, 'not-found');
    expectProblem(await enter({ residentId: ANOTHER, type: 'return' }), 404, 'not-found');
    expectProblem(await enter({ type: 'transfer', toResidentId: ANOTHER, quantity: 999 }), 404, 'not-found');
    const bad = { at: '2099-01-01T00:00:00Z', quantity: 0, toResidentId: residentId };
    expectBadFields(await enter(bad), '/at', '/quantity', '/toResidentId');
    expectBadFields(await enter({ type: 'disposal', quantity: 1 }), '/reason');
    expectBadFields(await enter({ type: 'transfer', quantity: 1 }), '/toResidentId');
    expect(await ledger()).toEqual([]);
  });
});

describe('a count', () => {
  test('that finds what should be there says so, and opens nothing', async () => {
    await enter({ lot: 'A1' });
    expect(await move(nurse, { medicationId, type: 'count', quantity: 30 })).toMatchObject({ change: 0, balance: 30 });
    const { items } = await nurse.read<PageBody>(`/api/v1/stock-discrepancies?medicationId=${medicationId}`);
    expect(items).toEqual([]);
  });

  test('that finds another number opens a discrepancy, which is explained and closed and stays', async () => {
    await enter({ lot: 'A1', residentId });
    const count = await move(nurse, { medicationId, residentId, type: 'count', quantity: 28 });
    expect(count).toMatchObject({ quantity: 28, change: -2, balance: 28 });
    const opened = await discrepancyOf(nurse, count);
    const found = { kind: 'count', expected: 30, found: 28, difference: -2, residentId, lot: 'A1' };
    expect(opened).toMatchObject({ ...found, status: 'open', explanation: null });
    const path = `/api/v1/stock-discrepancies/${opened.id}`;

    expectProblem(await nurse.post(`${path}/close`, { conclusion: 'well' }), 409, 'illegal-transition');
    const explained = await nurse.post(`${path}/explain`, { explanation: 'two were dropped' });
    expect(explained.body).toMatchObject({ status: 'explained', explanation: 'two were dropped', version: 2 });
    expectProblem(await nurse.post(`${path}/explain`, { explanation: 'or not' }), 409, 'illegal-transition');
    const closed = await manager.post(`${path}/close`, { conclusion: 'the team was told' });
    expect(closed.body).toMatchObject({ ...found, status: 'closed', explanation: 'two were dropped' });
    expectProblem(await nurse.post(`${path}/close`, { conclusion: 'again' }), 409, 'illegal-transition');
    expect(await nurse.read(path)).toEqual(closed.body);
  });
});

describe('a wrong line', () => {
  test('is corrected by another that points at it, and that one in turn', async () => {
    const wrong = await move(nurse, { medicationId, lot: 'A1', quantity: 60 });
    const first = await correct(wrong, 56);
    expect({ status: first.status, body: first.body }).toMatchObject({
      status: 201,
      body: { type: 'correction', corrects: wrong.id, quantity: 56, change: -4, balance: 56, lot: 'A1' },
    });
    expectProblem(await correct(wrong, 57), 409, 'already-corrected', { correctedBy: first.body.id });
    expectBadFields(await correct(first.body, 56), '/quantity');
    expect((await correct(first.body, 0)).body).toMatchObject({ corrects: first.body.id, change: -56, balance: 0 });
    expect(await nurse.read(`/api/v1/stock-movements/${wrong.id}`)).toEqual(wrong);
  });

  test('is not taken back when what came has gone', async () => {
    const wrong = await move(nurse, { medicationId, quantity: 10 });
    await move(nurse, { medicationId, type: 'return', quantity: 8 });
    expectProblem(await correct(wrong, 5), 409, 'insufficient-stock');
    expect((await correct(wrong, 8)).body).toMatchObject({ change: -2, balance: 0 });
  });

  test('is corrected in its own packs, though others of the lot have come since with another date', async () => {
    await move(nurse, { medicationId, lot: 'A1', expiresOn: '2027-06-30' });
    const wrong = await move(nurse, { medicationId, type: 'return', lot: 'A1', quantity: 30 });
    await move(nurse, { medicationId, lot: 'A1', expiresOn: '2027-07-31', quantity: 5 });
    expect((await correct(wrong, 28)).body).toMatchObject({ expiresOn: '2027-06-30', change: 2, balance: 2 });
    expectBadFields(await enter({ type: 'return', lot: 'A1', quantity: 1 }), '/expiresOn');
    const dated = { type: 'return', lot: 'A1', expiresOn: '2027-07-31', quantity: 1 };
    expect((await enter(dated)).body).toMatchObject({ change: -1, balance: 4, ownerBalance: 6 });
  });

  test('of a transfer is corrected on both sides', async () => {
    await move(nurse, { medicationId, quantity: 30 });
    const out = await move(nurse, { medicationId, type: 'transfer', quantity: 10, toResidentId: residentId });
    const { body } = await correct(out, 4);
    expect(body).toMatchObject({ residentId: null, change: 6, balance: 26, corrects: out.id });
    const [other] = await ledger(`&residentId=${residentId}`);
    const sides = { change: -6, balance: 4, corrects: out['counterpartId'], counterpartId: body.id };
    expect(other).toMatchObject(sides);
  });
});
