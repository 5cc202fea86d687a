import { setTimeout as later } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { aBed, aResident } from '../support/builders/residents.js';
import type { Answer, Client, PageBody, Resource } from '../support/client.js';
import { onPostgres } from '../support/fresh-database.js';
import { Home } from '../support/home.js';

const CLIENTS = 6;

/** `npm run test:crash` asks for 200. */
const ROUNDS = Number(process.env['CRASH_ROUNDS'] ?? 3);
const SEED = Number(process.env['CRASH_SEED'] ?? 2026);

/** The longest that a round goes on before the power goes, in milliseconds. */
const LONGEST = 600;

/** A write of one person, and the answer if there was one before the power went. */
interface Act {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly key: string;
  answer?: Resource;
}

/** Someone who moves in: their registration, then their admission. */
interface Stay {
  readonly familyName: string;
  readonly acts: Act[];
}

let home: Home;
let nurse: Client;
let auditor: Client;
let count = 0;

beforeAll(async () => {
  home = await Home.start({ ownProcess: true });
  [nurse, auditor] = await Promise.all([home.as('nurse'), home.as('auditor')]);
});
afterAll(() => home.stop());

function send({ path, body, key }: Act): Promise<Answer<Resource>> {
  return nurse.post<Resource>(path, body, { 'idempotency-key': key });
}

/** Does `act`. @throws a TypeError when the power goes. */
async function done(stay: Stay, path: string, body: Act['body']): Promise<Resource> {
  const act: Act = { path, body, key: crypto.randomUUID() };
  stay.acts.push(act);
  const { status, body: answer } = await send(act);
  if (status !== 201) throw new Error(`POST ${path} gave ${status} ${JSON.stringify(answer)}`);
  act.answer = answer;
  return answer;
}

/** One person who lets residents move in until the process is gone. */
async function work(stays: Stay[]): Promise<void> {
  for (;;) {
    const bedId = await aBed(nurse);
    count += 1;
    const stay: Stay = { familyName: `Kraus${count}x`, acts: [] };
    stays.push(stay);
    const { id } = await done(stay, '/api/v1/residents', aResident({ familyName: stay.familyName }));
    await done(stay, `/api/v1/residents/${id}/movements`, { type: 'admission', bedId });
  }
}

/** Several people at once, and in the middle of it the power goes. */
async function workUntilKilled(milliseconds: number): Promise<Stay[]> {
  const stays: Stay[] = [];
  const working = Promise.allSettled(Array.from({ length: CLIENTS }, () => work(stays)));
  await later(milliseconds);
  await home.kill();
  for (const end of await working) {
    // A connection that breaks is a TypeError of `fetch`; anything else is news.
    if (end.status === 'rejected' && !String(end.reason).startsWith('TypeError')) throw end.reason;
  }
  await home.powerCut();
  return stays;
}

/** What is there of someone's moving in: how often they are registered, and their movements. */
async function found({ familyName }: Stay): Promise<{ residents: readonly Resource[]; movements: number }> {
  const { items: residents } = await nurse.read<PageBody>(`/api/v1/residents?q=${familyName}`);
  const [resident] = residents;
  if (resident === undefined) return { residents, movements: 0 };
  const { items } = await nurse.read<PageBody>(`/api/v1/residents/${resident.id}/movements`);
  return { residents, movements: items.length };
}

/** What SQLite finds wrong in its own file; PostgreSQL looks for itself when it starts. */
function damage(): unknown {
  if (onPostgres()) return 'ok';
  const file = new Database(home.databasePath, { readonly: true });
  const said = file.pragma('integrity_check', { simple: true });
  file.close();
  return said;
}

async function expectWhole(stay: Stay): Promise<void> {
  const [registration, admission] = stay.acts;
  const { residents, movements } = await found(stay);
  // What was acknowledged is there once; what was not, once or not at all.
  expect(residents.length).toBeLessThanOrEqual(1);
  if (registration?.answer !== undefined) expect(residents).toMatchObject([{ id: registration.answer.id }]);
  expect(movements).toBeLessThanOrEqual(1);
  if (admission?.answer !== undefined) expect(movements).toBe(1);
  // Whatever was under way is there whole or not at all: a status never without its movement.
  for (const { status } of residents) expect(status).toBe(movements === 1 ? 'admitted' : 'pre-admission');
}

/** Every tablet asks again, with its keys: now all is there, once. */
async function expectOnceWhenSentAgain(stay: Stay): Promise<void> {
  for (const act of stay.acts) {
    const again = await send(act);
    expect(again.status).toBe(201);
    if (act.answer === undefined) continue;
    expect(again.body).toEqual(act.answer);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  }
  const { residents, movements } = await found(stay);
  expect({ residents: residents.length, movements }).toEqual({ residents: 1, movements: stay.acts.length - 1 });
  const trail = await auditor.read<PageBody>(`/api/v1/audit?residentId=${residents[0]?.id ?? ''}&limit=200`);
  const created = trail.items.filter(({ action }) => action === 'create').map(({ resource }) => String(resource));
  expect(created.sort()).toEqual(stay.acts.length === 1 ? ['resident'] : ['movement', 'resident']);
}

const moments = fc.sample(fc.noBias(fc.integer({ min: 20, max: LONGEST })), { seed: SEED, numRuns: ROUNDS });

test.each(moments)(
  'after %i ms the process is killed, and nothing acknowledged is lost or done twice',
  async (milliseconds) => {
    const stays = await workUntilKilled(milliseconds);
    expect(damage()).toBe('ok');
    expect(await auditor.read('/api/v1/audit/verify')).toMatchObject({ valid: true });
    for (const stay of stays) await expectWhole(stay);
    for (const stay of stays.filter(({ acts }) => acts.length > 0)) await expectOnceWhenSentAgain(stay);
    expect(await auditor.read('/api/v1/audit/verify')).toMatchObject({ valid: true });
  },
  60_000,
);
