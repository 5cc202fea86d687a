import { AuditEntryEntity, hasTrail } from '#platform/audit/trail';
import type { DatabaseConfig } from '#platform/config';
import { closeDataSources, openDataSources, openReadOnly } from '#platform/database';
import { runTool } from './tools.js';

/**
 * Fills an empty PostgreSQL database from a dump, in one transaction, and brings it up to date.
 * @throws Error with one line when it isn't empty, or the tool complains.
 */
export async function restorePostgres(config: DatabaseConfig, url: string, dump: string): Promise<void> {
  const { reader, close } = await openReadOnly(config, [AuditEntryEntity]);
  const isTaken = await hasTrail(reader).finally(close);
  if (isTaken) {
    throw new Error(
      'this database has a home in it; make an empty one (createdb), restore into it, and let DATABASE_URL name it',
    );
  }
  const whole = ['--single-transaction', '--exit-on-error', '--no-owner', '--no-privileges', '--no-comments'];
  await runTool('pg_restore', [...whole, dump], url);
  await closeDataSources(await openDataSources(config, []));
}
