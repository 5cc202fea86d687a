import { parentPort, workerData } from 'node:worker_threads';
import type { BackupConfig, DatabaseConfig } from '#platform/config';
import type { Instant, Zone } from '#platform/time';
import { pruneBackups } from './prune-backups.js';
import { takeBackup } from './take-backup.js';

/** What the worker is to do. */
export interface BackupOrder {
  readonly database: DatabaseConfig;
  readonly folder: string;
  readonly keep: BackupConfig['keep'];
  readonly zone: Zone;
  readonly now: Instant;
}

/** What came of it. */
export interface BackupAnswer {
  readonly bytes: number;
  /** In one line; undefined: the trail is whole. */
  readonly broken: string | undefined;
  readonly removed: number;
}

/**
 * A thread of its own takes the backup, so that looking at every page and every entry never keeps the home waiting. It
 * ends with an answer, or with the error.
 */
async function work({ database, folder, keep, zone, now }: BackupOrder): Promise<BackupAnswer> {
  const { bytes, trail } = await takeBackup(database, folder, now);
  const { broken } = trail;
  // While the trail is broken, none that may be from before is removed.
  if (broken !== undefined) return { bytes, broken: `${broken.reason} at entry ${broken.seq}`, removed: 0 };
  return { bytes, broken: undefined, removed: (await pruneBackups(folder, keep, zone)).length };
}

parentPort?.postMessage(await work(workerData as BackupOrder));
