import { AuditEntryEntity, type Verdict } from '#platform/audit/trail';
import type { DatabaseConfig } from '#platform/config';
import { openSnapshot } from '#platform/database';
import { checkTrail } from '../check-trail.js';
import type { OnProgress } from '../progress.js';
import { runTool } from './tools.js';

/**
 * Fills `file` with what `pg_dump` makes of the database at one moment, and checks every entry of the trail at the same
 * moment. @throws Error with one line.
 */
export async function dumpPostgres(
  config: DatabaseConfig,
  url: string,
  file: string,
  onProgress: OnProgress,
): Promise<Verdict> {
  const snapshot = await openSnapshot(config, [AuditEntryEntity]);
  try {
    const verdict = await checkTrail(snapshot.reader, onProgress);
    await runTool('pg_dump', ['--format=custom', `--snapshot=${snapshot.name}`, `--file=${file}`], url);
    await checkDump(file);
    return verdict;
  } finally {
    await snapshot.close();
  }
}

/** Reads a dump from its beginning to its end. @throws Error with one line. */
export async function checkDump(file: string): Promise<void> {
  await runTool('pg_restore', ['--file=-', file]);
}
