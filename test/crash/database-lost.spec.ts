import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client as PostgresClient } from 'pg';
import { aResident } from '../support/builders/residents.js';
import type { Answer, Client, PageBody, Resource } from '../support/client.js';
import { DatabaseWire } from '../support/database-wire.js';
import { eventually } from '../support/eventually.js';
import { createDatabase, onPostgres, type TestDatabase } from '../support/fresh-database.js';
import { Home } from '../support/home.js';

const RESIDENTS = '/api/v1/residents';
const CALLERS = 40;

/** Longest that a client may wait for any one answer, in milliseconds. */
const PATIENCE = 15_000;

const onAServer = onPostgres() ? describe : describe.skip;

onAServer('a home whose database server is lost from sight', () => {
  let database: TestDatabase;
  let wire: DatabaseWire;
  let home: Home;
  let nurse: Client;

  beforeAll(async () => {
    database = await createDatabase();
    wire = await DatabaseWire.to(database.url);
    // With the limits that a home has.
    const environment = { LOG_LEVEL: 'silent', WRITE_WAIT_LIMIT_MS: '1000', REQUEST_WAIT_LIMIT_MS: '1000' };
    home = await Home.start({ database: { url: wire.url, remove: () => database.remove() }, environment });
    nurse = await home.as('nurse');
  });
  afterAll(async () => {
    await home.close();
    await wire.close();
    await database.remove();
  });

  async function named(familyName: string): Promise<number> {
    const { items } = await nurse.read<PageBody>(`${RESIDENTS}?q=${familyName}`);
    return items.length;
  }

  async function isReady(): Promise<void> {
    await eventually(async () => (await nurse.get('/health/ready')).status, 200);
  }

  async function administer(...statements: readonly string[]): Promise<void> {
    const client = new PostgresClient({ connectionString: database.url });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  }

  test('does not say of a commit without an answer that nothing was changed; sent again, it has its effect once', async () => {
    let sent = 0;
    let answer: Answer;
    let body: Record<string, unknown>;
    const key = (): Record<string, string> => ({ 'idempotency-key': `register-${sent}` });
    do {
      // What the home commits beside the request may come first.
      sent += 1;
      body = aResident({ familyName: `Vela${sent}x` });
      const lost = wire.loseNextCommit();
      answer = await nurse.post(RESIDENTS, body, key());
      await lost;
    } while (answer.status === 201);
    expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(answer.body['detail']).toMatch(/not known.*same Idempotency-Key/);
    const again = await nurse.post<Resource>(RESIDENTS, body, key());
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    expect(await named(`Vela${sent}x`)).toBe(1);
  });

  test('keeps nobody waiting for a server that says nothing, and recovers by itself', async () => {
    let longest = 0;
    const send = async (index: number): Promise<number> => {
      const begun = performance.now();
      const key = { 'idempotency-key': `swallowed-${index}` };
      const { status } = await nurse.post(RESIDENTS, aResident({ familyName: `Soto${index}x` }), key);
      longest = Math.max(longest, performance.now() - begun);
      return status;
    };
    const all = Array.from({ length: CALLERS }, (_, index) => index);
    wire.swallow();
    const lost = await Promise.all(all.map(send));
    expect(new Set(lost)).toEqual(new Set([503]));
    console.log(`${CALLERS} requests to a server that says nothing: the longest took ${Math.round(longest)} ms`);
    expect(longest).toBeLessThan(PATIENCE);
    wire.heal();
    await isReady();
    for (const index of all) {
      await eventually(() => send(index), 201);
      expect(await named(`Soto${index}x`)).toBe(1);
    }
  }, 90_000);

  test('leaves a server that takes no writes any more, as one that has become a standby', async () => {
    const read = `SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`;
    const name = new URL(database.url).pathname.slice(1);
    await administer(`ALTER DATABASE "${name}" SET default_transaction_read_only = on`, read);
    await eventually(async () => (await nurse.get(RESIDENTS)).status, 200);
    // Several connections that will stay read-only as long as they are kept.
    await Promise.all(Array.from({ length: CALLERS }, () => nurse.get(RESIDENTS)));
    const refused = await nurse.post(RESIDENTS, aResident());
    expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    await administer(
      'SET default_transaction_read_only = off',
      `ALTER DATABASE "${name}" RESET default_transaction_read_only`,
    );
    await isReady();
    await eventually(async () => (await nurse.post(RESIDENTS, aResident())).status, 201);
  });
});
