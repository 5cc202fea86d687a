import { setTimeout as later } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  expectAllTold,
  expectAnswered,
  expectByTheBook,
  expectStock,
  readLedger,
} from '../property/against-the-book.js';
import { stockActs, type StockAct } from '../property/stock-acts.js';
import { StockRoom } from '../property/stock-room.js';
import { Home } from '../support/home.js';

const PEOPLE = 6;

/** `npm run test:crash` asks for 200. */
const ROUNDS = Number(process.env['CRASH_ROUNDS'] ?? 3);
const SEED = Number(process.env['CRASH_SEED'] ?? 2026);

/** The longest that a round goes on before the power goes, in milliseconds. */
const LONGEST = 900;

let home: Home;
let room: StockRoom;

beforeAll(async () => {
  home = await Home.start({ ownProcess: true });
  room = await StockRoom.open(home, PEOPLE);
}, 60_000);
afterAll(() => home.stop());

/** Everything is sent with a key, so that it can be sent again. */
function keyed(act: StockAct): StockAct {
  return act.sending === 'once' ? { ...act, sending: 'once-with-key' } : act;
}

/** Several people at once, and in the middle of it the power goes. */
async function workUntilKilled(milliseconds: number, round: number): Promise<void> {
  const ended = room.work(stockActs(2000, SEED + round).map(keyed)).then(
    () => 'all was done before',
    (error: unknown) => String(error),
  );
  await later(milliseconds);
  await home.kill();
  // A connection that breaks is a TypeError of `fetch`; anything else is news.
  expect(await ended).toMatch(/^TypeError/);
  await room.settled();
  await home.powerCut();
  room.moveTo(home.url);
}

const moments = fc.sample(fc.noBias(fc.integer({ min: 50, max: LONGEST })), { seed: SEED, numRuns: ROUNDS });

test.each(moments.map((milliseconds, round) => [milliseconds, round] as const))(
  'after %i ms of moving stock the process is killed, no line is lost or entered twice, and the balances are its sums',
  async (milliseconds, round) => {
    await workUntilKilled(milliseconds, round);
    const lines = await readLedger(room);
    expectAnswered(room, lines);
    await expectStock(room, lines, expectByTheBook(lines));
    await room.sendAgain();
    const after = await readLedger(room);
    expectAnswered(room, after);
    expectAllTold(room, after);
    await expectStock(room, after, expectByTheBook(after));
  },
  60_000,
);
