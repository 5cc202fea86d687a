import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aResidentSinceNovember, roundOf, thePrescription } from '../../support/builders/prescriptions.js';
import { decide, keep, reconciliationOf, someoneBack } from '../../support/builders/reconciliations.js';
import { move, revoke } from '../../support/builders/residents.js';
import type { Body, Client } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';
import { testAlone } from '../../support/running-home.js';
import { entriesOf } from '../../support/trail.js';

let home: Home;
let nurse: Client;
let prescriber: Client;
let manager: Client;

beforeAll(async () => {
  home = await Home.start({ anywhere: true, clockAt: '2026-11-24T15:00:00+01:00' });
  nurse = await home.as('nurse');
  prescriber = await home.as('prescriber');
  manager = await home.as('manager');
});
afterAll(() => home.stop());

function read(id: string): Promise<Body> {
  return nurse.read(`/api/v1/prescriptions/${id}`);
}

async function act(id: string, action: string, details: Body = {}): Promise<void> {
  const { status } = await prescriber.post(`/api/v1/prescriptions/${id}/${action}`, {
    reason: 'so decided',
    ...details,
  });
  expect(status).toBe(200);
}

/** What a prescription says, but for its version. */
function said({ version: _, updatedAt: _at, ...rest }: Body): Body {
  return rest;
}

describe('who was discharged by mistake, found an hour later', () => {
  testAlone('has their medicines due again, as they were and with what was planned', async () => {
    const { id: residentId } = await aResidentSinceNovember(home);
    const [active, draft, suspended] = [
      (await thePrescription(home, { residentId })).id,
      (await thePrescription(home, { residentId, terms: { status: 'draft' } })).id,
      (await thePrescription(home, { residentId })).id,
    ];
    await act(suspended, 'suspend');
    await act(suspended, 'resume', { at: '2026-11-26T08:00:00+01:00' });
    const before = await Promise.all([active, draft, suspended].map(read));
    const planned = (await roundOf(nurse, residentId)).items;

    const discharge = await move(nurse, residentId, 'discharge', { at: '2026-11-24T14:00:00+01:00' });
    const stopped = await Promise.all([active, draft, suspended].map(read));
    expect(stopped.map(({ status }) => status)).toEqual(['stopped', 'stopped', 'stopped']);
    await revoke(manager, residentId, discharge);

    const after = await Promise.all([active, draft, suspended].map(read));
    expect(after.map(said)).toEqual(before.map(said));
    expect(after.map(({ status }) => status)).toEqual(['active', 'draft', 'suspended']);
    expect((await roundOf(nurse, residentId)).items).toEqual(planned);
    expect(planned.map(({ state }) => state)).toContain('upcoming');
  });

  test('has it in the trail that they were stopped, and that they go on', async () => {
    const { id: residentId } = await aResidentSinceNovember(home);
    const { id } = await thePrescription(home, { residentId });
    await revoke(manager, residentId, await move(nurse, residentId, 'death'));
    const entries = await entriesOf(await home.as('auditor'), `residentId=${residentId}&resource=prescription`);
    const stopped = expect.objectContaining({ status: 'stopped', reason: 'death' });
    const [, stop, resume] = entries.filter(({ resourceId, action }) => resourceId === id && action !== 'read');
    expect(stop?.after).toMatchObject({ statusHistory: expect.arrayContaining([stopped]) });
    expect(resume).toMatchObject({
      actor: expect.stringContaining('manager'),
      before: { statusHistory: expect.arrayContaining([stopped]) },
      after: { statusHistory: [{ status: 'active' }] },
    });
  });

  test('keeps what somebody decided since, and what was stopped before', async () => {
    const { id: residentId } = await aResidentSinceNovember(home);
    const [wrong, over] = [
      (await thePrescription(home, { residentId })).id,
      (await thePrescription(home, { residentId })).id,
    ];
    await act(over, 'stop');
    const discharge = await move(nurse, residentId, 'discharge');
    await act(wrong, 'enter-in-error');
    await revoke(manager, residentId, discharge);
    expect((await read(wrong))['status']).toBe('entered-in-error');
    expect((await read(over))['status']).toBe('stopped');
  });

  test('has their prescriptions stopped again by a departure that is none', async () => {
    const { id: residentId } = await aResidentSinceNovember(home);
    const { id } = await thePrescription(home, { residentId });
    await revoke(manager, residentId, await move(nurse, residentId, 'discharge'));
    await move(nurse, residentId, 'discharge');
    expect((await read(id))['status']).toBe('stopped');
  });

  test('is still to be reconciled, in what was not decided', async () => {
    const { residentId, ids } = await someoneBack(home, 2);
    const { body: before } = await decide(nurse, residentId, [keep(ids[0])]);
    const death = await move(nurse, residentId, 'death');
    expect(await reconciliationOf(nurse, residentId)).toMatchObject({ status: 'cancelled', undecided: 0 });
    await revoke(manager, residentId, death);
    const { version, updatedAt, ...after } = await reconciliationOf(nurse, residentId);
    expect([version, updatedAt]).not.toEqual([before.version, before['updatedAt']]);
    expect(after).toEqual(said(before));
    expect((await decide(nurse, residentId, [keep(ids[1])])).body.status).toBe('completed');
  });
});

describe('who never was back from hospital', () => {
  test('has nothing to be reconciled, and what was decided stays decided', async () => {
    const { residentId, ids, returned } = await someoneBack(home, 2);
    await decide(nurse, residentId, [keep(ids[0])]);
    await revoke(manager, residentId, returned);
    expect(await reconciliationOf(nurse, residentId)).toMatchObject({
      status: 'cancelled',
      undecided: 0,
      items: [
        { decision: 'continue', needsDecision: false },
        { decision: null, needsDecision: false },
      ],
    });
    expectProblem(await decide(nurse, residentId, [keep(ids[1])]), 409, 'nothing-to-reconcile');
    const again = await move(nurse, residentId, 'return');
    expect(await reconciliationOf(nurse, residentId)).toMatchObject({
      movementId: again.id,
      status: 'open',
      undecided: 2,
    });
  });

  test('and never left either, is in hospital, with nothing to be reconciled', async () => {
    const { residentId, returned } = await someoneBack(home, 1);
    const discharge = await move(nurse, residentId, 'discharge');
    await revoke(manager, residentId, returned);
    await revoke(manager, residentId, discharge);
    expect(await nurse.read(`/api/v1/residents/${residentId}`)).toMatchObject({ status: 'in-hospital' });
    expect(await reconciliationOf(nurse, residentId)).toMatchObject({ status: 'cancelled', undecided: 0 });
  });

  test('the second time, is to be reconciled as after the first', async () => {
    const { residentId, ids, returned } = await someoneBack(home, 2);
    await decide(nurse, residentId, [keep(ids[0])]);
    const second = await move(nurse, residentId, 'hospitalisation');
    const back = await move(nurse, residentId, 'return');
    await revoke(manager, residentId, back);
    await revoke(manager, residentId, second);
    expect(await reconciliationOf(nurse, residentId)).toMatchObject({
      movementId: returned.id,
      status: 'open',
      undecided: 1,
    });
    expect((await decide(nurse, residentId, [keep(ids[1])])).body.status).toBe('completed');
  });
});
