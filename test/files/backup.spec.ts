import { copyFile, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { pruneBackups, restoreBackup, takeBackup } from '#platform/backup';
import { readDatabaseConfig, type DatabaseConfig } from '#platform/config';
import { closeDataSources, openDataSources } from '#platform/database';
import { FileLock } from '#platform/database/files';
import { parseInstant, parseZone } from '#platform/time';
import { aResident } from '../support/builders/residents.js';
import { Home } from '../support/home.js';
import { refusal } from '../support/refusal.js';
import { damage } from './damage.js';

const EIGHT = parseInstant('2026-11-24T07:00:00.000Z');
const NINE = parseInstant('2026-11-24T08:00:00.000Z');
const OPTIONS = { replace: false, acceptBrokenTrail: false, now: NINE };

/** A home's database with one resident, whole and not in use. */
let settled: string;
let settledFolder: string;
let folder: string;
let home: string;
let backups: string;

beforeAll(async () => {
  settledFolder = await mkdtemp(join(tmpdir(), 'residencia-test-'));
  const running = await Home.start({ folder: settledFolder });
  await (await running.as('nurse')).created('/api/v1/residents', aResident({ familyName: 'Ortega' }));
  await running.stop();
  settled = running.databasePath;
});
afterAll(() => rm(settledFolder, { recursive: true }));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'residencia-test-'));
  [home, backups] = [join(folder, 'home.db'), join(folder, 'backups')];
  await copyFile(settled, home);
});
afterEach(() => rm(folder, { recursive: true }));

function config(path = home): DatabaseConfig {
  return readDatabaseConfig({ DATABASE_URL: `sqlite:${path}` });
}

/** What lies in the folder of the backups; the lock always does. */
async function names(): Promise<string[]> {
  return (await readdir(backups)).filter((name) => name !== '.lock').sort();
}

function residentsIn(path: string): unknown {
  const database = new Database(path, { readonly: true });
  const names = database.prepare('SELECT "family_name" FROM "residents"').pluck().all();
  database.close();
  return names;
}

describe('a backup', () => {
  test('is one file that only its owner may read, with its SHA-256 beside it', async () => {
    const { path, bytes, trail } = await takeBackup(config(), backups, EIGHT);
    expect(path).toBe(join(backups, 'residencia-20261124T070000.000Z.db'));
    expect(await names()).toEqual(['residencia-20261124T070000.000Z.db', 'residencia-20261124T070000.000Z.db.sha256']);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(backups)).mode & 0o777).toBe(0o700);
    expect(bytes).toBe((await stat(path)).size);
    expect(trail.broken).toBeUndefined();
    expect(trail.checked).toBeGreaterThan(0);
    expect(await readFile(`${path}.sha256`, 'utf8')).toMatch(
      /^[0-9a-f]{64} {2}residencia-20261124T070000\.000Z\.db\n$/,
    );
  });

  test('has what the log beside the file holds, too', async () => {
    const source = new Database(home);
    source.pragma('journal_mode = WAL');
    source.exec(`UPDATE "residents" SET "family_name" = 'Ruiz'`);
    const { path } = await takeBackup(config(), backups, EIGHT);
    source.close();
    expect(residentsIn(path)).toEqual(['Ruiz']);
  });

  test('of a damaged file is not kept, nor of one that is no database', async () => {
    await damage(home, 'medications');
    expect(await refusal(takeBackup(config(), backups, EIGHT))).toMatch(
      /home\.db is damaged, and no backup of it was kept/,
    );
    await writeFile(home, 'Dear Carmen, '.repeat(1000));
    expect(await refusal(takeBackup(config(), backups, EIGHT))).toMatch(/home\.db is not a SQLite database/);
    expect(await names()).toEqual([]);
  });

  test('of a trail that was tampered with is kept, and says so', async () => {
    tamper(home);
    const { path, trail } = await takeBackup(config(), backups, EIGHT);
    expect(trail.broken).toMatchObject({ seq: 1, reason: 'hash-does-not-fit' });
    expect(await names()).toContain('residencia-20261124T070000.000Z.db');
    expect(await refusal(restoreBackup(config(join(folder, 'new.db')), path, OPTIONS))).toMatch(
      /^nothing is restored: the trail of this backup is broken at entry 1 /,
    );
    await restoreBackup(config(join(folder, 'new.db')), path, { ...OPTIONS, acceptBrokenTrail: true });
    expect(residentsIn(join(folder, 'new.db'))).toEqual(['Ortega']);
  });

  test('is taken by one at a time, and clears away what one that was killed left', async () => {
    await takeBackup(config(), backups, EIGHT);
    const left = ['residencia-20261123T070000.000Z.db.partial', 'residencia-20261123T070000.000Z.db.partial-journal'];
    for (const name of [...left, 'residencia-20261122T070000.000Z.db.sha256', 'letter.partial']) {
      await writeFile(join(backups, name), 'half');
    }
    const lock = FileLock.take(join(backups, '.lock'));
    expect(await refusal(takeBackup(config(), backups, NINE))).toBe(`another backup is being taken into ${backups}`);
    lock?.release();
    await takeBackup(config(), backups, NINE);
    expect(await names()).toEqual([
      'letter.partial',
      'residencia-20261124T070000.000Z.db',
      'residencia-20261124T070000.000Z.db.sha256',
      'residencia-20261124T080000.000Z.db',
      'residencia-20261124T080000.000Z.db.sha256',
    ]);
  });

  test('that is old is removed with its SHA-256, and nothing else is', async () => {
    for (const at of [EIGHT, NINE]) await takeBackup(config(), backups, at);
    await writeFile(join(backups, 'home.db'), 'of someone else');
    const removed = await pruneBackups(
      backups,
      { last: 1, daily: 0, weekly: 0, monthly: 0 },
      parseZone('Europe/Madrid'),
    );
    expect(removed).toEqual([{ path: join(backups, 'residencia-20261124T070000.000Z.db'), takenAt: EIGHT }]);
    expect(await names()).toEqual([
      'home.db',
      'residencia-20261124T080000.000Z.db',
      'residencia-20261124T080000.000Z.db.sha256',
    ]);
  });
});

describe('a backup that is restored', () => {
  let backup: string;

  beforeEach(async () => {
    ({ path: backup } = await takeBackup(config(), backups, EIGHT));
    rename(home, 'Ruiz');
  });

  test('never takes the place of a home unless that is asked for, and then that one is kept', async () => {
    expect(await refusal(restoreBackup(config(), backup, OPTIONS))).toMatch(
      /home\.db is a database already; --replace /,
    );
    const { aside } = await restoreBackup(config(), backup, { ...OPTIONS, replace: true });
    expect(aside).toBe(`${home}.replaced-20261124T080000.000Z`);
    expect((await readdir(folder)).filter((name) => /-(wal|shm|journal)$|restoring/.test(name))).toEqual([]);
    expect([residentsIn(home), residentsIn(String(aside))]).toEqual([['Ortega'], ['Ruiz']]);
  });

  test('replaces one that was killed, which is kept to its last write', async () => {
    const killed = join(folder, 'killed.db');
    const running = new Database(home);
    running.pragma('journal_mode = WAL');
    running.exec(`UPDATE "residents" SET "family_name" = 'Vega'`);
    for (const suffix of ['', '-wal']) await copyFile(`${home}${suffix}`, `${killed}${suffix}`);
    running.close();
    const { aside } = await restoreBackup(config(killed), backup, { ...OPTIONS, replace: true });
    expect([residentsIn(killed), residentsIn(String(aside))]).toEqual([['Ortega'], ['Vega']]);
  });

  test('replaces one that is damaged', async () => {
    await damage(home, 'medications');
    await restoreBackup(config(), backup, { ...OPTIONS, replace: true });
    await closeDataSources(await openDataSources(config(), []));
    expect(residentsIn(home)).toEqual(['Ortega']);
  });

  test('leaves a running home alone', async () => {
    const sources = await openDataSources(config(), []);
    expect(await refusal(restoreBackup(config(), backup, { ...OPTIONS, replace: true }))).toMatch(
      /home\.db is in use by another process; stop that one first$/,
    );
    await closeDataSources(sources);
    expect(residentsIn(home)).toEqual(['Ruiz']);
  });

  test.each<[string, RegExp, (path: string) => Promise<void>]>([
    ['with one letter changed', /its SHA-256 differs/, misspelt],
    ['that was cut off', /its SHA-256 differs/, (path) => truncate(path, 65_536)],
    ['that was cut off, without its SHA-256', /is no whole backup \(/, cutOffAlone],
    ['of a newer program', /the database is newer than this program/, ofTheFuture],
    ['that is not there', /is not there$/, (path) => rm(path)],
    ['that is a letter', /is not a SQLite database/, letter],
    ['of something else', /it has no audit trail/, recipes],
  ])('%s is refused, and the home stays as it is', async (_, line, spoil) => {
    await spoil(backup);
    expect(await refusal(restoreBackup(config(), backup, { ...OPTIONS, replace: true }))).toMatch(line);
    expect(residentsIn(home)).toEqual(['Ruiz']);
  });
});

function rename(path: string, familyName: string): void {
  const database = new Database(path);
  database.prepare('UPDATE "residents" SET "family_name" = ?').run(familyName);
  database.close();
}

/** Past the triggers that protect it. */
function tamper(path: string): void {
  const database = new Database(path);
  const triggers = database
    .prepare(`SELECT "name" FROM sqlite_schema WHERE "type" = 'trigger' AND "tbl_name" = 'audit_entries'`)
    .pluck()
    .all() as string[];
  for (const name of triggers) database.exec(`DROP TRIGGER "${name}"`);
  database.exec(`UPDATE "audit_entries" SET "actor" = 'nobody' WHERE "seq" = 1`);
  database.close();
}

function misspelt(path: string): Promise<void> {
  rename(path, 'Ortegb');
  return Promise.resolve();
}

async function cutOffAlone(path: string): Promise<void> {
  await truncate(path, 65_536);
  await rm(`${path}.sha256`);
}

async function ofTheFuture(path: string): Promise<void> {
  const database = new Database(path);
  database.exec(`INSERT INTO "migrations" ("timestamp", "name") VALUES (9999999999999, 'Future9999999999999')`);
  database.close();
  await rm(`${path}.sha256`);
}

async function letter(path: string): Promise<void> {
  await writeFile(path, 'Dear Carmen, '.repeat(1000));
  await rm(`${path}.sha256`);
}

async function recipes(path: string): Promise<void> {
  await rm(path);
  await rm(`${path}.sha256`);
  const database = new Database(path);
  database.exec('CREATE TABLE "recipes" ("name" text)');
  database.close();
}
