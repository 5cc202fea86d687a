import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aMedication } from '../../support/builders/medications.js';
import { AS_NEEDED, thePrescription, type Prescription } from '../../support/builders/prescriptions.js';
import { aBed, anAdmittedResident, aResident } from '../../support/builders/residents.js';
import { aUser } from '../../support/builders/users.js';
import type { Answer, Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';
import { testAlone } from '../../support/running-home.js';
import { entriesOf } from '../../support/trail.js';

/** Tablets that change one resident at once. */
const TABLETS = 50;

let home: Home;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({ anywhere: true, clockAt: '2026-11-24T08:05:00+01:00' });
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

/** In names that are counted: a running home may know some from an earlier run. */
const OWN = crypto.randomUUID().slice(0, 8);

function keyed(key: string = crypto.randomUUID()): Record<string, string> {
  return { 'idempotency-key': key };
}

/** What of an answer must be the same each time. */
function sameness({ status, body, headers }: Answer<unknown>): unknown {
  return { status, body, location: headers.get('location'), etag: headers.get('etag') };
}

async function residentsNamed(familyName: string): Promise<readonly Resource[]> {
  return (await nurse.read<PageBody>(`/api/v1/residents?q=${encodeURIComponent(familyName)}`)).items;
}

describe('a POST that is sent again with its key', () => {
  test('gets the first answer again, and has no second effect', async () => {
    const key = keyed();
    const resident = aResident({ familyName: `Repetida Prado ${OWN}` });
    const first = await nurse.post('/api/v1/residents', resident, key);
    const again = await nurse.post('/api/v1/residents', resident, key);
    expect(first.status).toBe(201);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(sameness(again)).toEqual(sameness(first));
    expect(await residentsNamed(`Repetida Prado ${OWN}`)).toHaveLength(1);
  });

  testAlone('also when the power went in between, and when what it made was changed since', async () => {
    const dark = await Home.start({ ownProcess: true });
    try {
      const elsewhere = await dark.as('nurse');
      const key = keyed();
      const resident = aResident();
      const first = await elsewhere.post<Resource>('/api/v1/residents', resident, key);
      await elsewhere.patch(`/api/v1/residents/${first.body.id}`, { notes: 'likes tea' });
      await dark.powerCut();
      const again = await elsewhere.post('/api/v1/residents', resident, key);
      expect(again.headers.get('idempotency-replayed')).toBe('true');
      expect(sameness(again)).toEqual(sameness(first));
    } finally {
      await dark.stop();
    }
  });

  test('is the same however its JSON is spaced and ordered', async () => {
    const key = { ...keyed(), 'content-type': 'application/json' };
    const first = await nurse.post('/api/v1/rooms', '{"name":"R 1","unit":"North","beds":[{"name":"A"}]}', key);
    const again = await nurse.post(
      '/api/v1/rooms',
      '{ "beds": [ {"name": "A"} ], "unit": "North", "name": "R 1" }',
      key,
    );
    expect(sameness(again)).toEqual(sameness(first));
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });

  test('of an action answers with the state of then', async () => {
    const prescription = await thePrescription(home);
    const path = `/api/v1/prescriptions/${prescription.id}/suspend`;
    const key = keyed();
    const first = await nurse.post<Prescription>(path, { reason: 'nil by mouth' }, key);
    expect(first.body.status).toBe('suspended');
    await nurse.post(`/api/v1/prescriptions/${prescription.id}/resume`, { reason: 'eats again' });
    expect(sameness(await nurse.post(path, { reason: 'nil by mouth' }, key))).toEqual(sameness(first));
    const { body } = await nurse.get<Prescription>(`/api/v1/prescriptions/${prescription.id}`);
    expect(body.status).toBe('active');
  });

  test('records an as-needed dose once, although a second one would be refused', async () => {
    const prescription = await thePrescription(home, { terms: { schedule: AS_NEEDED } });
    const path = `/api/v1/prescriptions/${prescription.id}/administrations`;
    const key = keyed();
    const first = await nurse.post(path, { outcome: 'given' }, key);
    expect(first.status).toBe(201);
    expect(sameness(await nurse.post(path, { outcome: 'given' }, key))).toEqual(sameness(first));
    expectProblem(await nurse.post(path, { outcome: 'given' }, keyed()), 409, 'too-soon');
  });

  testAlone('of a whole tablet that was offline answers row by row as before', async () => {
    const prescription = await thePrescription(home);
    const items = [
      { prescriptionId: prescription.id, scheduledFor: '2026-11-24T07:00:00.000Z', outcome: 'given' },
      { prescriptionId: prescription.id, scheduledFor: '2026-11-24T07:00:00.000Z', outcome: 'given' },
      { prescriptionId: 'nonsense', outcome: 'given' },
    ];
    const key = keyed();
    const first = await nurse.post<{ results: { status: number }[] }>(
      '/api/v1/medication-rounds/record',
      { items },
      key,
    );
    expect(first.body.results.map(({ status }) => status)).toEqual([201, 409, 422]);
    expect(sameness(await nurse.post('/api/v1/medication-rounds/record', { items }, key))).toEqual(sameness(first));
  });

  test('that stores nothing is answered alike too', async () => {
    const prescriber = await home.as('prescriber');
    const { id } = await anAdmittedResident(nurse);
    const medicine = await (await home.as('admin')).created('/api/v1/medications', aMedication());
    const body = {
      residentId: id,
      medicationId: medicine.id,
      dose: { quantity: 1, unit: 'tablet' },
      route: 'oral',
      schedule: { kind: 'times', times: ['08:00'] },
      startsOn: '2026-11-24',
      prescriber: 'Dr. Gil',
    };
    const key = keyed();
    const first = await prescriber.post('/api/v1/prescriptions/check', body, key);
    const again = await prescriber.post('/api/v1/prescriptions/check', body, key);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(sameness(again)).toEqual(sameness(first));
  });
});

describe('a key', () => {
  test('with another body is refused, and changes nothing', async () => {
    const key = keyed();
    await nurse.post('/api/v1/residents', aResident({ familyName: 'Unica Vega' }), key);
    const other = await nurse.post('/api/v1/residents', aResident({ familyName: 'Otra Vega' }), key);
    expectProblem(other, 422, 'idempotency-key-reused');
    expect(await residentsNamed('Otra Vega')).toEqual([]);
  });

  test('counts for one caller and one route', async () => {
    const key = keyed();
    const resident = aResident();
    const mine = await nurse.post<Resource>('/api/v1/residents', resident, key);
    const theirs = await (await home.as('manager')).post<Resource>('/api/v1/residents', resident, key);
    const elsewhere = await nurse.post<Resource>('/api/v1/rooms', { name: 'Key', unit: 'North', beds: [] }, key);
    expect([mine.status, theirs.status, elsewhere.status]).toEqual([201, 201, 201]);
    expect(theirs.body.id).not.toBe(mine.body.id);
  });

  test.each([[''], ['x'.repeat(256)], ['two words'], ['tab\there'], ['ñ']])('that reads %j is refused', async (key) => {
    // An empty header is sent as one; fetch itself trims it.
    const answer = await nurse.post('/api/v1/residents', aResident(), keyed(key));
    expectProblem(answer, 400, 'bad-idempotency-key');
  });

  test('of 255 visible characters is a key', async () => {
    expect((await nurse.post('/api/v1/residents', aResident(), keyed('~'.repeat(255)))).status).toBe(201);
  });

  test('keeps no refusal: what was refused is decided anew', async () => {
    const bedId = await aBed(nurse);
    const first = await nurse.created('/api/v1/residents', aResident());
    const second = await nurse.created('/api/v1/residents', aResident());
    await nurse.created(`/api/v1/residents/${first.id}/movements`, { type: 'admission', bedId });
    const key = keyed();
    const admission = { type: 'admission', bedId };
    const path = `/api/v1/residents/${second.id}/movements`;
    expectProblem(await nurse.post(path, admission, key), 409, 'bed-occupied');
    await nurse.created(`/api/v1/residents/${first.id}/movements`, { type: 'discharge' });
    expect((await nurse.post(path, admission, key)).status).toBe(201);
    expect((await nurse.post(path, { ...admission, bedId: undefined }, key)).status).toBe(422);
  });

  test('does not open what its caller may no longer do', async () => {
    const admin = await home.as('admin');
    const user = aUser({ roles: ['nurse'] });
    const { id } = await admin.created('/api/v1/users', user);
    const leaving = await home.signIn(user);
    const key = keyed();
    const resident = aResident();
    expect((await leaving.post('/api/v1/residents', resident, key)).status).toBe(201);
    await admin.patch(`/api/v1/users/${id}`, { roles: ['carer'] });
    expectProblem(await leaving.post('/api/v1/residents', resident, key), 403, 'forbidden');
  });
});

describe('fifty tablets', () => {
  test('that each send the same keyed POST five times at once have one effect, and all the same answer', async () => {
    const key = keyed();
    const resident = aResident({ familyName: `Quintana Cinco ${OWN}` });
    const sends = Array.from({ length: 250 }, () => nurse.post('/api/v1/residents', resident, key));
    const answers = await Promise.all(sends);
    expect(new Set(answers.map((answer) => JSON.stringify(sameness(answer)))).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
    expect(await residentsNamed(`Quintana Cinco ${OWN}`)).toHaveLength(1);
  });

  testAlone(
    'that change one resident lose no accepted change, and each accepted one is seen in its turn',
    async () => {
      const { id } = await nurse.created('/api/v1/residents', aResident());
      const path = `/api/v1/residents/${id}`;
      const accepted: Resource[] = [];
      await Promise.all(
        Array.from({ length: TABLETS }, async (_, tablet) => {
          // Of those who try at once one succeeds, so nobody tries more often than there are tablets.
          for (let tries = 0; tries < TABLETS; tries += 1) {
            const { body: seen } = await nurse.get<Resource>(path);
            const change = { notes: `tablet ${tablet}` };
            const answer = await nurse.patch<Resource>(path, change, { 'if-match': `"${seen.version}"` });
            if (answer.status === 200) {
              accepted.push(answer.body);
              return;
            }
            expectProblem(answer, 412, 'version-conflict');
          }
        }),
      );
      expect(accepted).toHaveLength(TABLETS);
      const inOrder = accepted.toSorted((a, b) => a.version - b.version);
      expect(inOrder.map(({ version }) => version)).toEqual(accepted.map((_, index) => index + 2));
      expect((await nurse.read<Resource>(path))['notes']).toBe(inOrder.at(-1)?.['notes']);
      const auditor = await home.as('auditor');
      const told = (await entriesOf(auditor, `residentId=${id}&resource=resident`))
        .filter(({ action }) => action === 'update')
        .map(({ after }) => after?.['notes']);
      expect(told).toEqual(inOrder.map(({ notes }) => notes));
    },
    60_000,
  );
});

describe('a day later', () => {
  testAlone('is forgotten after its day', async () => {
    const key = keyed();
    const resident = aResident();
    const first = await nurse.post<Resource>('/api/v1/residents', resident, key);
    await home.restart('2026-11-25T08:06:00+01:00');
    const later = await home.signIn({ username: 'the-nurse', password: 'a nurse of the tests' });
    const anew = until(
      async () => (await later.post<Resource>('/api/v1/residents', resident, key)).body.id !== first.body.id,
    );
    await expect(anew).resolves.toBe(true);
  });
});

/** Whether `condition` comes to hold soon. */
async function until(condition: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await condition()) return true;
    await new Promise((later) => setTimeout(later, 50));
  }
  return false;
}
