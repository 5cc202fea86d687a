import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runCommand } from '../support/command.js';
import { createDatabase } from '../support/fresh-database.js';
import { Home } from '../support/home.js';
import { MovingIn } from '../support/moving-in.js';

const CLIENTS = 3;

/** So many that the copy takes several turns. */
const MEDICINES = 5000;

let home: Home;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'residencia-test-'));
  home = await Home.start();
  const rows = Array.from(
    { length: MEDICINES },
    (_, index) => `${index},Medicine ${index} 500 mg,substance ${index},tablet`,
  );
  const catalogue = ['registrationNumber,name,activeSubstance,unit', ...rows].join('\n');
  const manager = await home.as('manager');
  await manager.post('/api/v1/medications/import', catalogue, { 'content-type': 'text/csv' });
});
afterAll(async () => {
  await home.stop();
  await rm(folder, { recursive: true });
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await later(10);
}

test('a backup that is taken while everyone is at work becomes a home in which nothing is missing or in half', async () => {
  const movingIn = await MovingIn.into(home);
  const working = Promise.all(Array.from({ length: CLIENTS }, () => movingIn.work()));
  await Promise.race([working, until(() => movingIn.stays().length > 3 * CLIENTS)]);
  const before = movingIn.stays();
  const taken = await runCommand(['backup', '--folder', folder], { DATABASE_URL: home.databaseUrl });
  movingIn.stop();
  await working;
  expect(taken).toMatchObject({ code: 0, errors: [] });
  expect(taken.output).toMatch(/ is whole: \d+ bytes, \d+ entries of the audit trail\.\n$/);
  expect(movingIn.stays().length).toBeGreaterThan(before.length);

  const backup = (await readdir(folder)).find((name) => /\.(db|dump)$/.test(name)) ?? '';
  const database = await createDatabase();
  const done = await runCommand(['restore', join(folder, backup)], { DATABASE_URL: database.url });
  expect(done).toMatchObject({ code: 0, errors: [] });
  const restored = await Home.start({ database });
  try {
    const there = movingIn.in(restored);
    await there.expectWholeTrail();
    await Promise.all(before.map((stay) => there.expectWhole(stay)));
    // Of whoever moved in meanwhile, whatever is there is there once.
    const meanwhile = movingIn.stays().slice(before.length);
    await Promise.all(meanwhile.map(({ familyName }) => there.expectWhole({ familyName, acts: [] })));
  } finally {
    await restored.stop();
  }
}, 60_000);
