import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client as PostgresClient } from 'pg';

const POSTGRES = process.env['TEST_POSTGRES_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/** A fresh database and how to throw it away. */
export interface TestDatabase {
  readonly url: string;
  remove(): Promise<void>;
}

/** Whether the tests of this project are told of PostgreSQL. */
export function onPostgres(): boolean {
  return process.env['TEST_DATABASE'] === 'postgres';
}

/** SQLite, or PostgreSQL with `TEST_DATABASE=postgres`. */
export async function createDatabase(): Promise<TestDatabase> {
  return onPostgres() ? createPostgres() : createSqlite();
}

async function createSqlite(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'residencia-test-'));
  return { url: `sqlite:${join(folder, 'home.db')}`, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** SQLite in a folder that stays. */
export function createSqliteIn(folder: string): TestDatabase {
  return { url: `sqlite:${join(folder, 'home.db')}`, remove: () => Promise.resolve() };
}

async function createPostgres(): Promise<TestDatabase> {
  const name = `residencia_test_${crypto.randomUUID().replaceAll('-', '')}`;
  await administer(`CREATE DATABASE "${name}" TEMPLATE template0`);
  const url = new URL(POSTGRES);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => administer(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`) };
}

async function administer(sql: string): Promise<void> {
  const client = new PostgresClient({ connectionString: POSTGRES });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
