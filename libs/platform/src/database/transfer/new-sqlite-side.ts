import { chmod } from 'node:fs/promises';
import { resolve } from 'node:path';
import Database from 'better-sqlite3';
import type { DatabaseConfig } from '#platform/config';
import { closeDataSources, openDataSources, type EntityClass } from '../data-sources.js';
import {
  causeOf,
  damageOf,
  discard,
  explain,
  explained,
  replace,
  settleDatabase,
  sizeOf,
  takeFile,
  UnusableFileError,
  type FileLock,
} from '../files/index.js';
import { makeReader } from '../handle.js';
import type { NewHomeSide } from './side.js';
import { openTrail, SqliteRows } from './sqlite-side.js';
import { tableNames, tablesOf } from './sqlite-tables.js';
import { keyInWords, type Row, type Table } from './table.js';

/** Pages kept in memory while it is filled, in KiB: the indexes are written to all over. */
const CACHE = 128 * 1024;

/** @returns a lock on the file, which is not there or holds no row of a home. @throws UnusableFileError */
export async function takeEmptyFile(path: string): Promise<FileLock> {
  const lock = takeFile(path);
  try {
    if ((await sizeOf(path)) > 0) explained(path, () => assertNoRows(path));
    return lock;
  } catch (error) {
    lock.release();
    throw error;
  }
}

function assertNoRows(path: string): void {
  const database = new Database(path, { fileMustExist: true });
  try {
    database.pragma('query_only = TRUE');
    const filled = tableNames(database).find((name) => database.prepare(`SELECT 1 FROM "${name}" LIMIT 1`).get());
    if (filled === undefined) return;
    throw new UnusableFileError(`${path} has a home in it (${filled}); name a file that is not there`);
  } finally {
    database.close();
  }
}

/**
 * Makes a new SQLite file beside where it is to be, `<path>.partial`, with the schema of a home. It is not made safe
 * against a fall of the power before it is complete; then it is flushed and given its name.
 * @throws UnusableFileError
 */
export async function openNewSqliteHome(
  config: DatabaseConfig,
  path: string,
  entities: readonly EntityClass[],
): Promise<NewHomeSide> {
  const target = resolve(path);
  const lock = await takeEmptyFile(target);
  const partial = `${target}.partial`;
  try {
    await discard(partial);
    const named = { ...config, url: { kind: 'sqlite', path: partial }, replicaUrls: undefined } as const;
    await closeDataSources(await openDataSources(named, []));
    await chmod(partial, 0o600);
    const filling = new Filling(target, partial);
    const trail = await openTrail(config, partial, entities);
    const end = async (): Promise<void> => {
      if (trail.isInitialized) await trail.destroy();
      filling.close();
    };
    return {
      dialect: 'sqlite',
      tables: filling.tables,
      reader: makeReader(trail.manager, 'sqlite'),
      count: (table) => Promise.resolve(filling.rows.count(table)),
      rows: (table) => filling.rows.all(table),
      add: (table, rows) => {
        filling.add(table, rows);
        return Promise.resolve();
      },
      settle: () => {
        filling.commit();
        return Promise.resolve();
      },
      keep: async () => {
        await end();
        await place(partial, target);
      },
      close: async () => {
        await end();
        await discard(partial);
        lock.release();
      },
    };
  } catch (error) {
    await discard(partial);
    lock.release();
    throw explain(path, error);
  }
}

/** Looks at every page, index and reference, and then gives the file its name, in the place of one without rows. */
async function place(partial: string, target: string): Promise<void> {
  const damage = damageOf(partial);
  if (damage !== undefined) throw new UnusableFileError(`${target} could not be written as it should be (${damage})`);
  // SQLite would take a log that it finds beside the old file for that of the new one.
  if ((await sizeOf(target)) > 0) settleDatabase(target);
  await replace(partial, target);
}

/** A file that is being filled, in one transaction. */
class Filling {
  readonly tables: readonly Table[];
  readonly rows: SqliteRows;
  private readonly database: Database.Database;
  private readonly inserts = new Map<string, Database.Statement<Row>>();

  constructor(
    private readonly target: string,
    partial: string,
  ) {
    this.database = new Database(partial, { fileMustExist: true });
    this.database.pragma('journal_mode = OFF');
    this.database.pragma('synchronous = OFF');
    this.database.pragma(`cache_size = -${CACHE}`);
    this.tables = tablesOf(this.database);
    this.rows = new SqliteRows(this.database);
    this.database.exec('BEGIN IMMEDIATE');
  }

  add(table: Table, rows: readonly Row[]): void {
    const insert = this.insertInto(table);
    for (const row of rows) {
      try {
        insert.run(row);
      } catch (error) {
        throw this.refused(table, row, error);
      }
    }
  }

  commit(): void {
    explained(this.target, () => this.database.exec('COMMIT'));
  }

  close(): void {
    this.database.close();
  }

  private insertInto(table: Table): Database.Statement<Row> {
    const known = this.inserts.get(table.name);
    if (known !== undefined) return known;
    const columns = table.columns.map(({ name }) => `"${name}"`).join(', ');
    const places = table.columns.map(() => '?').join(', ');
    const made = this.database.prepare<Row>(`INSERT INTO "${table.name}" (${columns}) VALUES (${places})`);
    this.inserts.set(table.name, made);
    return made;
  }

  private refused(table: Table, row: Row, error: unknown): unknown {
    const { code, message } = causeOf(error);
    if (code?.startsWith('SQLITE_CONSTRAINT') !== true) return explain(this.target, error);
    return new Error(`${table.name}, ${keyInWords(table, row)}: the row breaks a rule of the home (${message})`);
  }
}
