import type { Verdict } from '#platform/audit/trail';
import type { DatabaseConfig } from '#platform/config';
import { sizeOf } from '#platform/database/files';
import type { Instant } from '#platform/time';
import { backupName } from './backup-name.js';
import { BackupFolder, type Backup } from './backup-folder.js';
import { dumpPostgres } from './postgres/dump-postgres.js';
import { quietly, type OnProgress } from './progress.js';
import { copySqlite } from './sqlite/copy-sqlite.js';

/** A backup that was taken just now. */
export interface TakenBackup extends Backup {
  readonly bytes: number;
  /** What its audit trail is worth. A copy of a broken one is a backup all the same: there may be no better. */
  readonly trail: Verdict;
}

/**
 * Copies a home's database into a folder while the home goes on working. The file has its name only when it is complete,
 * checked and on the disk; one that came to nothing is gone, or is cleared away by the next.
 * @throws UnusableFileError, and Error with one line.
 */
export async function takeBackup(
  config: DatabaseConfig,
  folder: string,
  now: Instant,
  onProgress: OnProgress = quietly,
): Promise<TakenBackup> {
  const place = await BackupFolder.open(folder);
  try {
    const partial = await place.begin(backupName(now, config.url.kind), await sizeOfDatabase(config));
    const trail = await fill(config, partial, onProgress);
    const path = await place.publish(partial);
    return { path, takenAt: now, bytes: await sizeOf(path), trail };
  } finally {
    await place.close();
  }
}

function fill(config: DatabaseConfig, partial: string, onProgress: OnProgress): Promise<Verdict> {
  const { url } = config;
  return url.kind === 'sqlite'
    ? copySqlite(config, url.path, partial, onProgress)
    : dumpPostgres(config, url.url, partial, onProgress);
}

/** What a copy takes at most, in bytes, as far as that can be told before. */
async function sizeOfDatabase({ url }: DatabaseConfig): Promise<number> {
  return url.kind === 'sqlite' ? (await sizeOf(url.path)) + (await sizeOf(`${url.path}-wal`)) : 0;
}
