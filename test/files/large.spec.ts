import { existsSync } from 'node:fs';
import { truncate } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { aResident } from '../support/builders/residents.js';
import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
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
  await home.close();
  const file = new Database(home.databasePath);
  file.exec('CREATE TABLE ballast (megabyte BLOB)');
  const grow = file.prepare('INSERT INTO ballast VALUES (zeroblob(1048576))');
  for (let megabyte = 0; megabyte < 240; megabyte += 1) grow.run();
  file.close();
});
afterAll(() => home.stop());

test('a home that is stopped while its large file is looked at leaves one file with all in it', async () => {
  await home.reopen();
  await nurse.created('/api/v1/residents', aResident());
  await home.close();
  expect(existsSync(`${home.databasePath}-wal`)).toBe(false);
});

test('of a large file, the damage is found while it is served, and from then on nothing is written', async () => {
  await damage(home.databasePath, 'conditions');
  await home.reopen();
  await eventually(async () => (await nurse.get('/health/ready')).status, 503);
  expect(await nurse.post('/api/v1/residents', aResident())).toMatchObject({
    status: 503,
    body: { code: 'unavailable' },
  });
  expect(await nurse.get(`/api/v1/residents/${residentId}`)).toMatchObject({ status: 200 });
  expect(await nurse.get('/health/live')).toMatchObject({ status: 200 });
});

test('a large file that is too short is not opened', async () => {
  await home.close();
  await truncate(home.databasePath, 200 * 1024 * 1024);
  const { code, errors } = await startThatFails({ DATABASE_URL: home.databaseUrl });
  expect({ code, errors }).toEqual({ code: 1, errors: [expect.stringMatching(/is damaged; restore a backup/)] });
});
