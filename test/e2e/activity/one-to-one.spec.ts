import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aOneToOne, sessionsOf, type SessionAttendance } from '../../support/builders/activities.js';
import { anAdmittedResident } from '../../support/builders/residents.js';
import type { Answer, Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';
import { testAlone } from '../../support/running-home.js';
import { entriesOf } from '../../support/trail.js';

let home: Home;
let carer: Client;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({ anywhere: true, clockAt: '2026-11-24T12:00:00+01:00' });
  [carer, nurse] = await Promise.all([home.as('carer'), home.as('nurse')]);
});
afterAll(() => home.stop());

function aPerson(): Promise<Resource> {
  return anAdmittedResident(nurse, {}, { at: '2026-10-01T10:00:00+02:00' });
}

function record(
  person: Resource,
  details: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer<SessionAttendance>> {
  return carer.post<SessionAttendance>(
    `/api/v1/residents/${person.id}/one-to-one-sessions`,
    aOneToOne(details),
    headers,
  );
}

async function oneToOnes(): Promise<readonly Resource[]> {
  return (await nurse.read<PageBody>('/api/v1/activities?format=one-to-one&limit=200')).items;
}

test('a carer who sat with a resident for a while records it in one go', async () => {
  const person = await aPerson();
  const { status, body, headers } = await record(person, { engagement: 4, note: 'told of Lugo', leader: 'Ana Bravo' });
  expect([status, body]).toMatchObject([
    201,
    {
      localStartsAt: '2026-11-23T16:00',
      startsAt: '2026-11-23T15:00:00.000Z',
      endsAt: '2026-11-23T15:20:00.000Z',
      items: [{ residentId: person.id, attendance: 'attended', engagement: 4, note: 'told of Lugo' }],
    },
  ]);
  expect(await nurse.read(headers.get('location') ?? '')).toEqual(body);
  expect(await nurse.read(`/api/v1/activities/${String(body['activityId'])}`)).toMatchObject({
    ...{ title: 'Talk at the bedside', format: 'one-to-one', capacity: 1, leader: 'Ana Bravo' },
    ...{ active: false, recurrence: null },
  });
});

test('it is among the sessions of the resident, in their story and in what they took part in', async () => {
  const person = await aPerson();
  const { body } = await record(person);
  const activity = { id: String(body['activityId']), version: 1 };
  const query = `from=2026-11-23&to=2026-11-23&residentId=${person.id}`;
  expect(await sessionsOf(nurse, activity, query)).toMatchObject([
    { format: 'one-to-one', attended: 1, enrolled: 0, status: 'planned' },
  ]);
  const of = `/api/v1/residents/${person.id}`;
  const { items } = await nurse.read<PageBody>(`${of}/timeline?kinds=attendance`);
  expect(items.map(({ text }) => text)).toEqual(['Attended: Talk at the bedside']);
  const taken = await nurse.read(`${of}/participation?from=2026-11-23&to=2026-11-23`);
  expect(taken).toMatchObject({ offered: 1, attended: 1, minutes: 20 });
});

test('it is told in the trail, as the record of the resident', async () => {
  const person = await aPerson();
  await record(person);
  const told = await entriesOf(await home.as('auditor'), `residentId=${person.id}&resource=attendance`);
  expect(told).toMatchObject([{ action: 'create', after: { attendance: 'attended' } }]);
});

testAlone('it is recorded once, however often the tablet sends it', async () => {
  const [person, before] = [await aPerson(), await oneToOnes()];
  const key = { 'idempotency-key': `talk-${person.id}` };
  const answers = await Promise.all([record(person, {}, key), record(person, {}, key), record(person, {}, key)]);
  expect(new Set(answers.map(({ body }) => body['activityId'])).size).toBe(1);
  expect(await oneToOnes()).toHaveLength(before.length + 1);
});

test('the hour that comes twice is told apart by an instant', async () => {
  const person = await aPerson();
  const { body, headers } = await record(person, { startsAt: '2026-10-25T01:30:00Z' });
  const times = { localStartsAt: '2026-10-25T02:30', startsAt: '2026-10-25T01:30:00.000Z' };
  expect(body).toMatchObject({ ...times, endsAt: '2026-10-25T01:50:00.000Z' });
  expect(await nurse.read(headers.get('location') ?? '')).toMatchObject(times);
});

test('it is put right where it is read', async () => {
  const person = await aPerson();
  const { body, headers } = await record(person);
  const path = headers.get('location') ?? '';
  const right = [{ residentId: person.id, attendance: 'declined', note: 'wanted to sleep' }];
  const answer = await carer.put(path, right, { 'if-match': `"${body.version}"` });
  expect([answer.status, answer.body]).toMatchObject([200, { items: [{ attendance: 'declined' }] }]);
});

testAlone('every bad field is named at once, and nothing is stored', async () => {
  const [person, before] = [await aPerson(), await oneToOnes()];
  const wrong = {
    title: '',
    category: 'chat',
    startsAt: 'yesterday',
    durationMinutes: 0,
    attendance: 'slept',
    mood: 5,
  };
  expectBadFields(await record(person, wrong), ...Object.keys(wrong).map((name) => `/${name}`));
  const future = { startsAt: '2026-11-24T12:30', attendance: 'absent', engagement: 3 };
  expectBadFields(await record(person, future), '/startsAt', '/engagement');
  expect(await oneToOnes()).toEqual(before);
});

test('it is of a resident of the home, by whoever may record attendance', async () => {
  const person = await aPerson();
  const nobody = { id: '0199b1d0-7c00-7000-8000-00000000dead', version: 1 };
  expectProblem(await record(nobody), 404, 'not-found');
  const path = `/api/v1/residents/${person.id}/one-to-one-sessions`;
  for (const role of ['manager', 'coordinator'] as const) {
    expect((await (await home.as(role)).post(path, aOneToOne())).status).toBe(201);
  }
  for (const role of ['nurse', 'prescriber', 'auditor', 'admin'] as const) {
    expectProblem(await (await home.as(role)).post(path, aOneToOne()), 403, 'forbidden');
  }
});
