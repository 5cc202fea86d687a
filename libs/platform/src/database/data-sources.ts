import { resolve } from 'node:path';
import { DataSource, type DataSourceOptions, type EntitySchema, type Logger, type QueryRunner } from 'typeorm';
import type { DatabaseConfig } from '#platform/config';
import type { Dialect } from './dialect.js';
import { migrations } from './migrations/index.js';
import { SnakeNaming } from './snake-naming.js';

/** An entity class, as a domain module lists it by name. */
export type EntityClass = abstract new () => object;

/** The writing and the reading side of one home's database. On PostgreSQL both are the same pool. */
export interface DataSources {
  readonly dialect: Dialect;
  readonly writer: DataSource;
  readonly reader: DataSource;
}

/** What the durability of an acknowledged write rests on; checked at start, since the driver's own default is less. */
const SQLITE_PRAGMAS = { journal_mode: 'wal', synchronous: 2, foreign_keys: 1 } as const;

/** The part of a better-sqlite3 connection that is used here. */
interface SqliteConnection {
  pragma(source: string, options?: { simple: boolean }): unknown;
}

/**
 * Opens the database, brings its schema up to date and checks that it keeps what it acknowledges.
 * @throws Error with one line for an operator when the database can't be opened or is newer than the program.
 */
export async function openDataSources(
  config: DatabaseConfig,
  entities: readonly EntityClass[],
  logger?: Logger,
): Promise<DataSources> {
  const { dialect, writer, reader } = createDataSources(config, entities, logger);
  await writer.initialize();
  try {
    await migrate(writer);
    if (reader !== writer) await reader.initialize();
    if (dialect === 'sqlite') await assertDurable(writer);
  } catch (error) {
    await closeDataSources({ dialect, writer, reader });
    throw error;
  }
  return { dialect, writer, reader };
}

export async function closeDataSources({ writer, reader }: DataSources): Promise<void> {
  if (reader !== writer && reader.isInitialized) await reader.destroy();
  if (writer.isInitialized) await writer.destroy();
}

/** Data sources that are not opened yet; the migration tests drive them by hand. */
export function createDataSources(
  config: DatabaseConfig,
  entities: readonly EntityClass[],
  logger?: Logger,
): DataSources {
  const shared = {
    entities: [...entities] as (EntityClass & (new () => object) & EntitySchema)[],
    migrations: [...migrations],
    migrationsTableName: 'migrations',
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    ...(logger === undefined ? { logging: false as const } : { logging: true as const, logger }),
  };
  if (config.url.kind === 'postgres') {
    const source = new DataSource({
      ...shared,
      type: 'postgres',
      url: config.url.url,
      poolSize: config.poolSize,
      applicationName: 'residencia',
      installExtensions: false,
    });
    return { dialect: 'postgres', writer: source, reader: source };
  }
  const sqlite = (readonly: boolean): DataSourceOptions => ({
    ...shared,
    type: 'better-sqlite3',
    database: resolve(config.url.kind === 'sqlite' ? config.url.path : ''),
    readonly,
    timeout: config.busyTimeout,
    statementCacheSize: 1000,
    prepareDatabase: (connection: SqliteConnection) => {
      if (!readonly) connection.pragma('journal_mode = WAL');
      connection.pragma('synchronous = FULL');
    },
  });
  return { dialect: 'sqlite', writer: new DataSource(sqlite(false)), reader: new DataSource(sqlite(true)) };
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
const MIGRATION_LOCK = 7_364_825_118;

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

async function refuseNewerDatabase(runner: QueryRunner): Promise<void> {
  if (!(await runner.hasTable('migrations'))) return;
  const rows = (await runner.query('SELECT "name" FROM "migrations"')) as { name: string }[];
  const known = new Set<string>(migrations.map((migration) => migration.name));
  const unknown = rows.find((row) => !known.has(row.name));
  if (unknown !== undefined) {
    throw new Error(`the database is newer than this program: it has had the migration ${unknown.name}`);
  }
}
