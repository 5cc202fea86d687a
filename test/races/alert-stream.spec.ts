import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client as PostgresClient } from 'pg';
import { aRacingHeart } from '../support/builders/alerts.js';
import { aResident } from '../support/builders/residents.js';
import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
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

const onAServer = onPostgres() ? describe : describe.skip;

onAServer('a process that hears of news from the database', () => {
  const LISTENERS = `FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'residencia news'`;
  let database: PostgresClient;

  beforeAll(async () => {
    database = new PostgresClient({ connectionString: home.databaseUrl });
    await database.connect();
  });
  afterAll(() => database.end());

  async function count(what: string): Promise<number> {
    const { rows } = await database.query<{ count: number }>(`SELECT count(${what})::integer AS "count" ${LISTENERS}`);
    return rows[0]?.count ?? 0;
  }

  test('misses nothing when its connection is lost again and again, and listens anew', async () => {
    const { id } = await nurse.created('/api/v1/residents', aResident());
    const path = `/api/v1/residents/${id}/observations`;
    const reader = await EventReader.open(`${second.url}/api/v1/alerts/stream`, nurse.bearer);
    await reader.until(() => reader.events.some(({ event }) => event === 'ready'));
    let cut = 0;
    for (let reading = 1; reading <= 12; reading += 1) {
      if (reading % 3 === 0) cut += await count('pg_terminate_backend(pid)');
      await nurse.created(path, aRacingHeart());
    }
    expect(cut).toBeGreaterThan(0);
    const told = (await reader.told(12)).map(({ id: seq }) => Number(seq));
    expect(told).toEqual(Array.from({ length: 12 }, (_, index) => (told[0] ?? 0) + index));
    await eventually(() => count('*'), 1);
    const begun = performance.now();
    await nurse.created(path, aRacingHeart());
    await reader.told(13);
    // By the news, and not by the look of every five seconds.
    expect(performance.now() - begun).toBeLessThan(3000);
    reader.cut();
  });
});
