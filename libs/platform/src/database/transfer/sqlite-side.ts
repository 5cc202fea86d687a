import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import Database from 'better-sqlite3';
import type { DataSource } from 'typeorm';
import type { DatabaseConfig } from '#platform/config';
import { createDataSources, type EntityClass } from '../data-sources.js';
import { bytesOf } from '../dialect.js';
import { damageOf, explain, explained, takeFile, UnusableFileError } from '../files/index.js';
import { makeReader } from '../handle.js';
import { StorageWatch, UNTOLD } from '../storage-watch.js';
import { BATCH, type HomeSide } from './side.js';
import { tablesOf } from './sqlite-tables.js';
import { MIGRATIONS, type Row, type Table } from './table.js';
import { asNumber, sizeOfRow, UnmovableValueError } from './values.js';
import { assertSameVersion } from './version.js';

/** Opens a SQLite file for the reads of a trail, beside the connection that reads or writes the rows. */
export async function openTrail(
  config: DatabaseConfig,
  path: string,
  entities: readonly EntityClass[],
): Promise<DataSource> {
  const named = { ...config, url: { kind: 'sqlite', path } } as const;
  const { reader } = createDataSources(named, entities, new StorageWatch(UNTOLD));
  return reader.initialize();
}

/**
 * Takes the SQLite file of a home that is stopped, looks at every page, index and reference of it, and reads it.
 * @throws UnusableFileError, and Error with one line.
 */
export async function openSqliteHome(
  config: DatabaseConfig,
  path: string,
  entities: readonly EntityClass[],
): Promise<HomeSide> {
  if (!existsSync(path)) throw new UnusableFileError(`${path} is not there`);
  const lock = takeFile(path);
  let database: Database.Database | undefined;
  try {
    const opened = explained(path, () => new Database(path, { fileMustExist: true }));
    database = opened;
    explained(path, () => {
      opened.pragma('query_only = TRUE');
      assertSameVersion(path, migrationsIn(opened));
    });
    const damage = damageOf(path);
    if (damage !== undefined) throw new UnusableFileError(`${path} is damaged; restore a backup (${damage})`);
    const trail = await openTrail(config, resolve(path), entities);
    const rows = new SqliteRows(opened);
    return {
      dialect: 'sqlite',
      tables: tablesOf(opened),
      reader: makeReader(trail.manager, 'sqlite'),
      count: (table) => Promise.resolve(rows.count(table)),
      rows: (table) => rows.all(table),
      close: async () => {
        await trail.destroy();
        opened.close();
        lock.release();
      },
    };
  } catch (error) {
    database?.close();
    lock.release();
    throw explain(path, error);
  }
}

function migrationsIn(database: Database.Database): readonly string[] | undefined {
  const listed = database.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`).get(MIGRATIONS);
  return listed === undefined
    ? undefined
    : (database.prepare(`SELECT "name" FROM "${MIGRATIONS}"`).pluck().all() as string[]);
}

/** The rows of a SQLite database as they lie there. */
export class SqliteRows {
  constructor(private readonly database: Database.Database) {}

  count(table: Table): number {
    return Number(this.database.prepare(`SELECT count(*) FROM "${table.name}"`).pluck().get());
  }

  *all(table: Table): Generator<readonly Row[]> {
    const columns = table.columns.map(({ name }) => `"${name}"`).join(', ');
    const key = table.key.map((name) => `"${name}"`).join(', ');
    const select = this.database.prepare<[], unknown[]>(`SELECT ${columns} FROM "${table.name}" ORDER BY ${key}`).raw();
    let batch: Row[] = [];
    let size = 0;
    for (const stored of select.iterate()) {
      const row = this.read(table, stored);
      batch.push(row);
      size += sizeOfRow(row);
      if (batch.length < BATCH.rows && size < BATCH.size) continue;
      yield batch;
      [batch, size] = [[], 0];
    }
    if (batch.length > 0) yield batch;
  }

  private read(table: Table, stored: readonly unknown[]): Row {
    const row = stored.map((value) => (typeof value === 'string' || value === null ? value : (asNumber(value) ?? NaN)));
    for (const [index, value] of row.entries()) {
      if (Number.isNaN(value)) throw new UnmovableValueError(table, row, index, 'is no number that a home can hold');
      if (typeof value === 'string' && value.includes('\uFFFD')) this.assertText(table, row, index);
    }
    return row;
  }

  /** Bytes that are no UTF-8 read as the character U+FFFD, which may also have been written. */
  private assertText(table: Table, row: Row, index: number): void {
    const { name = '' } = table.columns[index] ?? {};
    const where = table.key.map((key) => `"${key}" = ?`).join(' AND ');
    const key = table.key.map((key) => row[table.columns.findIndex((column) => column.name === key)]);
    const stored = this.database
      .prepare(`SELECT ${bytesOf('sqlite', `"${name}"`)} FROM "${table.name}" WHERE ${where}`)
      .pluck()
      .get(key);
    if (stored instanceof Uint8Array && Buffer.from(String(row[index])).equals(stored)) return;
    throw new UnmovableValueError(table, row, index, 'is no text in UTF-8');
  }
}
