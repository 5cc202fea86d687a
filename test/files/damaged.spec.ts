import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aResident } from '../support/builders/residents.js';
import type { Client } from '../support/client.js';
import { Home } from '../support/home.js';
import { startThatFails } from '../support/start.js';
import { damage } from './damage.js';

let home: Home;
let nurse: Client;
let residentId: string;

beforeAll(async () => {
  home = await Home.start({ ownProcess: true, environment: { LOG_LEVEL: 'silent' } });
  nurse = await home.as('nurse');
  ({ id: residentId } = await nurse.created('/api/v1/residents', aResident()));
  await nurse.created(`/api/v1/residents/${residentId}/conditions`, { text: 'a wrist that was broken' });
  // Stopping writes what the log holds into the file.
  await home.restart();
});
afterAll(() => home.stop());

test('of a file that is damaged while it is served, what is whole is read, and nothing is written', async () => {
  await damage(home.databasePath, 'conditions');
  const conditions = `/api/v1/residents/${residentId}/conditions`;
  expect(await nurse.get(conditions)).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  expect(await nurse.get(`/api/v1/residents/${residentId}`)).toMatchObject({ status: 200 });

  const refused = await nurse.post('/api/v1/residents', aResident());
  expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await nurse.get('/health/ready')).toMatchObject({ status: 503 });
  expect(await nurse.read('/api/v1/residents')).toMatchObject({ items: [{ id: residentId }] });

  await home.close();
  const { code, errors } = await startThatFails({ DATABASE_URL: home.databaseUrl });
  expect({ code, errors }).toEqual({ code: 1, errors: [expect.stringMatching(/is damaged; restore a backup/)] });
});
