import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { issueKey } from '../../support/builders/api-keys.js';
import { record, roundOf, thePrescription, type Administration } from '../../support/builders/prescriptions.js';
import { aUser } from '../../support/builders/users.js';
import type { Answer, Body, Client } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';
import { ROLES } from '../../support/role-table.js';

const EIGHT = '2026-11-24T07:00:00.000Z';
const EVENING_BEFORE = '2026-11-23T19:00:00.000Z';
const CONTROLLED = { medication: { controlled: true } };

let home: Home;
let admin: Client;
let nurse: Client;
/** Another nurse, who was there. */
let witness: { readonly username: string; readonly pin: string };

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T08:10:00+01:00' });
  [admin, nurse] = await Promise.all([home.as('admin'), home.as('nurse')]);
  witness = await someoneWithPin(['nurse']);
});
afterAll(() => home.stop());

async function someone(roles: readonly string[], details: Body = {}): Promise<Client> {
  const person = aUser({ roles, ...details });
  await admin.created('/api/v1/users', person);
  return home.signIn(person);
}

/** Someone who can be asked to witness: their name, and their PIN in place of their password. */
async function someoneWithPin(roles: readonly string[]): Promise<{ username: string; pin: string }> {
  const person = aUser({ roles });
  await admin.created('/api/v1/users', person);
  await (await home.signIn(person)).post('/api/v1/auth/pin', { pin: '482913' });
  return { username: person.username, pin: '482913' };
}

function recordInRound(client: Client, items: readonly Body[]): Promise<Answer<{ results: readonly Body[] }>> {
  return client.post('/api/v1/medication-rounds/record', { items });
}

/** Who may record doses, but not those of controlled drugs. */
const NOT_CONTROLLED: readonly [string, () => Promise<Client>][] = [
  ['a carer', () => someone(['carer'])],
  ['a carer who is a manager as well', () => someone(['carer', 'manager'])],
  ['a carer with every other role but a nurse’s', () => someone(ROLES.filter((role) => role !== 'nurse'))],
  ['a program with the roles of a carer', async () => home.bearing((await issueKey(admin, { roles: ['carer'] })).key)],
];

describe.each(NOT_CONTROLLED)('%s', (_, come) => {
  let client: Client;
  beforeAll(async () => (client = await come()));

  test('records what became of other medicines', async () => {
    const prescription = await thePrescription(home);
    expect((await record(client, prescription, { scheduledFor: EIGHT })).status).toBe(201);
  });

  test.each(['given', 'refused', 'omitted', 'destroyed'])('never records a controlled drug as %s', async (outcome) => {
    const prescription = await thePrescription(home, CONTROLLED);
    const dose = {
      scheduledFor: EVENING_BEFORE,
      outcome,
      reason: outcome === 'refused' ? 'refused' : 'other',
      witness,
    };
    expectProblem(await record(client, prescription, dose), 403, 'forbidden');
    const { items } = await roundOf(nurse, prescription.residentId, 'from=2026-11-23&to=2026-11-24');
    expect(items.filter(({ administration }) => administration !== null)).toEqual([]);
  });

  test('is told so in a round, and the rest of the round is recorded', async () => {
    const [controlled, other] = await Promise.all([thePrescription(home, CONTROLLED), thePrescription(home)]);
    const dose = { scheduledFor: EIGHT, outcome: 'given' };
    const { body } = await recordInRound(client, [
      { ...dose, prescriptionId: controlled.id, witness },
      { ...dose, prescriptionId: other.id },
    ]);
    expect(body.results).toMatchObject([{ status: 403, problem: { code: 'forbidden' } }, { status: 201 }]);
    expect((await roundOf(nurse, controlled.residentId)).items[0]).toMatchObject({ administration: null });
  });

  test('does not correct what a nurse recorded of a controlled drug', async () => {
    const prescription = await thePrescription(home, CONTROLLED);
    const { body: wrong } = await record(nurse, prescription, { scheduledFor: EIGHT, witness });
    const path = `/api/v1/administrations/${wrong.id}`;
    const correction = { reason: 'not so', outcome: 'omitted', outcomeReason: 'omitted-error', witness };
    expectProblem(await client.post(`${path}/correct`, correction), 403, 'forbidden');
    expect(await nurse.read<Administration>(path)).toEqual(wrong);
  });
});

describe('a controlled drug', () => {
  test.each([[['nurse']], [['carer', 'nurse']]])('is recorded by someone who is %j', async (roles) => {
    const client = await someone(roles);
    const prescription = await thePrescription(home, CONTROLLED);
    expect((await record(client, prescription, { scheduledFor: EIGHT, witness })).status).toBe(201);
  });

  test('that became one after the dose was recorded is corrected by a nurse only', async () => {
    const carer = await home.as('carer');
    const prescription = await thePrescription(home);
    const { body: recorded } = await record(carer, prescription, { scheduledFor: EIGHT });
    await admin.patch(`/api/v1/medications/${prescription.medicationId}`, { controlled: true });
    const path = `/api/v1/administrations/${recorded.id}/correct`;
    const correction = { reason: 'half of it', outcome: 'refused', outcomeReason: 'refused' };
    expectProblem(await carer.post(path, correction), 403, 'forbidden');
    expect((await nurse.post(path, { ...correction, witness })).status).toBe(200);
  });
});

describe('a witness', () => {
  const MAY = ['manager', 'nurse', 'carer'];

  test.each(ROLES)('who is a %s counts if that role may write stock or administrations', async (role) => {
    const prescription = await thePrescription(home, CONTROLLED);
    const named = await someoneWithPin([role]);
    const answer = await record(nurse, prescription, { scheduledFor: EIGHT, witness: named });
    expect([role, answer.status]).toEqual([role, MAY.includes(role) ? 201 : 403]);
    expect(answer.body).toMatchObject(MAY.includes(role) ? { outcome: 'given' } : { code: 'witness-refused' });
  });

  test('who is not there, is oneself, was dismissed, may not or gives a wrong PIN is refused in the same words', async () => {
    const prescription = await thePrescription(home, CONTROLLED);
    const [dismissed, coordinator] = await Promise.all([someoneWithPin(['nurse']), someoneWithPin(['coordinator'])]);
    const { items } = await admin.read<{ items: readonly Body[] }>('/api/v1/users?limit=200');
    const id = items.find(({ username }) => username === dismissed.username)?.['id'];
    await admin.patch(`/api/v1/users/${String(id)}`, { active: false });
    await nurse.post('/api/v1/auth/pin', { pin: '482913' });
    const { username: oneself } = await nurse.read<{ username: string }>('/api/v1/auth/me');
    const program = await issueKey(admin, { roles: ['nurse'] });

    const refusals: unknown[] = [];
    for (const named of [
      { username: 'no.such.person', pin: '482913' },
      { username: oneself, pin: '482913' },
      dismissed,
      coordinator,
      { ...witness, pin: '482914' },
      { username: `api-key:${program.name}`, pin: program.key.slice(0, 40) },
    ]) {
      const answer = await record(nurse, prescription, { scheduledFor: EIGHT, witness: named });
      expectProblem(answer, 403, 'witness-refused');
      refusals.push(answer.body);
    }
    expect(new Set(refusals.map((body) => JSON.stringify(body))).size).toBe(1);
    expect((await record(nurse, prescription, { scheduledFor: EIGHT, witness })).status).toBe(201);
  });

  test('is needed in a round and for a correction as for one dose', async () => {
    const prescription = await thePrescription(home, CONTROLLED);
    const dose = { prescriptionId: prescription.id, scheduledFor: EIGHT, outcome: 'given' };
    const alone = await recordInRound(nurse, [dose]);
    expect(alone.body.results).toMatchObject([{ status: 422, problem: { code: 'witness-required' } }]);
    const witnessed = await recordInRound(nurse, [{ ...dose, witness }]);
    expect(witnessed.body.results).toMatchObject([{ status: 201 }]);
    const path = `/api/v1/administrations/${String(witnessed.body.results[0]?.['id'])}/correct`;
    expectProblem(await nurse.post(path, { reason: 'half of it', quantity: 0.5 }), 422, 'witness-required');
    const coordinator = await someoneWithPin(['coordinator']);
    const refused = await nurse.post(path, { reason: 'half of it', quantity: 0.5, witness: coordinator });
    expectProblem(refused, 403, 'witness-refused');
    expect((await nurse.post(path, { reason: 'half of it', quantity: 0.5, witness })).status).toBe(200);
  });
});
