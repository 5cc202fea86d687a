import { afterAll, beforeAll, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { aResident } from '../support/builders/residents.js';
import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { Home } from '../support/home.js';

/** Pages in the log from which on a thread copies them. */
const ENOUGH = 1000;

let home: Home;
let nurse: Client;
let residentId: string;

beforeAll(async () => {
  home = await Home.start({ ownProcess: true });
  nurse = await home.as('nurse');
  ({ id: residentId } = await nurse.created('/api/v1/residents', aResident()));
});
afterAll(() => home.stop());

interface LogSize {
  readonly log: number;
  readonly checkpointed: number;
}

/** What another program sees of the log, which it leaves alone. */
function logSize(): LogSize {
  const file = new Database(home.databasePath);
  const [size] = file.pragma('wal_checkpoint(NOOP)') as LogSize[];
  file.close();
  return size ?? { log: 0, checkpointed: 0 };
}

function observations(): unknown {
  const file = new Database(home.databasePath, { readonly: true });
  const count = file.prepare('SELECT count(*) FROM "observations"').pluck().get();
  file.close();
  return count;
}

/** A thousand readings that devices send at once. */
async function send(round: number): Promise<void> {
  const items = Array.from({ length: 1000 }, (_, index) => ({
    ...{ residentId, type: 'heart-rate', value: 60 + (index % 40) },
    takenAt: new Date(Date.now() - (round * 1000 + index) * 1000).toISOString(),
  }));
  const { status } = await nurse.post('/api/v1/observations/batch', { items });
  expect(status).toBe(200);
}

test('what devices send is copied from the log into the file while the home goes on, and all of it is there', async () => {
  let rounds = 0;
  let most = 0;
  while (most < ENOUGH && rounds < 20) {
    await send(rounds);
    rounds += 1;
    most = logSize().log;
  }
  expect(most).toBeGreaterThanOrEqual(ENOUGH);
  await eventually(() => {
    const { log, checkpointed } = logSize();
    return Promise.resolve(log - checkpointed < ENOUGH);
  }, true);
  await home.powerCut();
  expect(observations()).toBe(rounds * 1000);
});
