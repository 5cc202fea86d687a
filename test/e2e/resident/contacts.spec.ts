import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { aResident } from '../../support/builders/residents.js';
import type { Answer, Body, Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';

const LUCIA = { name: 'Lucía Ortega Vidal', relationship: 'daughter' };
const LUIS = { name: 'Luis Ortega Vidal', relationship: 'son' };
const REPRESENTATIVE = { isLegalRepresentative: true };
const COURT_ORDER = {
  acknowledge: ['legal-representative-exists'],
  acknowledgeReason: 'the court of Getafe named both, order 12/2026',
};

let home: Home;
let nurse: Client;
let contacts: string;

beforeAll(async () => {
  home = await Home.start({ anywhere: true });
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

beforeEach(async () => {
  const { id } = await nurse.created('/api/v1/residents', aResident());
  contacts = `/api/v1/residents/${id}/contacts`;
});

function add(details: Body): Promise<Answer<Resource>> {
  return nurse.post<Resource>(contacts, details);
}

describe('the people around a resident', () => {
  test('are written down, read, listed newest first, and changed by a merge patch', async () => {
    const details = { ...LUCIA, phone: '+34 600 123 456', email: 'lucia@example.org', isEmergencyContact: true };
    const { status, headers, body } = await add(details);
    expect({ status, body }).toMatchObject({ status: 201, body: { ...details, isLegalRepresentative: false } });
    expect(headers.get('location')).toBe(`${contacts}/${body.id}`);
    await add(LUIS);

    const { items } = await nurse.read<PageBody>(contacts);
    expect(items.map(({ name }) => name)).toEqual([LUIS.name, LUCIA.name]);
    const changed = await nurse.patch(`${contacts}/${body.id}`, { phone: null, isEmergencyContact: false });
    expect(changed.body).toMatchObject({ ...LUCIA, version: 2, phone: null, isEmergencyContact: false });
    expect(await nurse.read(`${contacts}/${body.id}`)).toEqual(changed.body);
  });

  test('are removed, and the trail keeps who they were', async () => {
    const { id } = (await add(LUCIA)).body;
    const stale = await nurse.send('DELETE', `${contacts}/${id}`, undefined, { 'if-match': '"2"' });
    expectProblem(stale, 412, 'version-conflict');
    const { status } = await nurse.send('DELETE', `${contacts}/${id}`, undefined, { 'if-match': '"1"' });
    expect(status).toBe(204);
    expectProblem(await nurse.get(`${contacts}/${id}`), 404, 'not-found');
    expectProblem(await nurse.delete(`${contacts}/${id}`), 404, 'not-found');
    const trail = await (await home.as('manager')).read<PageBody<Body>>('/api/v1/audit?resource=contact&limit=200');
    const gone = trail.items.find(({ action, resourceId }) => action === 'delete' && resourceId === id);
    expect(gone).toMatchObject({ before: LUCIA, after: null });
  });

  test.each(['600123456', '+34 600 12 34 56', '(91) 555-01.23 ext. 204', '112', '+44 20 7946 0958 x12'])(
    'are called at %s',
    async (phone) => {
      expect((await add({ ...LUCIA, phone })).body).toMatchObject({ phone });
    },
  );

  test.each(['call me', '12', '+', '600 123 456 or her neighbour', '6'.repeat(41)])(
    'are not called at %s',
    async (phone) => {
      expectBadFields(await add({ ...LUCIA, phone }), '/phone');
    },
  );

  test('have an address that could be one, and every bad field is named at once', async () => {
    expect((await add({ ...LUCIA, email: 'señora.ñ@correo.example' })).status).toBe(201);
    const bad = { name: '', phone: 'x', email: 'a@b@c', isLegalRepresentative: 'yes', role: 'friend' };
    const pointers = ['/name', '/relationship', '/phone', '/email', '/isLegalRepresentative', '/role'];
    expectBadFields(await add(bad), ...pointers);
  });
});

describe('a legal representative', () => {
  test('is one, until somebody says why there are two, and the reason stays on the record', async () => {
    const first = (await add({ ...LUCIA, ...REPRESENTATIVE })).body;
    expect(first).toMatchObject({ acknowledge: [], acknowledgeReason: null });
    const refused = await add({ ...LUIS, ...REPRESENTATIVE });
    expectProblem(refused, 409, 'legal-representative-exists', { contact: { id: first.id, ...LUCIA } });

    const second = (await add({ ...LUIS, ...REPRESENTATIVE, ...COURT_ORDER })).body;
    expect(second).toMatchObject({ ...REPRESENTATIVE, ...COURT_ORDER });
    expect(await nurse.read(`${contacts}/${second.id}`)).toEqual(second);
  });

  test('is not named beside another without a reason', async () => {
    const { acknowledge } = COURT_ORDER;
    expectBadFields(await add({ ...LUIS, ...REPRESENTATIVE, acknowledge }), '/acknowledgeReason');
    expectBadFields(await add({ ...LUIS, ...REPRESENTATIVE, acknowledge: ['allergy'] }), '/acknowledge/0');
  });

  test('needs no reason when there is no other', async () => {
    const only = (await add({ ...LUCIA, ...REPRESENTATIVE, ...COURT_ORDER })).body;
    expect(only).toMatchObject({ acknowledge: [], acknowledgeReason: null });
  });

  test('becomes one later by the same rule, and is none any more when it is taken back', async () => {
    const first = (await add({ ...LUCIA, ...REPRESENTATIVE })).body;
    const second = (await add(LUIS)).body;
    const path = `${contacts}/${second.id}`;
    expectProblem(await nurse.patch(path, REPRESENTATIVE), 409, 'legal-representative-exists');
    expect((await nurse.patch(path, { ...REPRESENTATIVE, ...COURT_ORDER })).body).toMatchObject(COURT_ORDER);
    expect((await nurse.patch(path, { phone: '112' })).body).toMatchObject(COURT_ORDER);

    const changed = await nurse.patch(path, { isLegalRepresentative: false });
    expect(changed.body).toMatchObject({ isLegalRepresentative: false, acknowledge: [], acknowledgeReason: null });
    await nurse.delete(`${contacts}/${first.id}`);
    expect((await nurse.patch(path, REPRESENTATIVE)).body).toMatchObject({ ...REPRESENTATIVE, acknowledge: [] });
  });

  test('is one though eight are named at once', async () => {
    const names = Array.from({ length: 8 }, (_, index) => ({ ...LUCIA, ...REPRESENTATIVE, name: `Child ${index}` }));
    const answers = await Promise.all(names.map(add));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(7);
  });
});
