import type { DatabaseConfig } from '#platform/config';
import type { EntityClass } from '../data-sources.js';
import { makeReader } from '../handle.js';
import { PostgresSession } from './postgres-session.js';
import type { HomeSide } from './side.js';
import { LEASES, MIGRATIONS } from './table.js';
import { assertSameVersion } from './version.js';

/** Connections of the application, and of its commands, under the names that they give. */
const IN_USE = `SELECT count(*) FROM pg_stat_activity
  WHERE datname = current_database() AND application_name LIKE 'residencia%' AND pid <> pg_backend_pid()`;

/** A home that works holds a lease, also while it is not connected. One that was killed does for some seconds more. */
const WORKING = `SELECT count(*) FROM "${LEASES}" WHERE "until"::timestamptz > clock_timestamp()`;

/** A database as an operator knows it, without its password. */
export function nameOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `postgres://${host}${pathname}`;
}

/**
 * Reads the home in a PostgreSQL database as it is at one moment. It should be stopped: what it writes meanwhile stays
 * behind, so it is refused while it is seen to be connected.
 * @throws Error with one line.
 */
export async function openPostgresHome(
  config: DatabaseConfig,
  url: string,
  entities: readonly EntityClass[],
): Promise<HomeSide> {
  const session = await PostgresSession.open(config, entities, 'REPEATABLE READ');
  try {
    await session.ask('SET TRANSACTION READ ONLY');
    const isListed = await session.ask('SELECT 1 WHERE to_regclass($1) IS NOT NULL', [MIGRATIONS]);
    const had = isListed.length === 0 ? undefined : await session.names(`SELECT "name" FROM "${MIGRATIONS}"`);
    assertSameVersion(nameOf(url), had);
    for (const uses of [IN_USE, WORKING]) {
      const [count] = await session.names(uses);
      if (count !== '0') throw new Error(`${nameOf(url)} is in use by the application; stop the home first`);
    }
    return {
      dialect: 'postgres',
      tables: await session.tables(),
      reader: makeReader(session.runner.manager, 'postgres'),
      count: (table) => session.count(table),
      rows: (table) => session.rows(table),
      close: () => session.close(),
    };
  } catch (error) {
    await session.close();
    throw error;
  }
}
