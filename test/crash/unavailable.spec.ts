import { afterAll, beforeAll, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { Client as PostgresClient } from 'pg';
import { aResident } from '../support/builders/residents.js';
import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { onPostgres } from '../support/fresh-database.js';
import { Home } from '../support/home.js';

let home: Home;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({ environment: { LOG_LEVEL: 'silent', DATABASE_BUSY_TIMEOUT_MS: '0' } });
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

/** Makes writing impossible: someone else locks the file, or the server lets nobody in. Returns what ends it. */
async function trouble(): Promise<() => Promise<void>> {
  if (onPostgres()) return shutOut();
  const someone = new Database(home.databasePath);
  someone.exec('BEGIN IMMEDIATE');
  return () => {
    someone.close();
    return Promise.resolve();
  };
}

async function shutOut(): Promise<() => Promise<void>> {
  const url = new URL(home.databaseUrl);
  const database = url.pathname.slice(1);
  url.pathname = '/postgres';
  const server = new PostgresClient({ connectionString: url.href });
  await server.connect();
  await server.query(`ALTER DATABASE "${database}" ALLOW_CONNECTIONS false`);
  await server.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [database]);
  return async () => {
    await server.query(`ALTER DATABASE "${database}" ALLOW_CONNECTIONS true`);
    await server.end();
  };
}

async function ready(): Promise<number> {
  return (await nurse.get('/health/ready')).status;
}

test('while the storage takes no writes they are refused with 503, and afterwards they work without a restart', async () => {
  const before = await nurse.created('/api/v1/residents', aResident());
  const relieve = await trouble();
  const refused = await nurse.post('/api/v1/residents', aResident());
  expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await ready()).toBe(503);
  await relieve();
  await eventually(ready, 200);
  const after = await nurse.created('/api/v1/residents', aResident());
  const { items } = await nurse.read<{ items: { id: string }[] }>('/api/v1/residents');
  expect(items.map(({ id }) => id).sort()).toEqual([before.id, after.id].sort());
});
