import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aRacingHeart } from '../support/builders/alerts.js';
import { aResident } from '../support/builders/residents.js';
import type { Client } from '../support/client.js';
import { EventReader } from '../support/event-stream.js';
import { onPostgres } from '../support/fresh-database.js';
import { Home } from '../support/home.js';

let home: Home;
let second: Home;
let nurse: Client;

/** On PostgreSQL the stream is served by a second process. */
beforeAll(async () => {
  home = await Home.start();
  // A SQLite file belongs to one process.
  const shared = { url: home.databaseUrl, remove: () => Promise.resolve() };
  second = onPostgres() ? await Home.start({ database: shared, ownProcess: true }) : home;
  nurse = await home.as('nurse');
}, 120_000);
afterAll(async () => {
  if (second !== home) await second.stop();
  await home.stop();
});

test('what is raised in one process is told at once by another, in order and whole', async () => {
  const reader = await EventReader.open(`${second.url}/api/v1/alerts/stream?lastEventId=0`, nurse.bearer);
  const { id } = await nurse.created('/api/v1/residents', aResident());
  const path = `/api/v1/residents/${id}/observations`;
  await nurse.created(path, aRacingHeart());
  await reader.told(1);
  const begun = performance.now();
  await nurse.created(path, aRacingHeart());
  await reader.told(2);
  // Without being woken it would be looked every five seconds.
  expect(performance.now() - begun).toBeLessThan(3000);
  await Promise.all(Array.from({ length: 40 }, () => nurse.created(path, aRacingHeart())));
  const told = await reader.told(42);
  expect(told.map(({ id: seq }) => Number(seq))).toEqual(Array.from({ length: 42 }, (_, index) => index + 1));
  reader.cut();
});
