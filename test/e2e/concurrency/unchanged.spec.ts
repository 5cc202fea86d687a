import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { anActivity, attendancePath, enrol } from '../../support/builders/activities.js';
import { thePrescription } from '../../support/builders/prescriptions.js';
import { aResident, anAdmittedResident } from '../../support/builders/residents.js';
import type { Answer, Client, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';

/* What a thing shows may change while its version stays: who has that version must not be told that nothing did. */

let home: Home;
let nurse: Client;
let coordinator: Client;

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T08:05:00+01:00' });
  [nurse, coordinator] = await Promise.all([home.as('nurse'), home.as('coordinator')]);
});
afterAll(() => home.stop());

/** Asks for what has changed since a version. */
function since({ version }: Resource, client: Client, path: string): Promise<Answer> {
  return client.get(path, { 'if-none-match': `"${version}"` });
}

test('a prescription is sent again once a planned suspension has begun, and not before', async () => {
  const { id } = await thePrescription(home);
  const path = `/api/v1/prescriptions/${id}`;
  await nurse.post(`${path}/suspend`, { at: '2026-11-24T10:00:00+01:00', reason: 'fasting' });
  const read = await nurse.read<Resource>(path);
  expect(read).toMatchObject({ status: 'active', version: 2 });
  expect((await since(read, nurse, path)).status).toBe(304);

  await home.restart('2026-11-24T10:00:00+01:00');
  const again = await since(read, nurse, path);
  expect(again).toMatchObject({ status: 200, body: { status: 'suspended', version: 2 } });
  expect(again.headers.get('etag')).toBe('"2"');

  const resumed = await nurse.post<Resource>(`${path}/resume`, { reason: 'eats again' });
  expect((await since(resumed.body, nurse, path)).status).toBe(304);
});

test('a resident is sent again once the room is called otherwise', async () => {
  const read = await anAdmittedResident(nurse);
  const path = `/api/v1/residents/${read.id}`;
  expect((await since(read, nurse, path)).status).toBe(304);

  const { roomId } = read['bed'] as { readonly roomId: string };
  await nurse.patch(`/api/v1/rooms/${roomId}`, { name: 'The room with the view' });
  const again = await since(read, nurse, path);
  expect(again).toMatchObject({
    status: 200,
    body: { version: read.version, bed: { roomName: 'The room with the view' } },
  });
});

test('a wait for a place is sent again, since those before it may leave the queue; a place is not', async () => {
  const activity = await coordinator.created('/api/v1/activities', anActivity({ capacity: 1 }));
  const ask = async () =>
    (await enrol(coordinator, activity, await nurse.created('/api/v1/residents', aResident()))).body;
  const [first, second, third] = [await ask(), await ask(), await ask()];
  const path = (enrolment: Resource) => `/api/v1/activities/${activity.id}/enrolments/${enrolment.id}`;
  expect((await since(first, coordinator, path(first))).status).toBe(304);
  expect(third).toMatchObject({ status: 'waiting', position: 2 });

  await coordinator.delete(path(second));
  const again = await since(third, coordinator, path(third));
  expect(again).toMatchObject({ status: 200, body: { version: third.version, position: 1 } });
});

test('who took part in a session is sent again once the session is moved, until something is recorded', async () => {
  const activity = await coordinator.created('/api/v1/activities', anActivity());
  const session = '2026-11-22T10:30';
  const path = attendancePath(activity, session);
  const read = await coordinator.read<Resource>(path);
  expect((await since(read, coordinator, path)).status).toBe(304);

  await coordinator.patch(`/api/v1/activities/${activity.id}/sessions/${session}`, { durationMinutes: 90 });
  const again = await since(read, coordinator, path);
  expect(again).toMatchObject({ status: 200, body: { version: read.version, endsAt: '2026-11-22T11:00:00.000Z' } });

  const recorded = await coordinator.put<Resource>(path, []);
  expect((await since(recorded.body, coordinator, path)).status).toBe(304);
});
