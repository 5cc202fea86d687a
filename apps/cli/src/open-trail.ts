import { AuditEntryEntity, hasTrail, verifyTrail, type Verdict, type VerifyOptions } from '#platform/audit/trail';
import { readDatabaseConfig, type Environment } from '#platform/config';
import { openReadOnly, type Reader } from '#platform/database';
import { explain } from '#platform/database/files';
import { stagesOn } from './progress.js';

/**
 * Opens the audit trail of a database to read it, and closes it after `work`. Nothing is migrated or written.
 * @param database as `DATABASE_URL` names one; undefined: the one that the environment names.
 * @throws ConfigurationError, and Error with one line when there is no trail.
 */
export async function withTrail<T>(
  environment: Environment,
  database: string | undefined,
  work: (trail: Reader) => Promise<T>,
): Promise<T> {
  const named = database === undefined ? environment : { ...environment, DATABASE_URL: database };
  const config = readDatabaseConfig(named);
  const opened = await openReadOnly(config, [AuditEntryEntity]);
  try {
    if (!(await hasTrail(opened.reader))) throw new Error('this database has no audit trail');
    return await work(opened.reader);
  } catch (error) {
    throw config.url.kind === 'sqlite' ? explain(config.url.path, error) : error;
  } finally {
    await opened.close();
  }
}

/** Checks a trail, with a bar on a terminal; what is printed stays readable to a program. */
export async function verifyWithBar(trail: Reader, options: VerifyOptions = {}): Promise<Verdict> {
  const stages = stagesOn(process.stderr);
  const onProgress = (checked: number, total: number): void => {
    stages.tell('entries', checked, total);
  };
  try {
    return await verifyTrail(trail, { ...options, onProgress });
  } finally {
    stages.stop();
  }
}
