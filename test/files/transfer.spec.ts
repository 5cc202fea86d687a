import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { readDatabaseConfig, type DatabaseConfig } from '#platform/config';
import { closeDataSources, openDataSources } from '#platform/database';
import { compareHomes, rehearseTransfer, transferHome, type TransferReport } from '#platform/transfer';
import { runCommand } from '../support/command.js';
import { lifeGoesOn, settledHome } from '../support/moved-home.js';
import { refusal } from '../support/refusal.js';
import { damage } from './damage.js';

const OPTIONS = { acceptBrokenTrail: false, onProgress: (): void => undefined };

/** A home's database with something of everything, whole and not in use. */
let settled: string;
let settledFolder: string;
let folder: string;
let from: string;
let to: string;

beforeAll(async () => {
  settledFolder = await mkdtemp(join(tmpdir(), 'residencia-test-'));
  settled = (await settledHome(settledFolder)).path;
}, 60_000);
afterAll(() => rm(settledFolder, { recursive: true }));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'residencia-test-'));
  [from, to] = [join(folder, 'home.db'), join(folder, 'moved.db')];
  await copyFile(settled, from);
});
afterEach(() => rm(folder, { recursive: true }));

function config(path: string): DatabaseConfig {
  return readDatabaseConfig({ DATABASE_URL: `sqlite:${path}` });
}

function moved(options = {}): Promise<TransferReport> {
  return transferHome({ from: config(from), to: config(to) }, { ...OPTIONS, ...options });
}

/** What lies beside the home; its own locks aside. */
async function left(): Promise<string[]> {
  return (await readdir(folder)).filter((name) => !name.endsWith('.db-lock')).sort();
}

/** Past the rules that protect it. */
function spoil(path: string, ...statements: string[]): void {
  const database = new Database(path);
  database.pragma('foreign_keys = OFF');
  const triggers = database.prepare(`SELECT "name" FROM sqlite_schema WHERE "type" = 'trigger'`).pluck().all();
  const made = database.prepare(`SELECT "sql" FROM sqlite_schema WHERE "type" = 'trigger'`).pluck().all();
  for (const name of triggers) database.exec(`DROP TRIGGER "${String(name)}"`);
  for (const statement of statements) database.exec(statement);
  for (const sql of made) database.exec(String(sql));
  database.close();
}

/** A second open alert about the same. */
const TWICE = `CREATE TEMPORARY TABLE "again" AS SELECT * FROM "alerts" LIMIT 1;
  UPDATE "again" SET "id" = '01900000-0000-7000-8000-00000000000f';
  INSERT INTO "alerts" SELECT * FROM "again"`;
/** The second line of an account gets an id from before the first. */
const NEWER_BEFORE_OLDER = `CREATE TEMPORARY TABLE "second" AS
    SELECT "id", '0' || substr("id", 2, 11) || '0' || substr("id", 13) AS "older" FROM "stock_movements" WHERE "position" = 2;
  UPDATE "second" SET "older" = '00' || substr("older", 3);
  UPDATE "stock_discrepancies" SET "movement_id" = (SELECT "older" FROM "second" WHERE "second"."id" = "movement_id");
  UPDATE "stock_movements" SET "id" = (SELECT "older" FROM "second" WHERE "second"."id" = "stock_movements"."id")
    WHERE "position" = 2`;
/** One more room. */
const ANOTHER = `INSERT INTO "rooms" ("id", "name", "unit", "version", "created_at", "updated_at")
  SELECT 'z', 'Another', "unit", "version", "created_at", "updated_at" FROM "rooms" LIMIT 1`;

function older(path: string): void {
  spoil(path, `DELETE FROM "migrations" WHERE "id" = (SELECT max("id") FROM "migrations")`);
}

function newer(path: string): void {
  spoil(path, `INSERT INTO "migrations" ("timestamp", "name") VALUES (9999999999999, 'Future9999999999999')`);
}

async function recipes(path: string): Promise<void> {
  await rm(path);
  const database = new Database(path);
  database.exec('CREATE TABLE "recipes" ("name" text)');
  database.close();
}

function dangle(path: string): void {
  spoil(path, `UPDATE "beds" SET "room_id" = 'nowhere' WHERE "id" = (SELECT min("id") FROM "beds")`);
}

function mojibake(path: string): void {
  spoil(path, `UPDATE "residents" SET "given_name" = CAST(X'4A6F73E9' AS TEXT) WHERE "family_name" = 'Ruiz'`);
}

function tooMuch(path: string): void {
  spoil(path, `UPDATE "medications" SET "max_daily_quantity" = 9007199254740993`);
}

function tamper(path: string): void {
  spoil(path, `UPDATE "audit_entries" SET "actor" = 'nobody' WHERE "seq" = 1`);
}

describe('a home that is moved', () => {
  test('has every row of every table, and goes on where it was', async () => {
    const { tables, trail } = await moved();
    expect(tables.filter(({ rows }) => rows === 0)).toEqual([]);
    expect(trail.broken).toBeUndefined();
    expect((await stat(to)).mode & 0o777).toBe(0o600);
    expect(await left()).toEqual(['home.db', 'moved.db']);
    const { checked } = trail;
    const said = await lifeGoesOn(`sqlite:${to}`);
    expect(said.found).toEqual([1, 1]);
    expect(said.trails[0]).toMatchObject({ valid: true });
    expect(Number(said.trails[1]?.['checked'])).toBeGreaterThan(checked);
    expect(said.trails[1]).toMatchObject({ valid: true });
    expect(said.newcomers).toBe(1);
  });

  test('has lines of stock that follow one another, though a clock went back between them', async () => {
    spoil(from, NEWER_BEFORE_OLDER);
    expect(await moved()).toMatchObject({ trail: { broken: undefined } });
  });

  test('is only read', async () => {
    const before = await readFile(from);
    await moved();
    expect(before.equals(await readFile(from))).toBe(true);
  });
});

describe('a home is not moved', () => {
  const line = (): Promise<string> => refusal(moved());

  test('to where one is, and may be to a file that has the tables of one and no rows', async () => {
    await copyFile(settled, to);
    expect(await line()).toMatch(/moved\.db has a home in it \(\w+\); name a file that is not there$/);
    await rm(to);
    await closeDataSources(await openDataSources(config(to), []));
    await moved();
    expect(await compareHomes({ from: config(from), to: config(to) }, OPTIONS)).toMatchObject({ trail: {} });
  });

  test('while it runs, nor to a file that somebody uses, nor to itself', async () => {
    const running = await openDataSources(config(from), []);
    expect(await line()).toMatch(/home\.db is in use by another process; stop that one first$/);
    await closeDataSources(running);
    const other = await openDataSources(config(to), []);
    expect(await line()).toMatch(/moved\.db is in use by another process; stop that one first$/);
    await closeDataSources(other);
    expect(await refusal(transferHome({ from: config(from), to: config(from) }, OPTIONS))).toMatch(/has a home in it/);
  });

  test.each<[string, RegExp, (path: string) => unknown]>([
    ['of an older version', /home\.db is of an older version \(\w+ is missing\); bring it up to date/, older],
    ['of a newer version', /home\.db is newer than this program: it has had the migration Future9/, newer],
    ['that is a letter', /home\.db is not a SQLite database/, (path) => writeFile(path, 'Dear Carmen, '.repeat(1000))],
    ['that is not there', /home\.db is not there$/, (path) => rm(path)],
    ['of something else', /home\.db is not the database of a home$/, recipes],
    ['that is damaged', /home\.db is damaged; restore a backup/, (path) => damage(path, 'medications')],
    ['that refers to nothing', /is damaged; .*\(a row of beds refers to one that is not there/, (path) => dangle(path)],
    ['of no UTF-8', /^residents, id [0-9a-f-]{36}: given_name is no text in UTF-8$/, mojibake],
    ['of too great a number', /^medications, id [^ ]+: max_daily_quantity is no number that a home can hold$/, tooMuch],
    ['with a trail that was tampered with', /^the audit trail is broken at entry 1 \(hash-does-not-fit\)/, tamper],
  ])('from a database %s', async (_, expected, harm) => {
    await harm(from);
    expect(await line()).toMatch(expected);
    expect((await left()).filter((name) => name !== 'home.db')).toEqual([]);
  });

  test('with a rule of the home broken', async () => {
    // What the source says of itself is gone, so that only the target can tell.
    spoil(from, `DROP INDEX "uq_alerts__resident_id_cause"`, TWICE);
    expect(await line()).toMatch(/^alerts, id [0-9a-f-]{36}: the row breaks a rule of the home \(UNIQUE constraint/);
    expect(await left()).toEqual(['home.db']);
  });

  test('when it is broken off', async () => {
    const ending = new AbortController();
    const onProgress = (stage: string): void => {
      if (stage === 'checking') ending.abort(new Error('broken off'));
    };
    expect(await refusal(moved({ signal: ending.signal, onProgress }))).toBe('broken off');
    expect(await left()).toEqual(['home.db']);
  });

  test('by a rehearsal, which says what would be', async () => {
    const rehearsed = await rehearseTransfer({ from: config(from), to: config(to) }, OPTIONS);
    expect(await left()).toEqual(['home.db']);
    expect(await moved()).toEqual(rehearsed);
  });
});

test('a home whose trail is broken can be moved as it is when that is accepted', async () => {
  tamper(from);
  expect(await moved({ acceptBrokenTrail: true })).toMatchObject({ trail: { broken: { seq: 1 } } });
});

test.each([
  [
    'a letter more',
    `UPDATE "residents" SET "diet" = 'soft ' WHERE "family_name" = 'Ruiz'`,
    /^residents, id .*: diet differs$/,
  ],
  ['a row less', `DELETE FROM "identities"`, /^identities ends at the target before id /],
  ['a row more', ANOTHER, /^rooms goes on at the target with id z$/],
])('two homes of which one has %s are not alike', async (_, statement, expected) => {
  await moved();
  spoil(to, statement);
  expect(await refusal(compareHomes({ from: config(from), to: config(to) }, OPTIONS))).toMatch(expected);
});

describe('the command', () => {
  const run = (...args: string[]): ReturnType<typeof runCommand> =>
    runCommand(['transfer', '--from', `sqlite:${from}`, ...args], {});

  test('says what it has moved, and whether two homes are alike', async () => {
    const done = await run('--to', `sqlite:${to}`);
    expect(done).toMatchObject({ code: 0, errors: [] });
    expect(done.output).toMatch(/^users +\d+ {2}[0-9a-f]{12}$/m);
    expect(done.output).toMatch(/^The home is moved, .*: \d+ rows of 38 tables, and the audit trail to entry \d+ /m);
    expect((await run('--to', `sqlite:${to}`, '--compare')).output).toMatch(/^Both hold the same: \d+ rows/m);
  });

  test('says in one line what is wrong', async () => {
    const wrong = await run('--to', 'mysql://root@localhost/home');
    expect(wrong.code).toBe(1);
    expect(wrong.errors).toEqual(['residencia: --to: must be sqlite:PATH or postgres://...']);
  });
});
