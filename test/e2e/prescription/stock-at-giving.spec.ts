import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { theMedication } from '../../support/builders/medications.js';
import {
  aPrescription,
  aResidentSinceNovember,
  record,
  thePrescription,
  type Administration,
  type Prescription,
} from '../../support/builders/prescriptions.js';
import { move } from '../../support/builders/stock.js';
import type { Answer, Body, Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';

const EIGHT = '2026-11-24T07:00:00.000Z';
const YESTERDAY = { scheduledFor: '2026-11-23T19:00:00Z', reason: 'late', administeredAt: '2026-11-23T20:00:00+01:00' };
const ALL_THE_SAME = { acknowledge: ['insufficient-stock'], acknowledgeReason: 'she has had it' };

let home: Home;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T08:10:00+01:00' });
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

async function ledgerOf({ medicationId }: Prescription): Promise<readonly Resource[]> {
  return (await nurse.read<PageBody>(`/api/v1/stock-movements?medicationId=${medicationId}`)).items;
}

async function discrepanciesOf({ medicationId }: Prescription): Promise<readonly Resource[]> {
  return (await nurse.read<PageBody>(`/api/v1/stock-discrepancies?medicationId=${medicationId}`)).items;
}

describe('giving a dose', () => {
  test('takes it from the stock, and the line says who gave it, when, and which record it is', async () => {
    const prescription = await thePrescription(home);
    const { medicationId } = prescription;
    await move(nurse, { medicationId, lot: 'A1', quantity: 30 });
    const { body } = await record(nurse, prescription, { administeredAt: '2026-11-24T08:05:00+01:00' });
    expect((await ledgerOf(prescription))[0]).toMatchObject({
      ...{ type: 'given', lot: 'A1', quantity: 1, change: -1, balance: 29, residentId: null },
      ...{ administrationId: body.id, recordedBy: body['recordedBy'], at: '2026-11-24T07:05:00.000Z' },
    });
  });

  test("takes the resident's own first and the home's after it, each from the lot that expires first", async () => {
    const prescription = await thePrescription(home, { terms: { dose: { quantity: 4, unit: 'tablet' } } });
    const { medicationId, residentId } = prescription;
    await move(nurse, { medicationId, quantity: 10, lot: 'H', expiresOn: '2026-12-31' });
    await move(nurse, { medicationId, residentId, quantity: 2, lot: 'late', expiresOn: '2027-12-31' });
    await move(nurse, { medicationId, residentId, quantity: 1, lot: 'soon', expiresOn: '2027-01-31' });
    await move(nurse, { medicationId, residentId, quantity: 5, lot: 'gone', expiresOn: '2026-11-23' });
    await record(nurse, prescription);
    const taken = (await ledgerOf(prescription)).filter(({ type }) => type === 'given').reverse();
    expect(taken).toMatchObject([
      { lot: 'soon', change: -1, residentId },
      { lot: 'late', change: -2, residentId },
      { lot: 'H', change: -1, residentId: null },
    ]);
    expect(await discrepanciesOf(prescription)).toEqual([]);
  });

  test('of a medicine that was never received counts nothing', async () => {
    const prescription = await thePrescription(home);
    expect((await record(nurse, prescription)).status).toBe(201);
    expect(await ledgerOf(prescription)).toEqual([]);
  });

  test('is refused when too little is there, and stays right once somebody says that it was given', async () => {
    const prescription = await thePrescription(home, { terms: { dose: { quantity: 2, unit: 'tablet' } } });
    const { medicationId, residentId } = prescription;
    await move(nurse, { medicationId, quantity: 1 });
    const refused = await record(nurse, prescription, { scheduledFor: EIGHT });
    const facts = { counted: true, needed: 2, usable: 1, expired: 0, unit: 'tablet' };
    const rule = expect.objectContaining({ rule: 'insufficient-stock', outcome: 'block', facts });
    expectProblem(refused, 409, 'insufficient-stock', { rules: expect.arrayContaining([rule]) });
    const asked = await nurse.read(`/api/v1/prescriptions/${prescription.id}/can-give`);
    expect(asked).toMatchObject({ allowed: false, until: null });
    expect(asked['rules']).toContainEqual(expect.objectContaining({ rule: 'insufficient-stock', outcome: 'block' }));
    expect(await ledgerOf(prescription)).toHaveLength(1);

    const { status, body } = await record(nurse, prescription, { scheduledFor: EIGHT, ...ALL_THE_SAME });
    expect({ status, body }).toMatchObject({ status: 201, body: { acknowledged: ['insufficient-stock'] } });
    expect((await ledgerOf(prescription))[0]).toMatchObject({ type: 'given', change: -1, balance: 0, ownerBalance: 0 });
    expect(await discrepanciesOf(prescription)).toMatchObject([
      { kind: 'short', expected: 2, found: 1, difference: -1, administrationId: body.id, residentId, status: 'open' },
    ]);
  });

  test('counts a dose in milligrams by what a tablet holds, and none that nobody can convert', async () => {
    const terms = { dose: { quantity: 250, unit: 'mg' } };
    const medication = { unit: 'tablet', doseUnits: [{ unit: 'mg', perUnit: 500 }] };
    const converted = await thePrescription(home, { medication, terms });
    await move(nurse, { medicationId: converted.medicationId, quantity: 10 });
    await record(nurse, converted);
    expect((await ledgerOf(converted))[0]).toMatchObject({ change: -0.5, balance: 9.5 });

    const unsaid = await thePrescription(home, { terms });
    await move(nurse, { medicationId: unsaid.medicationId, quantity: 10 });
    expectProblem(await record(nurse, unsaid), 409, 'unit-mismatch');
    const all = { acknowledge: ['unit-mismatch'], acknowledgeReason: 'half a tablet' };
    expect((await record(nurse, unsaid, all)).status).toBe(201);
    expect(await ledgerOf(unsaid)).toHaveLength(1);
    expect(await discrepanciesOf(unsaid)).toMatchObject([{ kind: 'unit', expected: null, difference: null }]);
  });

  test('that nobody took leaves the stock alone, and one that was dropped is waste', async () => {
    const prescription = await thePrescription(home);
    await move(nurse, { medicationId: prescription.medicationId, quantity: 10 });
    await record(nurse, prescription, { outcome: 'refused', reason: 'asleep', scheduledFor: EIGHT });
    await record(nurse, prescription, { ...YESTERDAY, outcome: 'destroyed', reason: 'damaged' });
    const [line, ...others] = await ledgerOf(prescription);
    expect(line).toMatchObject({ type: 'wasted', change: -1, balance: 9, reason: 'damaged' });
    expect(others).toHaveLength(1);
  });

  test('of twenty at the same moment takes what is there and not one more', async () => {
    const { id: medicationId } = await theMedication(await home.as('admin'));
    await move(nurse, { medicationId, quantity: 12 });
    const prescriber = await home.as('prescriber');
    const orders = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const { id } = await aResidentSinceNovember(home);
        return prescriber.created<Prescription>('/api/v1/prescriptions', aPrescription(id, medicationId));
      }),
    );
    const answers = await Promise.all(orders.map((order) => record(nurse, order, { scheduledFor: EIGHT })));
    const given = answers.filter(({ status }) => status === 201);
    const refused = answers.filter((answer) => isRefusal(answer, 'insufficient-stock'));
    expect([given.length, refused.length]).toEqual([12, 8]);
    const lines = (await ledgerOf({ medicationId } as Prescription)).map(({ balance }) => balance);
    expect(lines).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });
});

describe('a round of many doses at once', () => {
  test('takes each that is there, and answers for the one that is not', async () => {
    const prescription = await thePrescription(home);
    await move(nurse, { medicationId: prescription.medicationId, quantity: 1 });
    const dose = { prescriptionId: prescription.id, outcome: 'given' };
    const items = [
      { ...dose, ...YESTERDAY },
      { ...dose, ...YESTERDAY },
      { ...dose, scheduledFor: EIGHT },
    ];
    const { body } = await nurse.post('/api/v1/medication-rounds/record', { items });
    expect(body['results']).toMatchObject([
      { status: 201 },
      { status: 409, problem: { code: 'insufficient-stock' } },
      { status: 409, problem: { code: 'insufficient-stock' } },
    ]);
    expect((await ledgerOf(prescription))[0]).toMatchObject({ type: 'given', ownerBalance: 0 });
  });
});

describe('correcting the record of a dose', () => {
  test('gives back what the wrong one took, and takes what the right one does', async () => {
    const prescription = await thePrescription(home);
    const { medicationId, residentId } = prescription;
    await move(nurse, { medicationId, residentId, lot: 'A1', quantity: 10 });
    const { body: wrong } = await record(nurse, prescription, { scheduledFor: EIGHT });
    const [given] = await ledgerOf(prescription);
    const direct = await nurse.post(`/api/v1/stock-movements/${given?.id ?? ''}/correct`, {
      quantity: 0,
      reason: 'no',
    });
    expectProblem(direct, 409, 'corrected-with-its-dose', { administrationId: wrong.id });

    const path = `/api/v1/administrations/${wrong.id}/correct`;
    const refused = { reason: 'she said no', outcome: 'refused', outcomeReason: 'refused' };
    const { body } = await nurse.post<Administration>(path, refused);
    expect(await ledgerOf(prescription)).toMatchObject([
      { type: 'correction', change: 1, balance: 10, corrects: given?.id, administrationId: wrong.id, lot: 'A1' },
      { type: 'given', change: -1 },
      { type: 'receipt' },
    ]);
    const again = { reason: 'she took it after all', outcome: 'given' };
    await nurse.post(`/api/v1/administrations/${body.correctedBy ?? ''}/correct`, again);
    expect((await ledgerOf(prescription))[0]).toMatchObject({ type: 'given', change: -1, ownerBalance: 9 });
  });

  test('is refused as a whole when the right one takes more than there is', async () => {
    const prescription = await thePrescription(home, { terms: { dose: { quantity: 2, unit: 'tablet' } } });
    await move(nurse, { medicationId: prescription.medicationId, quantity: 1 });
    const half = { scheduledFor: EIGHT, outcome: 'part-given', quantity: 1, reason: 'other', note: 'half of it' };
    const { body: wrong } = await record(nurse, prescription, half);
    const whole = { reason: 'all of it', outcome: 'given' };
    const answer = await nurse.post(`/api/v1/administrations/${wrong.id}/correct`, whole);
    expectProblem(answer, 409, 'insufficient-stock');
    expect(await nurse.read(`/api/v1/administrations/${wrong.id}`)).toEqual(wrong);
    expect(await ledgerOf(prescription)).toHaveLength(2);
  });
});

describe('a controlled drug', () => {
  test('moves before a witness who proves it, and both are on the line', async () => {
    const prescription = await thePrescription(home, { medication: { controlled: true } });
    const { medicationId } = prescription;
    const carer = await home.as('carer');
    await carer.post('/api/v1/auth/pin', { pin: '482913' });
    const witness = { username: 'the-carer', pin: '482913' };
    const witnessedBy = (await carer.read('/api/v1/auth/me'))['id'];
    const receipt = { medicationId, type: 'receipt', quantity: 10 };
    const enter = (details: Body): Promise<Answer<Resource>> =>
      nurse.post<Resource>('/api/v1/stock-movements', { ...receipt, ...details });
    expectProblem(await enter({}), 422, 'witness-required');
    expectProblem(await enter({ witness: { ...witness, pin: '000000' } }), 403, 'witness-refused');
    const oneself = { username: 'the-nurse', pin: 'a nurse of the tests' };
    expectProblem(await enter({ witness: oneself }), 403, 'witness-refused');
    const { body: received } = await enter({ witness });
    expect(received).toMatchObject({ witnessedBy, balance: 10 });
    const correct = { quantity: 9, reason: 'one was broken' };
    const path = `/api/v1/stock-movements/${received.id}/correct`;
    expectProblem(await nurse.post(path, correct), 422, 'witness-required');
    expect((await nurse.post(path, { ...correct, witness })).body).toMatchObject({ witnessedBy, change: -1 });
    await record(nurse, prescription, { witness });
    expect((await ledgerOf(prescription))[0]).toMatchObject({ type: 'given', witnessedBy, ownerBalance: 8 });

    await enter({ type: 'count', quantity: 7, witness });
    const [found] = await discrepanciesOf(prescription);
    const discrepancy = `/api/v1/stock-discrepancies/${found?.id ?? ''}`;
    await nurse.post(`${discrepancy}/explain`, { explanation: 'one is missing' });
    expectProblem(await nurse.post(`${discrepancy}/close`, { conclusion: 'lost' }), 422, 'witness-required');
    const closed = await nurse.post(`${discrepancy}/close`, { conclusion: 'lost', witness });
    expect(closed.body).toMatchObject({ status: 'closed', witnessedBy });
  });
});

function isRefusal({ status, body }: Answer, code: string): boolean {
  return status === 409 && body['code'] === code;
}
