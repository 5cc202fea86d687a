import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { onPostgres } from '../support/fresh-database.js';
import { Home } from '../support/home.js';
import { NightShift } from '../support/night-shift.js';
import { mayHaveCluster, PostgresCluster } from '../support/postgres-cluster.js';
import { EVERY_SECOND } from '../support/sweeping.js';

const PEOPLE_AT_EACH = 3;

/** Longest that a client may wait for any one answer, in milliseconds. */
const PATIENCE = 15_000;

const onServersOfItsOwn = onPostgres() && mayHaveCluster() ? describe : describe.skip;

onServersOfItsOwn('three processes on one database', () => {
  let cluster: PostgresCluster;
  let homes: [Home, Home, Home];

  function open(): Promise<Home> {
    const database = { url: cluster.url, remove: () => Promise.resolve() };
    // With the limits that a home has.
    const environment = {
      ...EVERY_SECOND,
      LOG_LEVEL: 'silent',
      WRITE_WAIT_LIMIT_MS: '1000',
      REQUEST_WAIT_LIMIT_MS: '1000',
    };
    return Home.start({ database, ownProcess: true, environment });
  }

  beforeAll(async () => {
    cluster = await PostgresCluster.create();
    const first = await open();
    homes = [first, ...(await Promise.all([open(), open()]))];
  }, 120_000);
  afterAll(async () => {
    for (const home of homes) await home.stop();
    await cluster.remove();
  });

  /** The latest end of a lease, and how many end no later than `instant`. */
  async function leases(instant: string): Promise<{ readonly latest: string; readonly ended: number }> {
    const sql =
      'SELECT max("until") AS "latest", count(*) FILTER (WHERE "until" <= $1)::integer AS "ended" FROM "leases"';
    const [row] = await cluster.query<{ latest: string; ended: number }>(sql, [instant]);
    return row ?? { latest: '', ended: 0 };
  }

  test('of which one is killed while the database restarts: what was acknowledged is there, once', async () => {
    const shift = await NightShift.at(homes);
    const people = homes.flatMap((_, door) => Array.from({ length: PEOPLE_AT_EACH }, () => door));
    const working = Promise.all(people.map((door) => shift.work(door)));
    const more = async (acts: number): Promise<void> => {
      const wanted = shift.acknowledged + acts;
      await eventually(() => Promise.resolve(shift.acknowledged >= wanted), true);
    };
    await more(30);
    await homes[0].kill();
    const { latest } = await leases('');
    expect(latest).not.toBe('');
    await more(15);
    await cluster.restart('immediate');
    await more(30);
    shift.stop();
    await working;

    const { acknowledged, sentAgain, longest } = shift;
    console.log(`${acknowledged} writes, ${sentAgain} sent again, the longest request ${Math.round(longest)} ms`);
    expect(sentAgain).toBeGreaterThan(0);
    expect(longest).toBeLessThan(PATIENCE);
    await shift.expectEverythingOnce(1);
    // What the killed process did again and again is done by another.
    await eventually(async () => (await leases(latest)).ended, 0);
  }, 120_000);
});
