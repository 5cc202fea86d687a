import { afterAll, beforeAll, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { aBed, aResident } from '../support/builders/residents.js';
import type { Client, PageBody, Resource } from '../support/client.js';
import { Home, onPostgres } from '../support/home.js';

const CLIENTS = 6;
let home: Home;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start();
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

/** What was answered with 201, and so must outlive the process. */
const acknowledged: { resident: Resource; movement?: Resource }[] = [];

/** Those whose story was compared with their state. */
const looked = new Set<string>();

/** One person who registers and admits residents until the process is gone. */
async function work(acknowledge: () => void): Promise<void> {
  for (;;) {
    const resident = await nurse.created('/api/v1/residents', aResident());
    const stay: { resident: Resource; movement?: Resource } = { resident };
    acknowledged.push(stay);
    acknowledge();
    const bedId = await aBed(nurse);
    const movements = `/api/v1/residents/${resident.id}/movements`;
    stay.movement = await nurse.created(movements, { type: 'admission', bedId });
    acknowledge();
  }
}

/** Several people at once, until so many of their writes were acknowledged; then, in the middle of it, the power goes. */
async function workUntilKilled(writes: number): Promise<void> {
  let killed: Promise<void> | undefined;
  let count = 0;
  const acknowledge = (): void => {
    count += 1;
    if (count === writes) killed = home.kill();
  };
  const ends = await Promise.allSettled(Array.from({ length: CLIENTS }, () => work(acknowledge)));
  for (const end of ends) {
    // A connection that breaks is a TypeError of `fetch`; anything else is news.
    if (end.status === 'rejected' && !String(end.reason).startsWith('TypeError')) throw end.reason;
  }
  await killed;
  await home.launch();
  nurse.moveTo(home.url);
}

/** Every resident of the home by id, with how often the list has it. */
async function everyone(): Promise<Map<string, Resource[]>> {
  const all = new Map<string, Resource[]>();
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: PageBody = await nurse.read<PageBody>(`/api/v1/residents?limit=200${cursor}`);
    for (const resident of page.items) all.set(resident.id, [...(all.get(resident.id) ?? []), resident]);
    cursor = page.nextCursor === null ? null : `&cursor=${encodeURIComponent(page.nextCursor)}`;
  }
  return all;
}

/** What SQLite finds wrong in its own file; PostgreSQL looks for itself when it starts. */
function damage(): unknown {
  if (onPostgres()) return 'ok';
  const file = new Database(home.databasePath, { readonly: true });
  const found = file.pragma('integrity_check', { simple: true });
  file.close();
  return found;
}

test.each([40, 3, 90])('after %i more writes the process is killed, and nothing acknowledged is lost', async (n) => {
  await workUntilKilled(n);
  expect(damage()).toBe('ok');
  const all = await everyone();
  for (const { resident, movement } of acknowledged) {
    const there = all.get(resident.id) ?? [];
    const before = movement === undefined ? {} : { status: 'admitted' };
    expect(there).toMatchObject([{ id: resident.id, familyName: resident['familyName'], ...before }]);
  }
  // Whatever was under way is there whole or not at all: a status never without its movement.
  for (const [id, [resident]] of all) {
    if (looked.has(id)) continue;
    looked.add(id);
    const { items } = await nurse.read<PageBody>(`/api/v1/residents/${id}/movements`);
    expect(items).toHaveLength(resident?.['status'] === 'admitted' ? 1 : 0);
  }
});
