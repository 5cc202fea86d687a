import { AuditModule, AuditTrail } from '#platform/audit';
import { readDatabaseConfig } from '#platform/config';
import { closeDataSources, openDataSources, UnitOfWork, type DataSources, type EntityClass } from '#platform/database';
import { SystemClock } from '#platform/time';
import { createDatabase } from './fresh-database.js';

/** A migrated database of its own, in this process: SQLite, or PostgreSQL with `TEST_DATABASE=postgres`. */
export interface OpenDatabase {
  /** As `DATABASE_URL` names it. */
  readonly url: string;
  readonly sources: DataSources;
  readonly unitOfWork: UnitOfWork;
  /** Closes it and throws it away. */
  remove(): Promise<void>;
}

/** @param settings environment variables of the database's settings, such as `WRITE_QUEUE_LIMIT`. */
export async function openDatabase(
  entities: readonly EntityClass[],
  settings: Readonly<Record<string, string>> = {},
): Promise<OpenDatabase> {
  const database = await createDatabase();
  const config = readDatabaseConfig({ ...settings, DATABASE_URL: database.url });
  const sources = await openDataSources(config, [...entities, ...AuditModule.entities]);
  const trail = new AuditTrail(new SystemClock());
  return {
    url: database.url,
    sources,
    unitOfWork: new UnitOfWork(sources, config, (tx, changes) => trail.seal(tx, changes)),
    remove: async () => {
      await closeDataSources(sources);
      await database.remove();
    },
  };
}
