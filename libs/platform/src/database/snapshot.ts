import type { DatabaseConfig } from '#platform/config';
import { createDataSources, type EntityClass } from './data-sources.js';
import { makeReader, type Reader } from './handle.js';

/** A PostgreSQL database as it is at one moment, whatever is written meanwhile. */
export interface Snapshot {
  readonly reader: Reader;
  /** By which another connection sees the same moment, until this one is closed. */
  readonly name: string;
  readonly close: () => Promise<void>;
}

/** @param config of a PostgreSQL database, which is only read. */
export async function openSnapshot(config: DatabaseConfig, entities: readonly EntityClass[]): Promise<Snapshot> {
  const { dialect, reader } = createDataSources(config, entities);
  await reader.initialize();
  const runner = reader.createQueryRunner();
  const close = async (): Promise<void> => {
    await runner.release();
    await reader.destroy();
  };
  try {
    // Another program reads by it meanwhile.
    await runner.query('SET idle_in_transaction_session_timeout = 0');
    await runner.startTransaction('REPEATABLE READ');
    await runner.query('SET TRANSACTION READ ONLY');
    const [row] = (await runner.query('SELECT pg_export_snapshot() AS "name"')) as { name: string }[];
    return { reader: makeReader(runner.manager, dialect), name: row?.name ?? '', close };
  } catch (error) {
    await close();
    throw error;
  }
}
