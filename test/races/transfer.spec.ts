import { spawn, type ChildProcess } from 'node:child_process';
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { Client } from 'pg';
import { readDatabaseConfig, type DatabaseConfig } from '#platform/config';
import { closeDataSources, openDataSources } from '#platform/database';
import { compareHomes, rehearseTransfer, transferHome, type TransferReport } from '#platform/transfer';
import { eventually } from '../support/eventually.js';
import { createDatabase, type TestDatabase } from '../support/fresh-database.js';
import { Home } from '../support/home.js';
import { lifeGoesOn, settledHome } from '../support/moved-home.js';
import { refusal } from '../support/refusal.js';
import { ROOT } from '../support/root.js';

const OPTIONS = { acceptBrokenTrail: false, onProgress: (): void => undefined };

/** A home's database with something of everything, in SQLite. */
let settled: string;
let settledFolder: string;
let folder: string;
let file: string;
let postgres: TestDatabase;
let administrator: Client;

beforeAll(async () => {
  settledFolder = await mkdtemp(join(tmpdir(), 'residencia-test-'));
  settled = (await settledHome(settledFolder)).path;
}, 60_000);
afterAll(() => rm(settledFolder, { recursive: true }));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'residencia-test-'));
  file = join(folder, 'home.db');
  await copyFile(settled, file);
  postgres = await createDatabase();
  administrator = new Client({ connectionString: postgres.url });
  await administrator.connect();
});
afterEach(async () => {
  await administrator.end();
  await postgres.remove();
  await rm(folder, { recursive: true });
});

function config(url: string): DatabaseConfig {
  return readDatabaseConfig({ DATABASE_URL: url });
}

/** Moves from one database to another, each as `DATABASE_URL` names it. */
function move(from: string, to: string, work = transferHome): Promise<TransferReport> {
  return work({ from: config(from), to: config(to) }, OPTIONS);
}

const sqlite = (name = 'home.db'): string => `sqlite:${join(folder, name)}`;

/** A number that PostgreSQL says. */
async function told(sql: string): Promise<number> {
  const { rows } = await administrator.query<{ told: number }>(`SELECT (${sql})::integer AS "told"`);
  return rows[0]?.told ?? NaN;
}

function rowsOf({ tables }: TransferReport, table: string): number {
  return tables.find(({ name }) => name === table)?.rows ?? NaN;
}

const TABLES = `SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'`;
const USERS = 'SELECT count(*) FROM "users"';

test('a home moves to PostgreSQL and back, and each of the three holds the same', async () => {
  const moved = await move(sqlite(), postgres.url);
  expect(moved.tables.filter(({ rows }) => rows === 0)).toEqual([]);
  expect(await move(postgres.url, sqlite('back.db'))).toEqual(moved);
  expect(await move(sqlite(), sqlite('back.db'), compareHomes)).toEqual(moved);
  expect(await move(postgres.url, sqlite(), compareHomes)).toEqual(moved);
  expect(await told(`SELECT reltuples FROM pg_class WHERE oid = '"users"'::regclass`)).toBe(rowsOf(moved, 'users'));
  for (const url of [postgres.url, sqlite('back.db')]) {
    const { found, trails, newcomers } = await lifeGoesOn(url);
    expect([found, newcomers]).toEqual([[1, 1], 1]);
    expect(trails).toMatchObject([{ valid: true }, { valid: true }]);
    expect(Number(trails[1]?.['checked'])).toBeGreaterThan(moved.trail.checked);
  }
});

test('what a home holds is the same on both databases, whatever it is', async () => {
  // Well-formed, as all that comes to a home is, and without the one character that PostgreSQL can't store.
  const text = fc.string({ unit: 'binary' }).map((drawn) => drawn.replaceAll('\0', '\\'));
  const odd = fc.constantFrom('', '\uFFFD', '\\N', '\\.', `'"\t\r\n`, '\u2028', '{"a":[1,null]}', 'null', '𝔘\u202E');
  const medicine = fc.record({
    name: fc.oneof(text, odd),
    strength: fc.option(fc.oneof(text, odd)),
    active: fc.boolean(),
    quantity: fc.option(fc.maxSafeInteger()),
  });
  const medicines = fc.sample(medicine, { numRuns: 300, seed: 2026 });
  const database = new Database(file);
  const insert = database.prepare(COPY_OF_A_MEDICINE);
  for (const [index, { name, strength, active, quantity }] of medicines.entries()) {
    insert.run(`odd-${String(index).padStart(4, '0')}`, name, strength, Number(active), quantity);
  }
  database.close();

  await move(sqlite(), postgres.url);
  const stored = `SELECT "name", "strength", "active", "max_daily_quantity" AS "quantity" FROM "medications"
    WHERE "id" LIKE 'odd-%' ORDER BY "id"`;
  const { rows } = await administrator.query<{ quantity: string | null }>(stored);
  expect(rows.map((row) => ({ ...row, quantity: row.quantity === null ? null : Number(row.quantity) }))).toEqual(
    medicines.map((drawn) => ({ ...drawn })),
  );
  await move(postgres.url, sqlite('back.db'));
  const back = new Database(join(folder, 'back.db'));
  const returned = back.prepare(stored).all();
  back.close();
  expect(returned).toEqual(medicines.map((drawn) => ({ ...drawn, active: Number(drawn.active) })));
});

const COPY_OF_A_MEDICINE = `INSERT INTO "medications"
  ("id", "name", "strength", "active", "max_daily_quantity", "active_substance", "routes", "unit", "controlled",
    "witness_required", "high_risk", "time_critical", "sort_name", "search_text", "version", "created_at", "updated_at")
  SELECT ?, ?, ?, ?, ?, "active_substance", "routes", "unit", "controlled",
    "witness_required", "high_risk", "time_critical", "sort_name", "search_text", "version", "created_at", "updated_at"
  FROM "medications" WHERE "id" NOT LIKE 'odd-%' LIMIT 1`;

describe('a home is not moved', () => {
  test('with a text that PostgreSQL can not store', async () => {
    const database = new Database(file);
    database.exec(`UPDATE "residents" SET "notes" = 'likes' || char(0) || 'tea' WHERE "family_name" = 'Ruiz'`);
    database.close();
    const line = /^residents, id [0-9a-f-]{36}: notes has a NUL character, which PostgreSQL refuses$/;
    expect(await refusal(move(sqlite(), postgres.url, rehearseTransfer))).toMatch(line);
    expect(await refusal(move(sqlite(), postgres.url))).toMatch(line);
    expect(await told(TABLES)).toBe(0);
    expect(await move(sqlite(), sqlite('moved.db'))).toMatchObject({ trail: { broken: undefined } });
  });

  test('with a number that a column of PostgreSQL does not hold', async () => {
    const database = new Database(file);
    database.exec(`UPDATE "activities" SET "capacity" = 3000000000`);
    database.close();
    expect(await refusal(move(sqlite(), postgres.url))).toMatch(
      /^activities, id .*: a row breaks a rule of the home \(/,
    );
    expect(await told(TABLES)).toBe(0);
  });

  test('to where rows are, and may be to where there are only tables', async () => {
    await closeDataSources(await openDataSources(config(postgres.url), []));
    await move(sqlite(), postgres.url);
    const users = await told(USERS);
    expect(await refusal(move(sqlite(), postgres.url))).toMatch(
      /^postgres:\/\/[^@]+ has rows in it \(\w+\); make an empty/,
    );
    expect(await told(USERS)).toBe(users);
  });

  test('to a database that does not keep what it is given', async () => {
    await closeDataSources(await openDataSources(config(postgres.url), []));
    await administrator.query(`CREATE FUNCTION "tidy"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      NEW."family_name" = upper(NEW."family_name"); RETURN NEW; END $$`);
    await administrator.query(
      `CREATE TRIGGER "tidy" BEFORE INSERT ON "residents" FOR EACH ROW EXECUTE FUNCTION "tidy"()`,
    );
    expect(await refusal(move(sqlite(), postgres.url))).toMatch(/^residents, id [0-9a-f-]{36}: family_name differs$/);
    expect(await told(USERS)).toBe(0);
  });

  test('to where another one is being moved', async () => {
    await administrator.query('BEGIN');
    await administrator.query('SELECT pg_advisory_xact_lock(7364825118)');
    expect(await refusal(move(sqlite(), postgres.url))).toMatch(
      / is being started on, or moved to, by another process$/,
    );
    await administrator.query('ROLLBACK');
  });

  test('while it runs on PostgreSQL, also when it has nothing to do', async () => {
    const home = await Home.start({ database: { ...postgres, remove: () => Promise.resolve() } });
    const line = / is in use by the application; stop the home first$/;
    expect(await refusal(move(postgres.url, sqlite('moved.db')))).toMatch(line);
    await home.close();
    await administrator.query(`INSERT INTO "leases" VALUES ('sweeps', 'somebody', '2999-01-01T00:00:00.000Z')`);
    expect(await refusal(move(postgres.url, sqlite('moved.db')))).toMatch(line);
    await administrator.query('DELETE FROM "leases"');
    expect(await move(postgres.url, sqlite('moved.db'))).toMatchObject({ trail: { broken: undefined } });
  });

  test('from an empty database', async () => {
    expect(await refusal(move(postgres.url, sqlite('moved.db')))).toMatch(/ is not the database of a home$/);
  });
});

describe('a move that stands still half-way', () => {
  /** The table is locked by somebody, at whom the command waits. */
  async function standingStill(table: string, from: string, to: string): Promise<ChildProcess> {
    await administrator.query('BEGIN');
    await administrator.query(`LOCK TABLE "${table}" IN ACCESS EXCLUSIVE MODE`);
    const program = join(ROOT, 'dist/apps/cli/src/main.js');
    const child = spawn(process.execPath, [program, 'transfer', '--from', from, '--to', to], {
      env: { PATH: process.env['PATH'] },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await eventually(() => told('SELECT count(*) FROM pg_locks WHERE NOT granted'), 1);
    return child;
  }

  const ended = (child: ChildProcess): Promise<number | null> =>
    new Promise((exit) => {
      child.once('exit', exit);
    });

  test('leaves nothing in PostgreSQL when it is killed', async () => {
    await closeDataSources(await openDataSources(config(postgres.url), []));
    const child = await standingStill('stays', sqlite(), postgres.url);
    const end = ended(child);
    child.kill('SIGKILL');
    await end;
    await administrator.query('ROLLBACK');
    await eventually(() => told(ITS_CONNECTIONS), 0);
    expect(await told(USERS)).toBe(0);
    expect(await move(sqlite(), postgres.url)).toMatchObject({ trail: { broken: undefined } });
  });

  test('leaves no SQLite file when it is killed, and what it began is cleared away by the next', async () => {
    await move(sqlite(), postgres.url);
    const child = await standingStill('stays', postgres.url, sqlite('moved.db'));
    const end = ended(child);
    child.kill('SIGKILL');
    await end;
    await administrator.query('ROLLBACK');
    await eventually(() => told(ITS_CONNECTIONS), 0);
    const names = await readdir(folder);
    expect(names).not.toContain('moved.db');
    expect(names).toContain('moved.db.partial');
    await move(postgres.url, sqlite('moved.db'));
    expect((await readdir(folder)).filter((name) => name.includes('partial'))).toEqual([]);
  });

  test('clears away what it began when it is asked to stop', async () => {
    await move(sqlite(), postgres.url);
    const child = await standingStill('stays', postgres.url, sqlite('moved.db'));
    const end = ended(child);
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.kill('SIGTERM');
    await administrator.query('ROLLBACK');
    expect(await end).toBe(1);
    expect(said).toBe('residencia: failed: broken off by SIGTERM; the target is as it was\n');
    expect((await readdir(folder)).filter((name) => name.startsWith('moved.db') && name !== 'moved.db-lock')).toEqual(
      [],
    );
  });

  const ITS_CONNECTIONS = `SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()`;
});
