import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  aPrescription,
  aResidentSinceNovember,
  AS_NEEDED,
  roundOf,
  thePrescription,
  type Prescription,
} from '../../support/builders/prescriptions.js';
import { theMedication } from '../../support/builders/medications.js';
import {
  change,
  decide,
  keep,
  reconciliationOf,
  someoneBack,
  STAY,
  stop,
  type Reconciliation,
} from '../../support/builders/reconciliations.js';
import { backFromHospital, move } from '../../support/builders/residents.js';
import type { Client, PageBody } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';

let home: Home;
let nurse: Client;
let prescriber: Client;

beforeAll(async () => {
  home = await Home.start({ anywhere: true, clockAt: '2026-11-24T15:00:00+01:00' });
  nurse = await home.as('nurse');
  prescriber = await home.as('prescriber');
});
afterAll(() => home.stop());

describe('who is back from hospital', () => {
  test('has every prescription in force to be continued, changed or stopped, by whom and when', async () => {
    const { residentId, ids, returned } = await someoneBack(home, 3);
    await thePrescription(home, { residentId, terms: { status: 'draft' } });
    const open = await reconciliationOf(nurse, residentId);
    expect(open).toMatchObject({
      status: 'open',
      undecided: 3,
      movementId: returned.id,
      returnedAt: '2026-11-24T13:00:00.000Z',
    });
    expect(open.items.map(({ prescriptionId, decision }) => [prescriptionId, decision])).toEqual(
      ids.map((id) => [id, null]),
    );
    expect(open.items[0]).toMatchObject({ dose: { quantity: 1, unit: 'tablet' }, route: 'oral', status: 'active' });

    const [first, second, third] = ids;
    const { status, body } = await decide(nurse, residentId, [keep(first), stop(third)]);
    expect([status, body.status, body.undecided]).toEqual([200, 'open', 1]);
    const done = await decide(prescriber, residentId, [change(second)]);
    const me = await nurse.read('/api/v1/auth/me');
    expect(done.body).toMatchObject({ status: 'completed', undecided: 0, version: 3 });
    expect(done.body.items).toMatchObject([
      { decision: 'continue', reason: null, decidedBy: me['id'], needsDecision: false },
      { decision: 'change', reason: 'as the hospital advises', dose: { quantity: 2, unit: 'tablet' } },
      { decision: 'stop', reason: 'course completed', status: 'stopped' },
    ]);
    expect(await reconciliationOf(nurse, residentId)).toEqual(done.body);
    const revisions = await nurse.read<PageBody>(`/api/v1/prescriptions/${second ?? ''}/revisions`);
    expect(revisions.items[0]).toMatchObject({ revision: 2, reason: 'as the hospital advises' });
    expect(await nurse.read(`/api/v1/prescriptions/${third ?? ''}`)).toMatchObject({
      status: 'stopped',
      statusHistory: [{ status: 'active' }, { status: 'stopped', reason: 'course completed' }],
    });
  });

  test('has doses that are unreconciled from the return on, until it is decided', async () => {
    const { residentId, ids } = await someoneBack(home, 2);
    const asNeeded = await thePrescription(home, { residentId, terms: { schedule: AS_NEEDED } });
    const flags = async (): Promise<unknown> => {
      const { items, asNeeded: lines } = await roundOf(nurse, residentId);
      return [...items, ...lines].map((line) => [
        ids.indexOf(line.prescriptionId),
        line['scheduledFor'],
        JSON.stringify(line['flags']).includes('unreconciled'),
      ]);
    };
    const before = [
      [0, '2026-11-24T07:00:00.000Z', false],
      [1, '2026-11-24T07:00:00.000Z', false],
      [0, '2026-11-24T19:00:00.000Z', true],
      [1, '2026-11-24T19:00:00.000Z', true],
    ];
    expect(await flags()).toEqual(expect.arrayContaining(before));
    await decide(nurse, residentId, [keep(ids[0])]);
    const after = [
      [0, '2026-11-24T19:00:00.000Z', false],
      [1, '2026-11-24T19:00:00.000Z', true],
      [-1, undefined, false],
    ];
    expect(await flags()).toEqual(expect.arrayContaining(after));
    await move(nurse, residentId, 'hospitalisation');
    await move(nurse, residentId, 'return');
    const { items } = await reconciliationOf(nurse, residentId);
    expect(items.map(({ prescriptionId }) => prescriptionId)).toEqual([...ids, asNeeded.id]);
    expect(await flags()).toEqual(expect.arrayContaining([[-1, undefined, true]]));
  });

  test('has nothing to be reconciled without a prescription in force, and neither has who was on leave', async () => {
    const { id } = await aResidentSinceNovember(home);
    await backFromHospital(nurse, id, STAY);
    const nothing = await nurse.get(`/api/v1/residents/${id}/reconciliation`);
    expectProblem(nothing, 404, 'not-found');
    expectProblem(await decide(nurse, id, [keep(id)]), 409, 'nothing-to-reconcile');
    await thePrescription(home, { residentId: id });
    await move(nurse, id, 'leave');
    await move(nurse, id, 'return');
    expectProblem(await nurse.get(`/api/v1/residents/${id}/reconciliation`), 404, 'not-found');
  });

  test('needs no decision on what ended otherwise', async () => {
    const { residentId, ids } = await someoneBack(home, 3);
    const [first = '', second = '', third = ''] = ids;
    await prescriber.post(`/api/v1/prescriptions/${first}/stop`, { reason: 'pain is gone' });
    await prescriber.post(`/api/v1/prescriptions/${second}/enter-in-error`, { reason: 'wrong person' });
    expectProblem(await decide(nurse, residentId, [keep(third), keep(first)]), 409, 'illegal-transition', {
      pointer: '/decisions/1',
    });
    expect((await reconciliationOf(nurse, residentId)).undecided).toBe(1);
    const { body } = await decide(nurse, residentId, [keep(third)]);
    expect(body).toMatchObject({ status: 'completed', undecided: 0 });
    expectProblem(await decide(nurse, residentId, [keep(third)]), 409, 'nothing-to-reconcile');
  });

  test('is reconciled once the last that was left is stopped by itself', async () => {
    const { residentId, ids } = await someoneBack(home, 1);
    const before = await nurse.get<Reconciliation>(`/api/v1/residents/${residentId}/reconciliation`);
    await prescriber.post(`/api/v1/prescriptions/${ids[0] ?? ''}/stop`, { reason: 'pain is gone' });
    const etag = before.headers.get('etag') ?? '';
    const read = await nurse.get(`/api/v1/residents/${residentId}/reconciliation`, { 'if-none-match': etag });
    expect([read.status, read.body['status'], read.body['undecided']]).toEqual([200, 'completed', 0]);
    const { items } = await nurse.read<PageBody>('/api/v1/reconciliations?status=completed&limit=200');
    expect(items).toMatchObject(expect.arrayContaining([expect.objectContaining({ residentId, undecided: 0 })]));
  });

  test('twice before anything was decided, is reconciled once: the second time, with all that is in force', async () => {
    const { residentId, ids, returned } = await someoneBack(home, 2);
    await decide(nurse, residentId, [keep(ids[0])]);
    await move(nurse, residentId, 'hospitalisation');
    const again = await move(nurse, residentId, 'return');
    const now = await reconciliationOf(nurse, residentId);
    expect(now).toMatchObject({ status: 'open', undecided: 2, movementId: again.id });
    const { items } = await nurse.read<PageBody<Reconciliation>>('/api/v1/reconciliations?status=cancelled&limit=200');
    expect(items.find((one) => one.residentId === residentId)).toMatchObject({ movementId: returned.id, undecided: 0 });
  });
});

describe('decisions', () => {
  test('are carried out together or not at all, and every bad field is named', async () => {
    const { residentId, ids } = await someoneBack(home, 3);
    const [first, second, third] = ids;
    const before = await reconciliationOf(nurse, residentId);
    const bad = [
      stop(first, ''),
      { prescriptionId: second, decision: 'pause' },
      { prescriptionId: third, decision: 'change', amendment: { dose: { quantity: -1, unit: 'tablet' } } },
    ];
    expectBadFields(
      await decide(nurse, residentId, bad),
      '/decisions/0/reason',
      '/decisions/1/decision',
      '/decisions/2/amendment/dose/quantity',
    );
    const missing = [
      { prescriptionId: first, decision: 'stop' },
      { prescriptionId: second, decision: 'change' },
      keep(residentId),
      keep(second),
    ];
    expectBadFields(
      await decide(nurse, residentId, missing),
      '/decisions/0/reason',
      '/decisions/1/amendment',
      '/decisions/1/reason',
      '/decisions/2/prescriptionId',
      '/decisions/3/prescriptionId',
    );
    const never = {
      schedule: { kind: 'times', times: ['08:00'], daysOfWeek: ['mon'] },
      startsOn: '2026-11-24',
      endsOn: '2026-11-25',
    };
    const unacknowledged = { acknowledge: ['allergy'] };
    expectBadFields(
      await decide(nurse, residentId, [stop(first), change(second, never), change(third, unacknowledged)]),
      '/decisions/1/amendment/schedule',
      '/decisions/2/amendment/acknowledgeReason',
    );
    expectBadFields(await decide(nurse, residentId, []), '/decisions');
    expect(await reconciliationOf(nurse, residentId)).toEqual(before);
    expect(await nurse.read(`/api/v1/prescriptions/${first ?? ''}`)).toMatchObject({ status: 'active', version: 1 });
  });

  test('that change raise the same warnings as an amendment, but not about what is stopped beside it', async () => {
    const { id: residentId } = await aResidentSinceNovember(home);
    const { id: medicationId } = await theMedication(await home.as('admin'));
    const order = {
      ...aPrescription(residentId, medicationId),
      acknowledge: ['duplicate-therapy'],
      acknowledgeReason: 'x',
    };
    const one = await prescriber.created<Prescription>('/api/v1/prescriptions', order);
    const two = await prescriber.created<Prescription>('/api/v1/prescriptions', order);
    await backFromHospital(nurse, residentId, STAY);
    const held = await decide(nurse, residentId, [keep(one.id), change(two.id)]);
    expectProblem(held, 409, 'safety-warnings', { pointer: '/decisions/1' });
    expect(held.body['warnings']).toMatchObject([
      { code: 'duplicate-therapy', related: expect.arrayContaining([{ type: 'prescription', id: one.id }]) },
    ]);
    expect((await reconciliationOf(nurse, residentId)).undecided).toBe(2);
    expect((await decide(nurse, residentId, [change(two.id), stop(one.id)])).body).toMatchObject({
      status: 'completed',
    });
  });

  test('that change go past warnings that are acknowledged, from the instant that they name', async () => {
    const { id: residentId } = await aResidentSinceNovember(home);
    await nurse.created(`/api/v1/residents/${residentId}/allergies`, {
      substance: 'penicillins',
      atcCode: 'J01C',
      type: 'allergy',
      criticality: 'high',
    });
    const medication = { activeSubstance: 'amoxicillin', atcCode: 'J01CA04' };
    const terms = { acknowledge: ['allergy'], acknowledgeReason: 'tolerated' };
    const { id } = await thePrescription(home, { residentId, medication, terms });
    await backFromHospital(nurse, residentId, STAY);
    expectProblem(await decide(nurse, residentId, [change(id)]), 409, 'safety-warnings');
    const amendment = { ...terms, effectiveFrom: STAY.at, reason: 'kidneys' };
    const { body } = await decide(nurse, residentId, [change(id, amendment)]);
    expect(body).toMatchObject({ status: 'completed', items: [{ reason: 'as the hospital advises' }] });
    const { items } = await nurse.read<PageBody>(`/api/v1/prescriptions/${id}/revisions`);
    expect(items[0]).toMatchObject({ effectiveFrom: '2026-11-24T13:00:00.000Z', reason: 'kidneys' });
    expect((await nurse.read(`/api/v1/prescriptions/${id}`))['acknowledged']).toHaveLength(2);
  });

  test('are made once: of two nurses at once, one hears that it is decided', async () => {
    const { residentId, ids } = await someoneBack(home, 2);
    const [first] = ids;
    const answers = await Promise.all([1, 2, 3].map((n) => decide(nurse, residentId, [stop(first, `because ${n}`)])));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    for (const refused of answers.filter(({ status }) => status === 409)) {
      expectProblem(refused, 409, 'already-reconciled', { pointer: '/decisions/0' });
    }
    const { version } = await reconciliationOf(nurse, residentId);
    const headers = { 'if-match': `"${version}"` };
    const matched = await Promise.all([1, 2].map(() => decide(nurse, residentId, [keep(ids[1])], headers)));
    expect(matched.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  test('are a nurse’s or a prescriber’s, and stand in the trail', async () => {
    const { residentId, ids } = await someoneBack(home, 1);
    for (const role of ['carer', 'manager', 'coordinator', 'auditor', 'admin'] as const) {
      expectProblem(await decide(await home.as(role), residentId, [keep(ids[0])]), 403, 'forbidden');
    }
    const { body } = await decide(nurse, residentId, [stop(ids[0])]);
    const auditor = await home.as('auditor');
    const path = `/api/v1/audit?residentId=${residentId}&resource=reconciliation`;
    const { items } = await auditor.read<PageBody>(path);
    expect(items.find((entry) => entry['action'] === 'update')).toMatchObject({
      resourceId: body.id,
      before: { status: 'open', items: [{ prescriptionId: ids[0] }] },
      after: { status: 'completed', items: [{ decision: 'stop', reason: 'course completed' }] },
    });
  });
});
