import { AuditEntryEntity, hasTrail, verifyTrail, type Verdict } from '#platform/audit/trail';
import type { DatabaseConfig } from '#platform/config';
import { openReadOnly, type Reader } from '#platform/database';
import type { OnProgress } from './progress.js';

/** What the audit trail that `reader` sees is worth. @throws Error with one line when there is none. */
export async function checkTrail(reader: Reader, onProgress: OnProgress): Promise<Verdict> {
  if (!(await hasTrail(reader))) throw new Error('this is not the database of a home: it has no audit trail');
  return verifyTrail(reader, {
    onProgress: (checked, total) => {
      onProgress('entries', checked, total);
    },
  });
}

/** The same of a database that is opened for it. */
export async function checkTrailOf(config: DatabaseConfig, onProgress: OnProgress): Promise<Verdict> {
  const { reader, close } = await openReadOnly(config, [AuditEntryEntity]);
  try {
    return await checkTrail(reader, onProgress);
  } finally {
    await close();
  }
}
