import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  aPrescription,
  aResidentSinceNovember,
  AS_NEEDED,
  record,
  roundOf,
  thePrescription,
  type Prescription,
} from '../../support/builders/prescriptions.js';
import { theMedication } from '../../support/builders/medications.js';
import { aResident } from '../../support/builders/residents.js';
import type { Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';
import { testAlone } from '../../support/running-home.js';

let home: Home;
let prescriber: Client;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({ anywhere: true, clockAt: '2026-11-24T09:00:00+01:00' });
  prescriber = await home.as('prescriber');
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

function act(
  prescription: Resource,
  action: string,
  body: Record<string, unknown> = {},
  headers = {},
): ReturnType<Client['post']> {
  return prescriber.post(
    `/api/v1/prescriptions/${prescription.id}/${action}`,
    { reason: 'so decided', ...body },
    headers,
  );
}

describe('a prescription', () => {
  test.each([
    [
      { kind: 'times', times: ['20:00', '08:00'], daysOfWeek: ['thu', 'mon'] },
      { times: ['08:00', '20:00'], daysOfWeek: ['mon', 'thu'], everyDays: null },
    ],
    [{ kind: 'times', times: ['08:00'], cycle: { onDays: 21, offDays: 7 } }, { cycle: { onDays: 21, offDays: 7 } }],
    [{ kind: 'once', at: '2026-11-25T08:00:00+01:00' }, { at: '2026-11-25T07:00:00.000Z' }],
    [
      { ...AS_NEEDED, maxQuantityPer24h: 6.5 },
      { ...AS_NEEDED, maxQuantityPer24h: 6.5 },
    ],
  ])('of the schedule %j is read as it was ordered', async (schedule, expected) => {
    const made = await thePrescription(home, { terms: { schedule } });
    const read = await nurse.read<Prescription>(`/api/v1/prescriptions/${made.id}`);
    expect(read).toEqual(made);
    expect(read).toMatchObject({
      status: 'active',
      revision: 1,
      version: 1,
      prescriber: 'Dr. Gil',
      schedule: expected,
    });
  });

  test('names every bad field at once, and never stands without a dose', async () => {
    const { id } = await aResidentSinceNovember(home);
    const body = aPrescription(id, id, {
      dose: { quantity: -1, unit: '' },
      schedule: { kind: 'hourly' },
      startsOn: 'now',
      of: 1,
    });
    const pointers = ['/dose/quantity', '/dose/unit', '/schedule/kind', '/startsOn', '/of'];
    expectBadFields(await prescriber.post('/api/v1/prescriptions', body), ...pointers);
    expectBadFields(await prescriber.post('/api/v1/prescriptions', aPrescription(id, id)), '/medicationId');
    const never = { schedule: { kind: 'times', times: ['08:00'], daysOfWeek: ['mon'] }, endsOn: '2026-11-01' };
    const { id: medicationId } = await theMedication(await home.as('admin'));
    expectBadFields(
      await prescriber.post('/api/v1/prescriptions', aPrescription(id, medicationId, never)),
      '/schedule',
    );
  });

  test('is ordered by a prescriber alone', async () => {
    expectProblem(await nurse.post('/api/v1/prescriptions', {}), 403, 'forbidden');
    const prescription = await thePrescription(home);
    expectProblem(await nurse.post(`/api/v1/prescriptions/${prescription.id}/stop`, { reason: 'x' }), 403, 'forbidden');
    expect((await nurse.post(`/api/v1/prescriptions/${prescription.id}/suspend`, { reason: 'x' })).status).toBe(200);
  });
});

describe('a safety warning', () => {
  test('holds an order back until it is answered for, and stays on the record', async () => {
    const { id } = await nurse.created('/api/v1/residents', aResident());
    await nurse.created(`/api/v1/residents/${id}/allergies`, {
      substance: 'penicillins',
      atcCode: 'J01C',
      type: 'allergy',
      criticality: 'high',
    });
    const admin = await home.as('admin');
    const amoxicillin = { activeSubstance: 'amoxicillin', atcCode: 'J01CA04', active: false };
    const { id: medicationId } = await theMedication(admin, amoxicillin);
    const order = aPrescription(id, medicationId);
    const codes = ['allergy', 'resident-not-admitted', 'medication-inactive'];
    const checked = await prescriber.post<{ warnings: { code: string }[] }>('/api/v1/prescriptions/check', order);
    expect(checked.body.warnings.map(({ code }) => code)).toEqual(codes);
    const refused = await prescriber.post('/api/v1/prescriptions', order);
    expectProblem(refused, 409, 'safety-warnings', { warnings: checked.body.warnings });
    const part = { ...order, acknowledge: ['allergy'], acknowledgeReason: 'tolerated before' };
    expectProblem(await prescriber.post('/api/v1/prescriptions', part), 409, 'safety-warnings');
    expectBadFields(
      await prescriber.post('/api/v1/prescriptions', { ...order, acknowledge: codes }),
      '/acknowledgeReason',
    );
    const made = await prescriber.created('/api/v1/prescriptions', { ...part, acknowledge: codes });
    expect(made['acknowledged']).toMatchObject(codes.map((code) => ({ code, reason: 'tolerated before' })));
  });

  test('tells of a second order of the same substance, also when both come at once', async () => {
    const { id } = await aResidentSinceNovember(home);
    const { id: medicationId } = await theMedication(await home.as('admin'));
    const order = aPrescription(id, medicationId);
    const answers = await Promise.all([1, 2, 3].map(() => prescriber.post('/api/v1/prescriptions', order)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    for (const answer of answers.filter(({ status }) => status === 409)) {
      expectProblem(answer, 409, 'safety-warnings', { warnings: [{ code: 'duplicate-therapy', severity: 'high' }] });
    }
  });
});

describe('the status of a prescription', () => {
  test('goes from draft to active, to suspended and back, to stopped, and no other way', async () => {
    const draft = await thePrescription(home, { terms: { status: 'draft' } });
    expect(draft.status).toBe('draft');
    for (const [action, status] of [
      ['suspend', 409],
      ['activate', 200],
      ['activate', 409],
      ['suspend', 200],
      ['suspend', 409],
      ['resume', 200],
      ['stop', 200],
      ['resume', 409],
      ['enter-in-error', 200],
      ['stop', 409],
    ] as const) {
      const answer = await act(draft, action);
      expect([action, answer.status]).toEqual([action, status]);
      if (status === 409) expectProblem(answer, 409, 'illegal-transition');
    }
    const { statusHistory } = await nurse.read<{ statusHistory: { status: string; reason: string | null }[] }>(
      `/api/v1/prescriptions/${draft.id}`,
    );
    const history = ['draft', 'active', 'suspended', 'active', 'stopped', 'entered-in-error'];
    expect(statusHistory.map(({ status }) => status)).toEqual(history);
    expect(statusHistory.at(-1)?.reason).toBe('so decided');
  });

  testAlone('past its last day it reads completed, in the list too', async () => {
    const { id, residentId } = await thePrescription(home, { terms: { endsOn: '2026-11-23' } });
    const later = await thePrescription(home, { residentId, terms: { endsOn: '2026-11-24' } });
    const found = async (status: string): Promise<string[]> => {
      const { items } = await nurse.read<PageBody>(`/api/v1/prescriptions?residentId=${residentId}&status=${status}`);
      return items.map((item) => item.id);
    };
    expect(await found('completed')).toEqual([id]);
    expect(await found('active')).toEqual([later.id]);
    expect(await found('stopped')).toEqual([]);
    expectProblem(await act(later, 'activate'), 409, 'illegal-transition');
  });

  test('an old version changes nothing', async () => {
    const prescription = await thePrescription(home);
    const first = await act(prescription, 'suspend', {}, { 'if-match': '"1"' });
    expect(first.headers.get('etag')).toBe('"2"');
    expectProblem(await act(prescription, 'resume', {}, { 'if-match': '"1"' }), 412, 'version-conflict');
  });

  test('a resident who is discharged takes no medicine here any more', async () => {
    const prescription = await thePrescription(home);
    const { residentId } = prescription;
    const draft = await thePrescription(home, { residentId, terms: { status: 'draft' } });
    await nurse.post(`/api/v1/prescriptions/${prescription.id}/suspend`, { reason: 'fasting' });
    const discharge = { type: 'discharge', at: '2026-11-24T08:30:00+01:00' };
    await nurse.created(`/api/v1/residents/${residentId}/movements`, discharge);
    for (const { id } of [prescription, draft]) {
      const { status } = await nurse.read<Prescription>(`/api/v1/prescriptions/${id}`);
      expect(status).toBe('stopped');
    }
  });
});

describe('an amendment', () => {
  testAlone('between two slots changes the second alone, and the past keeps the old terms', async () => {
    const prescription = await thePrescription(home);
    const amendment = {
      effectiveFrom: '2026-11-24T12:00:00+01:00',
      reason: 'pressure still high',
      dose: { quantity: 2, unit: 'tablet' },
      indication: null,
      schedule: { kind: 'times', times: ['08:00', '21:00'] },
    };
    const amended = await act(prescription, 'amend', amendment);
    expect(amended.body).toMatchObject({ version: 2, revision: 1, dose: { quantity: 1 } });
    const { items } = await roundOf(nurse, prescription.residentId);
    expect(items).toMatchObject([
      { scheduledFor: '2026-11-24T07:00:00.000Z', dose: { quantity: 1 } },
      { scheduledFor: '2026-11-24T20:00:00.000Z', dose: { quantity: 2 } },
    ]);
    const revisions = await nurse.read<PageBody>(`/api/v1/prescriptions/${prescription.id}/revisions`);
    expect(revisions.items).toMatchObject([
      { revision: 2, reason: 'pressure still high', dose: { quantity: 2 } },
      { revision: 1, reason: null, dose: { quantity: 1 } },
    ]);
    const given = await record(nurse, prescription, { scheduledFor: '2026-11-24T07:00:00Z' });
    expect(given.body).toMatchObject({ revision: 1, quantity: 1 });
  });

  test('of what is stopped is refused, and a bad one names its fields', async () => {
    const prescription = await thePrescription(home);
    const effectiveFrom = '2026-11-25T00:00:00+01:00';
    expectBadFields(await act(prescription, 'amend', { dose: null }), '/dose', '/effectiveFrom');
    await act(prescription, 'stop');
    expectProblem(await act(prescription, 'amend', { effectiveFrom, route: 'nasal' }), 409, 'illegal-transition');
  });
});

describe('the list of prescriptions', () => {
  test('is paged, newest first', async () => {
    const { id: residentId } = await aResidentSinceNovember(home);
    const ids: string[] = [];
    for (let index = 0; index < 3; index += 1) ids.unshift((await thePrescription(home, { residentId })).id);
    const first = await nurse.get<PageBody>(`/api/v1/prescriptions?residentId=${residentId}&limit=2`);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    const second = await nurse.read<PageBody>(next);
    expect([...first.body.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
  });
});
