import { resolve } from 'node:path';
import type { Pool } from 'pg';
import { DataSource, type DataSourceOptions, type EntitySchema, type QueryRunner } from 'typeorm';
import type { DatabaseConfig, DatabaseUrl } from '#platform/config';
import { limitsOf, TESTED } from './connection-limits.js';
import type { Dialect } from './dialect.js';
import { Checkpoints, type WritingConnection } from './files/checkpoints.js';
import { FileCheck, isSmall } from './files/file-check.js';
import type { FileLock } from './files/file-lock.js';
import { explain, takeFile, UnusableFileError } from './files/sqlite-file.js';
import { migrations } from './migrations/index.js';
import { ReadingSource } from './reading-source.js';
import { Replicas } from './replicas.js';
import { SnakeNaming } from './snake-naming.js';
import { StorageWatch, UNTOLD } from './storage-watch.js';

/** An entity class, as a domain module lists it by name. */
export type EntityClass = abstract new () => object;

/** The writing and the reading side of one home's database. On PostgreSQL both are the same pool. */
export interface DataSources {
  readonly dialect: Dialect;
  readonly writer: DataSource;
  readonly reader: DataSource;
  readonly watch: StorageWatch;
  /** Standbys that reports may be read from; undefined: there are none. */
  readonly replicas?: Replicas;
  /** Statements that wait for a connection of the PostgreSQL pool; on SQLite none ever does. */
  readonly waiting: () => number;
  /** Of a SQLite file. */
  readonly checkpoints?: Checkpoints;
}

/** What the durability of an acknowledged write rests on; checked at start, since the driver's own default is less. */
const SQLITE_PRAGMAS = { journal_mode: 'wal', synchronous: 2, foreign_keys: 1 } as const;

/** Of each SQLite file that is open here, the lock that keeps other processes from it. */
const locks = new WeakMap<DataSource, FileLock>();

/** Of each that is looked at while it is served, who looks. */
const checks = new WeakMap<DataSource, FileCheck>();

/**
 * Opens the database, brings its schema up to date and checks that it is whole and keeps what it acknowledges.
 * A SQLite file belongs to this process until it is closed.
 * @throws Error with one line for an operator when the database can't be opened or is newer than the program.
 */
export async function openDataSources(config: DatabaseConfig, entities: readonly EntityClass[]): Promise<DataSources> {
  const sources = createDataSources(config, entities);
  const { url } = config;
  try {
    if (url.kind === 'sqlite') locks.set(sources.writer, takeFile(url.path));
    await open(sources, url);
  } catch (error) {
    await closeDataSources(sources);
    throw url.kind === 'sqlite' ? explain(url.path, error) : error;
  }
  return withReplicas(sources, config, entities);
}

/** They may be down: they are looked for as long as the home is open. */
function withReplicas(sources: DataSources, config: DatabaseConfig, entities: readonly EntityClass[]): DataSources {
  const { replicaUrls, replicaLag } = config;
  if (replicaUrls === undefined) return sources;
  const standbys = replicaUrls.map((url) => {
    // What is wrong with a standby is not wrong with the home's storage.
    const { reader } = createDataSources(
      { ...config, url: { kind: 'postgres', url } },
      entities,
      new StorageWatch(UNTOLD),
    );
    return reader;
  });
  const replicas = new Replicas(sources.writer, standbys, replicaLag * 1000);
  replicas.start();
  return { ...sources, replicas };
}

async function open({ dialect, writer, reader, watch }: DataSources, url: DatabaseUrl): Promise<void> {
  await writer.initialize();
  if (url.kind === 'sqlite') await assertWhole(writer, url.path, watch);
  await (dialect === 'sqlite' ? migrate(writer) : migrateApart(writer));
  if (reader !== writer) await reader.initialize();
  if (dialect === 'sqlite') await assertDurable(writer);
}

export async function closeDataSources({ writer, reader, replicas, checkpoints }: DataSources): Promise<void> {
  await replicas?.close();
  await checks.get(writer)?.end();
  await checkpoints?.end();
  if (reader !== writer && reader.isInitialized) await reader.destroy();
  if (writer.isInitialized) await writer.destroy();
  locks.get(writer)?.release();
  locks.delete(writer);
}

/** Data sources that are not opened yet; the migration tests drive them by hand. */
export function createDataSources(
  config: DatabaseConfig,
  entities: readonly EntityClass[],
  watch = new StorageWatch(),
): DataSources {
  const shared = {
    entities: [...entities] as (EntityClass & (new () => object) & EntitySchema)[],
    migrations: [...migrations],
    migrationsTableName: 'migrations',
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    logger: watch,
  };
  if (config.url.kind === 'postgres') {
    const source = new DataSource({
      ...shared,
      type: 'postgres',
      url: config.url.url,
      poolSize: config.poolSize,
      applicationName: 'residencia',
      installExtensions: false,
      extra: limitsOf(config.statementLimit),
    });
    return { dialect: 'postgres', writer: source, reader: source, watch, waiting: () => waitingIn(source) };
  }
  const database = resolve(config.url.path);
  const checkpoints = new Checkpoints(database);
  const sqlite = (readonly: boolean): DataSourceOptions => ({
    ...shared,
    type: 'better-sqlite3',
    database,
    readonly,
    timeout: config.busyTimeout,
    statementCacheSize: 1000,
    prepareDatabase: (connection: WritingConnection) => {
      if (!readonly) connection.pragma('journal_mode = WAL');
      connection.pragma('synchronous = FULL');
      // What a savepoint needs to be undone: more than sixteen pages would go through a file.
      if (!readonly) connection.pragma('temp_store = MEMORY');
      if (!readonly) checkpoints.of(connection);
      // KiB. A round touches more pages of a history of years than the driver's 16 MB hold.
      else connection.pragma('cache_size = -65536');
    },
  });
  const writer = new DataSource(sqlite(false));
  const reader = new ReadingSource(sqlite(true), writer);
  return { dialect: 'sqlite', writer, reader, watch, waiting: () => 0, checkpoints };
}

function waitingIn({ driver }: DataSource): number {
  const pool: unknown = 'master' in driver ? driver.master : undefined;
  return isPool(pool) ? pool.waitingCount : 0;
}

function isPool(value: unknown): value is Pool {
  return typeof value === 'object' && value !== null && 'waitingCount' in value;
}

/**
 * Looks at every page, so that no answer is ever made of a damaged file: before anything else where that takes no time,
 * or where the schema is about to change; of a large file while it is served (docs/decisions/0025). What SQLite sees by
 * itself (the header, the schema, a file that is too short) ends the start in any case.
 */
async function assertWhole(writer: DataSource, path: string, watch: StorageWatch): Promise<void> {
  if (!isSmall(path) && !(await writer.showMigrations())) {
    const check = new FileCheck(resolve(path), watch);
    checks.set(writer, check);
    check.begin();
    return;
  }
  const [row] = await writer.query<Record<string, unknown>[]>('PRAGMA quick_check(1)');
  const found = String(row?.['quick_check']);
  if (found === 'ok') return;
  throw new UnusableFileError(`${path} is damaged; restore a backup (${found.split('\n').at(-1) ?? ''})`);
}

async function assertDurable(writer: DataSource): Promise<void> {
  for (const [name, expected] of Object.entries(SQLITE_PRAGMAS)) {
    const rows = await writer.query<Record<string, unknown>[]>(`PRAGMA ${name}`);
    const actual = rows[0]?.[name];
    if (actual !== expected) {
      throw new Error(
        `the database runs with ${name}=${String(actual)}; ${String(expected)} is needed to lose nothing`,
      );
    }
  }
}

/** One process of several at a time; any number, of no other use in the home's database. */
export const MIGRATION_LOCK = 7_364_825_118;

/** The same PostgreSQL database on connections of their own, where a statement takes as long as it takes. */
export function unhurried(source: DataSource): DataSource {
  return new DataSource({ ...source.options, poolSize: 2, extra: TESTED } as DataSourceOptions);
}

async function migrateApart(writer: DataSource): Promise<void> {
  const migrator = unhurried(writer);
  await migrator.initialize();
  try {
    await migrate(migrator);
  } finally {
    await migrator.destroy();
  }
}

/** Brings the schema up to date. Where several processes start on one PostgreSQL database, one does it and the others wait. */
async function migrate(writer: DataSource): Promise<void> {
  const runner = writer.createQueryRunner();
  const postgres = writer.options.type === 'postgres';
  try {
    if (postgres) await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await refuseNewerDatabase(runner);
    await writer.runMigrations({ transaction: 'all' });
  } finally {
    if (postgres) {
      await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
      await runner.release();
    }
  }
}

export async function refuseNewerDatabase(runner: QueryRunner): Promise<void> {
  if (!(await runner.hasTable('migrations'))) return;
  const rows = (await runner.query('SELECT "name" FROM "migrations"')) as { name: string }[];
  const known = new Set<string>(migrations.map((migration) => migration.name));
  const unknown = rows.find((row) => !known.has(row.name));
  if (unknown !== undefined) {
    throw new Error(`the database is newer than this program: it has had the migration ${unknown.name}`);
  }
}
