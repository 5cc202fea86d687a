import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anAdmittedResident } from '../support/builders/residents.js';
import { anObservation } from '../support/builders/wellness.js';
import type { Client, PageBody } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { onPostgres } from '../support/fresh-database.js';
import { Home } from '../support/home.js';
import { mayHaveCluster, PostgresCluster } from '../support/postgres-cluster.js';

/** Longer than it takes to write something and to look at it, on a slow machine. */
const LAG_SECONDS = 6;

const onServersOfItsOwn = onPostgres() && mayHaveCluster() ? describe : describe.skip;

onServersOfItsOwn('a home with a standby', () => {
  let primary: PostgresCluster;
  let standby: PostgresCluster;
  let home: Home;
  let nurse: Client;
  let residentId: string;

  beforeAll(async () => {
    primary = await PostgresCluster.create();
    standby = await primary.standby();
    const environment = {
      LOG_LEVEL: 'silent',
      DATABASE_REPLICA_URLS: standby.url,
      DATABASE_REPLICA_LAG_SECONDS: String(LAG_SECONDS),
    };
    home = await Home.start({ database: { url: primary.url, remove: () => Promise.resolve() }, environment });
    nurse = await home.as('nurse');
    ({ id: residentId } = await anAdmittedResident(nurse));
  }, 120_000);
  afterAll(async () => {
    await home.close();
    await standby.remove();
    await primary.remove();
  });

  function path(of: string): string {
    return `/api/v1/residents/${residentId}/${of}`;
  }

  async function observe(): Promise<void> {
    await nurse.created(path('observations'), anObservation());
  }

  /** As a nurse sees it who has just written. */
  async function seen(): Promise<number> {
    return (await nurse.read<PageBody>(path('observations'))).items.length;
  }

  /** As a report counts it. */
  async function reported(): Promise<number> {
    return (await nurse.read<{ count: number }>(path('trends?type=heart-rate'))).count;
  }

  /** In the end: what is written while the standby pauses isn't counted by a report, which is made of the standby, then. */
  async function expectReadFromStandby(): Promise<void> {
    const isRead = async (): Promise<boolean> => {
      await standby.query('SELECT pg_wal_replay_pause()');
      await observe();
      const [all, counted] = [await seen(), await reported()];
      await standby.query('SELECT pg_wal_replay_resume()');
      return counted < all;
    };
    await eventually(isRead, true);
  }

  test('reads reports from it, and from the primary what one has written oneself', async () => {
    await observe();
    await expectReadFromStandby();
  });

  test('reads nothing from it once it knows too little, and again when it has caught up', async () => {
    await standby.query('SELECT pg_wal_replay_pause()');
    await observe();
    const all = await seen();
    expect(await reported()).toBeLessThan(all);
    await eventually(reported, all);
    await standby.query('SELECT pg_wal_replay_resume()');
    await expectReadFromStandby();
  });

  test('finds in the primary whom the standby does not know yet', async () => {
    await standby.query('SELECT pg_wal_replay_pause()');
    const { id } = await anAdmittedResident(nurse);
    expect(await nurse.read(`/api/v1/residents/${id}/trends?type=heart-rate`)).toMatchObject({ count: 0 });
    await standby.query('SELECT pg_wal_replay_resume()');
  });

  test('makes its reports without it when it is killed, and with it when it is back', async () => {
    await expectReadFromStandby();
    await standby.stop();
    expect(await reported()).toBe(await seen());
    await observe();
    expect(await reported()).toBe(await seen());
    await standby.start();
    await expectReadFromStandby();
  });
});
