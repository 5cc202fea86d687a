import { MigrationExecutor } from 'typeorm';
import type { DatabaseConfig } from '#platform/config';
import { causeOf } from '../cause.js';
import { MIGRATION_LOCK, refuseNewerDatabase, type EntityClass } from '../data-sources.js';
import { makeReader } from '../handle.js';
import { nameOf } from './postgres-side.js';
import { PostgresSession } from './postgres-session.js';
import type { NewHomeSide } from './side.js';
import { keyInWords, type Row, type Table } from './table.js';

/**
 * Begins a transaction on a PostgreSQL database that has no row of a home. Until it ends, whoever wants to start a home
 * on it, or to move one there, waits or is refused.
 * @throws Error with one line.
 */
async function openEmpty(
  config: DatabaseConfig,
  url: string,
  entities: readonly EntityClass[],
): Promise<PostgresSession> {
  const session = await PostgresSession.open(config, entities, 'READ COMMITTED');
  try {
    const [taken] = await session.names('SELECT pg_try_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    if (taken !== 'true') throw new Error(`${nameOf(url)} is being started on, or moved to, by another process`);
    for (const table of await session.tableNames()) {
      const rows = await session.ask(`SELECT 1 FROM "${table}" LIMIT 1`);
      if (rows.length > 0) {
        throw new Error(
          `${nameOf(url)} has rows in it (${table}); make an empty database (createdb) and move the home there`,
        );
      }
    }
    return session;
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** @throws Error with one line when the database is not empty. */
export async function assertEmptyPostgres(config: DatabaseConfig, url: string): Promise<void> {
  await (await openEmpty(config, url, [])).close();
}

/**
 * Begins to fill an empty PostgreSQL database, in one transaction with its schema: until that is committed, and for ever
 * when it isn't, the database is as it was.
 * @throws Error with one line.
 */
export async function openNewPostgresHome(
  config: DatabaseConfig,
  url: string,
  entities: readonly EntityClass[],
): Promise<NewHomeSide> {
  const session = await openEmpty(config, url, entities);
  try {
    await migrateIn(session);
    const tables = await session.tables();
    return {
      dialect: 'postgres',
      tables,
      reader: makeReader(session.runner.manager, 'postgres'),
      count: (table) => session.count(table),
      rows: (table) => session.rows(table),
      add: (table, rows) => add(session, table, rows),
      settle: async () => {
        // What a server finds out by itself after a while, and plans badly without.
        for (const { name } of tables) await session.ask(`ANALYZE "${name}"`);
      },
      keep: () => session.runner.commitTransaction(),
      close: () => session.close(),
    };
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** As every start does, in the transaction of the session. */
async function migrateIn({ runner }: PostgresSession): Promise<void> {
  await refuseNewerDatabase(runner);
  await new MigrationExecutor(runner.dataSource, runner).executePendingMigrations();
}

async function add(session: PostgresSession, table: Table, rows: readonly Row[]): Promise<void> {
  const columns = table.columns.map(({ name }) => `"${name}"`).join(', ');
  const names = table.columns.map(({ name }) => name);
  const records = rows.map((row) => Object.fromEntries(row.map((value, index) => [names[index] ?? '', value])));
  try {
    await session.ask(
      `INSERT INTO "${table.name}" (${columns})
        SELECT ${columns} FROM json_populate_recordset(NULL::"${table.name}", $1)`,
      [JSON.stringify(records)],
    );
  } catch (error) {
    throw refused(table, rows, error);
  }
}

/** PostgreSQL refuses rows together: it is one of these. */
function refused(table: Table, rows: readonly Row[], error: unknown): unknown {
  const { code, message } = causeOf(error);
  const [first, last] = [rows[0], rows.at(-1)];
  // SQLSTATEs of values that don't fit a column, and of broken constraints.
  if (first === undefined || last === undefined || !/^2[23]/.test(code ?? '')) return error;
  const where = first === last ? keyInWords(table, first) : `${keyInWords(table, first)} to ${keyInWords(table, last)}`;
  return new Error(`${table.name}, ${where}: a row breaks a rule of the home (${message})`);
}
