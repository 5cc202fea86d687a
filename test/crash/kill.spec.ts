import { setTimeout as later } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { onPostgres } from '../support/fresh-database.js';
import { Home } from '../support/home.js';
import { MovingIn, type Stay } from '../support/moving-in.js';

const CLIENTS = 6;

/** `npm run test:crash` asks for 200. */
const ROUNDS = Number(process.env['CRASH_ROUNDS'] ?? 3);
const SEED = Number(process.env['CRASH_SEED'] ?? 2026);

/** The longest that a round goes on before the power goes, in milliseconds. */
const LONGEST = 600;

let home: Home;
let movingIn: MovingIn;

beforeAll(async () => {
  home = await Home.start({ ownProcess: true });
  movingIn = await MovingIn.into(home);
});
afterAll(() => home.stop());

/** Several people at once, and in the middle of it the power goes. @returns who moved in meanwhile. */
async function workUntilKilled(milliseconds: number): Promise<readonly Stay[]> {
  const before = movingIn.stays().length;
  const working = Promise.allSettled(Array.from({ length: CLIENTS }, () => movingIn.work()));
  await later(milliseconds);
  await home.kill();
  for (const end of await working) {
    // A connection that breaks is a TypeError of `fetch`; anything else is news.
    if (end.status === 'rejected' && !String(end.reason).startsWith('TypeError')) throw end.reason;
  }
  await home.powerCut();
  return movingIn.stays().slice(before);
}

/** What SQLite finds wrong in its own file; PostgreSQL looks for itself when it starts. */
function damage(): unknown {
  if (onPostgres()) return 'ok';
  const file = new Database(home.databasePath, { readonly: true });
  const said = file.pragma('integrity_check', { simple: true });
  file.close();
  return said;
}

const moments = fc.sample(fc.noBias(fc.integer({ min: 20, max: LONGEST })), { seed: SEED, numRuns: ROUNDS });

test.each(moments)(
  'after %i ms the process is killed, and nothing acknowledged is lost or done twice',
  async (milliseconds) => {
    const stays = await workUntilKilled(milliseconds);
    expect(damage()).toBe('ok');
    await movingIn.expectWholeTrail();
    await Promise.all(stays.map((stay) => movingIn.expectWhole(stay)));
    const begun = stays.filter(({ acts }) => acts.length > 0);
    await Promise.all(begun.map((stay) => movingIn.expectOnceWhenSentAgain(stay)));
    await movingIn.expectWholeTrail();
  },
  60_000,
);
