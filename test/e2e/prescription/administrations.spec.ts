import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  aResidentSinceNovember,
  AS_NEEDED,
  record,
  roundOf,
  thePrescription,
  type Administration,
} from '../../support/builders/prescriptions.js';
import type { Client, PageBody } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';

const EIGHT = '2026-11-24T07:00:00.000Z';
const TWENTY = '2026-11-24T19:00:00.000Z';

let home: Home;
let nurse: Client;
let carer: Client;

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T08:10:00+01:00' });
  nurse = await home.as('nurse');
  carer = await home.as('carer');
});
afterAll(() => home.stop());

describe('a dose', () => {
  test('without a slot named is the one that the act belongs to', async () => {
    const prescription = await thePrescription(home);
    const { body, headers } = await record(carer, prescription);
    expect(body).toMatchObject({ scheduledFor: EIGHT, quantity: 1, unit: 'tablet', revision: 1, witnessedBy: null });
    expect(await nurse.read(headers.get('location') ?? '')).toEqual(body);
  });

  test('that was missed is given late with a reason, omitted at any time', async () => {
    const prescription = await thePrescription(home);
    const late = await record(nurse, prescription, { ...missed('2026-11-23T23:00:00+01:00'), reason: 'late' });
    expect(late.status).toBe(201);
    const old = { scheduledFor: '2026-11-20T07:00:00Z', outcome: 'omitted', reason: 'omitted-error' };
    expect((await record(nurse, prescription, old)).body).toMatchObject({ quantity: null });
  });

  test('names bad fields: in the future, a part that is more than the whole, another reason without words', async () => {
    const prescription = await thePrescription(home);
    const future = { scheduledFor: EIGHT, administeredAt: '2026-11-24T08:30:00+01:00' };
    expectBadFields(await record(nurse, prescription, future), '/administeredAt');
    const part = { scheduledFor: EIGHT, outcome: 'part-given', quantity: 2, reason: 'other' };
    expectBadFields(await record(nurse, prescription, part), '/quantity', '/note');
    expectBadFields(await record(nurse, prescription, { outcome: 'swallowed', reason: 'x' }), '/outcome', '/reason');
    expectBadFields(await record(nurse, prescription, { acknowledge: ['dose-not-required'] }), '/acknowledgeReason');
  });

  test('while suspended is given only when somebody answers for it', async () => {
    const prescription = await thePrescription(home);
    await nurse.post(`/api/v1/prescriptions/${prescription.id}/suspend`, {
      reason: 'x',
      at: '2026-11-24T07:30:00+01:00',
    });
    const dose = { scheduledFor: EIGHT };
    expectProblem(await record(nurse, prescription, dose), 409, 'dose-not-required');
    const acknowledged = { acknowledge: ['dose-not-required'], acknowledgeReason: 'the doctor said so by phone' };
    expect((await record(nurse, prescription, { ...dose, ...acknowledged })).body).toMatchObject({
      acknowledged: ['dose-not-required'],
      acknowledgeReason: 'the doctor said so by phone',
    });
  });

  test('is recorded by who may, of a prescription that there is', async () => {
    const prescription = await thePrescription(home);
    expectProblem(await record(await home.as('prescriber'), prescription), 403, 'forbidden');
    const nothing = { id: '0199b1d0-7c00-7000-8000-00000000dead' };
    expectProblem(await record(nurse, nothing), 404, 'not-found');
  });
});

function missed(administeredAt: string): Record<string, unknown> {
  return { scheduledFor: '2026-11-23T19:00:00Z', administeredAt };
}

describe('a dose as needed', () => {
  test('too soon says until when, and what it counted: every prescription of the substance', async () => {
    const { id: residentId } = await aResidentSinceNovember(home);
    const medication = { activeSubstance: 'paracetamol', atcCode: 'N02BE01' };
    const scheduled = await thePrescription(home, { residentId, medication });
    const terms = { schedule: AS_NEEDED, acknowledge: ['duplicate-therapy'], acknowledgeReason: 'for pain between' };
    const asNeeded = await thePrescription(home, { residentId, medication, terms });
    const { body: first } = await record(nurse, scheduled, {
      scheduledFor: EIGHT,
      administeredAt: '2026-11-24T07:50:00+01:00',
    });
    const answer = await record(nurse, asNeeded);
    expectProblem(answer, 409, 'too-soon', { until: '2026-11-24T10:50:00.000Z' });
    const counted = [expect.objectContaining({ administrationId: first.id, quantity: 1, unit: 'tablet' })];
    const rule = { rule: 'too-soon', facts: expect.objectContaining({ doses: counted }) };
    expectProblem(answer, 409, 'too-soon', { rules: expect.arrayContaining([expect.objectContaining(rule)]) });
  });

  test('past the daily maximum waits until the first one is 24 hours old', async () => {
    const terms = { schedule: { ...AS_NEEDED, minIntervalMinutes: 60, maxDosesPer24h: 2 } };
    const prescription = await thePrescription(home, { terms });
    for (const hour of ['03', '05']) {
      await record(nurse, prescription, { administeredAt: `2026-11-24T${hour}:00:00+01:00` });
    }
    expectProblem(await record(nurse, prescription), 409, 'daily-maximum', { until: '2026-11-25T02:00:00.000Z' });
    expect((await record(nurse, prescription, { outcome: 'refused', reason: 'not-required' })).status).toBe(201);
  });

  test('has no slot, and none before its first day', async () => {
    const prescription = await thePrescription(home, { terms: { schedule: AS_NEEDED } });
    expectProblem(await record(nurse, prescription, { scheduledFor: EIGHT }), 422, 'not-a-scheduled-dose');
    const tomorrow = await thePrescription(home, { terms: { schedule: AS_NEEDED, startsOn: '2026-11-25' } });
    expectProblem(await record(nurse, tomorrow), 409, 'prescription-not-active', { until: '2026-11-24T23:00:00.000Z' });
  });
});

describe('asking whether a dose can be given', () => {
  const ask = (id: string, query = ''): Promise<Record<string, unknown>> =>
    nurse.read(`/api/v1/prescriptions/${id}/can-give${query}`);

  test('as needed: the same rules as giving it, at any time and of any amount', async () => {
    const schedule = { ...AS_NEEDED, maxQuantityPer24h: 2 };
    const { id } = await thePrescription(home, { terms: { schedule } });
    expect(await ask(id)).toMatchObject({ allowed: true, until: null });
    await record(nurse, { id });
    expect(await ask(id)).toMatchObject({ allowed: false, until: expect.stringMatching(/^2026-11-24T11:1/) });
    expect(await ask(id, '?at=2026-11-24T15:00:00Z')).toMatchObject({ allowed: true });
    expect(await ask(id, '?at=2026-11-24T15:00:00Z&quantity=1.5')).toMatchObject({ allowed: false });
    expectProblem(await nurse.get(`/api/v1/prescriptions/${id}/can-give?quantity=two`), 400, 'bad-query');
  });

  test('scheduled: in its window and not recorded yet, else from when the next one opens', async () => {
    const { id } = await thePrescription(home);
    expect(await ask(id)).toMatchObject({ allowed: true });
    await record(nurse, { id });
    const after = await ask(id);
    expect(after).toMatchObject({ allowed: false, until: '2026-11-24T18:00:00.000Z' });
    expect(after['rules']).toContainEqual(expect.objectContaining({ rule: 'dose-already-recorded', outcome: 'block' }));
  });
});

describe('a controlled drug', () => {
  test('is given by a nurse before a witness who proves it, not by a carer', async () => {
    const prescription = await thePrescription(home, { medication: { controlled: true } });
    await carer.post('/api/v1/auth/pin', { pin: '482913' });
    const witness = { username: 'the-carer', pin: '482913' };
    expectProblem(await record(carer, prescription, { scheduledFor: EIGHT }), 403, 'forbidden');
    expectProblem(await record(nurse, prescription), 422, 'witness-required');
    expectProblem(
      await record(nurse, prescription, { witness: { ...witness, pin: '000000' } }),
      403,
      'witness-refused',
    );
    const oneself = { username: 'the-nurse', pin: 'a nurse of the tests' };
    expectProblem(await record(nurse, prescription, { witness: oneself }), 403, 'witness-refused');
    const given = await record(nurse, prescription, { witness });
    expect(given.body).toMatchObject({ outcome: 'given', witnessedBy: (await carer.read('/api/v1/auth/me'))['id'] });
    const evening = { scheduledFor: '2026-11-23T19:00:00Z', outcome: 'refused', reason: 'refused' };
    expect((await record(nurse, prescription, evening)).status).toBe(201);
  });
});

describe('a wrong record', () => {
  test('stays readable, points to the right one, and frees nothing but its own dose', async () => {
    const prescription = await thePrescription(home);
    const { body: wrong } = await record(nurse, prescription, { scheduledFor: EIGHT, note: 'with tea' });
    const path = `/api/v1/administrations/${wrong.id}/correct`;
    const correction = { reason: 'it was spat out', outcome: 'refused', outcomeReason: 'refused' };
    const corrected = await nurse.post<Administration>(path, correction, { 'if-match': '"1"' });
    expect(corrected.body).toMatchObject({
      id: wrong.id,
      status: 'entered-in-error',
      correctionReason: 'it was spat out',
      outcome: 'given',
      version: 2,
    });
    const right = await nurse.read(`/api/v1/administrations/${corrected.body.correctedBy ?? ''}`);
    expect(right).toMatchObject({
      status: 'recorded',
      outcome: 'refused',
      scheduledFor: EIGHT,
      note: 'with tea',
      quantity: null,
    });
    expect((await roundOf(nurse, prescription.residentId)).items[0]?.state).toBe('refused');
    expectProblem(await record(nurse, prescription, { scheduledFor: EIGHT }), 409, 'dose-already-recorded');
    expectProblem(await nurse.post(path, correction), 409, 'illegal-transition');
  });

  test('stays as it is when the right one is refused', async () => {
    const prescription = await thePrescription(home);
    const { body: wrong } = await record(nurse, prescription, { scheduledFor: EIGHT });
    const omitted = { outcome: 'omitted', reason: 'omitted-error', scheduledFor: '2026-11-23T19:00:00Z' };
    const { body: other } = await record(nurse, prescription, omitted);
    const correct = (body: object) =>
      nurse.post(`/api/v1/administrations/${wrong.id}/correct`, { reason: 'slip', ...body });
    expectProblem(await correct({ scheduledFor: TWENTY }), 409, 'too-early');
    const taken = { scheduledFor: omitted.scheduledFor, administeredAt: '2026-11-23T20:00:00+01:00' };
    expectProblem(await correct(taken), 409, 'dose-already-recorded', { administration: { id: other.id } });
    expect(await nurse.read(`/api/v1/administrations/${wrong.id}`)).toEqual(wrong);
  });
});

describe('the record of many doses', () => {
  test('answers each row by itself: a bad one never stops the good ones', async () => {
    const [a, b] = [await thePrescription(home), await thePrescription(home)];
    const answer = await nurse.post<{ results: { status: number; id?: string; problem?: { code: string } }[] }>(
      '/api/v1/medication-rounds/record',
      {
        items: [
          { prescriptionId: a.id, scheduledFor: EIGHT, outcome: 'given' },
          { prescriptionId: a.id, scheduledFor: EIGHT, outcome: 'given' },
          { prescriptionId: b.id, scheduledFor: TWENTY, outcome: 'given' },
          { prescriptionId: b.id, scheduledFor: EIGHT, outcome: 'thrown' },
          'nothing',
          { prescriptionId: b.id, scheduledFor: EIGHT, outcome: 'given' },
          { prescriptionId: '0199b1d0-7c00-7000-8000-00000000dead', outcome: 'given' },
        ],
      },
    );
    expect(answer.status).toBe(200);
    const codes = answer.body.results.map(({ status, problem }) => [status, problem?.code]);
    expect(codes).toEqual([
      [201, undefined],
      [409, 'dose-already-recorded'],
      [409, 'too-early'],
      [422, 'validation-failed'],
      [422, 'validation-failed'],
      [201, undefined],
      [404, 'not-found'],
    ]);
    const { items } = await roundOf(nurse, b.residentId);
    expect(items[0]).toMatchObject({ state: 'given', administration: { id: answer.body.results[5]?.id } });
  });

  test('takes up to 200', async () => {
    const items = Array.from({ length: 201 }, () => ({}));
    expectBadFields(await nurse.post('/api/v1/medication-rounds/record', { items }), '/items');
    expectBadFields(await nurse.post('/api/v1/medication-rounds/record', { items: [] }), '/items');
  });
});

describe('the list of administrations', () => {
  test('goes by the time of the act, newest first, of a resident, a prescription or a stretch of time', async () => {
    const { id: residentId } = await aResidentSinceNovember(home);
    const [a, b] = [await thePrescription(home, { residentId }), await thePrescription(home, { residentId })];
    const at = (day: string) => ({
      scheduledFor: `2026-11-${day}T07:00:00Z`,
      administeredAt: `2026-11-${day}T07:05:00Z`,
    });
    for (const day of ['22', '23', '24']) await record(nurse, a, at(day));
    await record(nurse, b, at('23'));
    const days = async (query: string): Promise<string[]> => {
      const { items } = await nurse.read<PageBody>(`/api/v1/administrations?${query}`);
      return items.map((item) => String(item['administeredAt']).slice(8, 10));
    };
    expect(await days(`residentId=${residentId}`)).toEqual(['24', '23', '23', '22']);
    expect(await days(`prescriptionId=${a.id}`)).toEqual(['24', '23', '22']);
    expect(await days(`residentId=${residentId}&from=2026-11-22&to=2026-11-23`)).toEqual(['23', '23', '22']);
    expect(await days(`prescriptionId=${a.id}&limit=1`)).toEqual(['24']);
  });
});
