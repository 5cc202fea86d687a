import { AuditModule, hasTrail, verifyTrail, type Verdict, type VerifyOptions } from '#platform/audit';
import { readDatabaseConfig, type Environment } from '#platform/config';
import { openReadOnly, type Reader } from '#platform/database';
import { progressOn } from './progress.js';

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
  const opened = await openReadOnly(readDatabaseConfig(named), AuditModule.entities);
  try {
    if (!(await hasTrail(opened.reader))) throw new Error('this database has no audit trail');
    return await work(opened.reader);
  } finally {
    await opened.close();
  }
}

/** Checks a trail, with a bar on a terminal; what is printed stays readable to a program. */
export async function verifyWithBar(trail: Reader, options: VerifyOptions = {}): Promise<Verdict> {
  if (!process.stderr.isTTY) return verifyTrail(trail, options);
  const progress = progressOn(process.stderr);
  let done: number | undefined;
  const onProgress = (checked: number, total: number): void => {
    if (done === undefined) progress.start('entries', total);
    progress.step(checked - (done ?? 0));
    done = checked;
  };
  try {
    return await verifyTrail(trail, { ...options, onProgress });
  } finally {
    progress.stop();
  }
}
