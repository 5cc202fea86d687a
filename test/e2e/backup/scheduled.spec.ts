import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../support/eventually.js';
import { Home } from '../../support/home.js';

let folder: string;
let home: Home;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'residencia-test-'));
});
afterEach(() => home.stop());
afterAll(() => rm(folder, { recursive: true }));

/** When the backups in the folder were taken, to the minute. */
async function taken(): Promise<string[]> {
  // An array of Jest's own realm, so that it can equal another.
  const names = [...(await readdir(folder))];
  return names.flatMap((name) => /^residencia-(\d{8}T\d{4})\d\d\.\d{3}Z\.(?:db|dump)$/.exec(name)?.[1] ?? []).sort();
}

/** A metric of the home, such as `backup_failures`. */
async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${home.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}

test('every six hours a backup is taken, those that are not kept go, and a monitor sees when the last one was', async () => {
  const environment = { BACKUP_FOLDER: folder, BACKUP_KEEP: 'last=1,daily=7', SWEEP_INTERVAL_SECONDS: '1' };
  home = await Home.start({ clockAt: '2026-11-23T13:00:00+01:00', environment });
  await eventually(taken, ['20261123T1200']);
  expect(await metric('backup_newest_timestamp_seconds')).toBeCloseTo(Date.parse('2026-11-23T12:00:00Z') / 1000, -2);
  await home.restart('2026-11-23T19:01:00+01:00');
  await eventually(taken, ['20261123T1801']);
  expect(await metric('backup_failures')).toBe(0);
});

test('a folder that can not be made is no reason to stop working, but is counted', async () => {
  const environment = { BACKUP_FOLDER: '/dev/null/backups', SWEEP_INTERVAL_SECONDS: '1', LOG_LEVEL: 'silent' };
  home = await Home.start({ environment });
  await eventually(() => metric('backup_failures'), 1);
  expect(await metric('backup_newest_timestamp_seconds')).toBe(0);
  expect(await home.visitor().get('/health/ready')).toMatchObject({ status: 200 });
});
