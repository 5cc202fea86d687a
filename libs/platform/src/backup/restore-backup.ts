import { resolve } from 'node:path';
import type { Verdict } from '#platform/audit/trail';
import type { DatabaseConfig } from '#platform/config';
import type { Instant } from '#platform/time';
import { checkBackup } from './check-backup.js';
import { checkTrailOf } from './check-trail.js';
import { restorePostgres } from './postgres/restore-postgres.js';
import { quietly, type OnProgress } from './progress.js';
import { restoreSqlite } from './sqlite/restore-sqlite.js';

export interface RestoreOptions {
  /** Whether a database that is there may be replaced; SQLite only. */
  readonly replace: boolean;
  /** Whether a backup whose trail is broken may be restored: it may be the only one. */
  readonly acceptBrokenTrail: boolean;
  readonly now: Instant;
  readonly onProgress?: OnProgress;
}

export interface RestoredHome {
  /** Where the database is kept that was replaced. */
  readonly aside: string | undefined;
  readonly trail: Verdict;
}

/**
 * Checks a backup and makes it the database that `config` names, brought up to date.
 * @throws UnusableFileError and Error with one line; nothing is changed then.
 */
export async function restoreBackup(
  config: DatabaseConfig,
  file: string,
  options: RestoreOptions,
): Promise<RestoredHome> {
  const { replace, acceptBrokenTrail, now, onProgress = quietly } = options;
  const { url } = config;
  const checked = await checkBackup(config, file, onProgress);
  if (checked?.broken !== undefined && !acceptBrokenTrail) {
    const { seq, reason } = checked.broken;
    throw new Error(
      `nothing is restored: the trail of this backup is broken at entry ${seq} (${reason}); ` +
        'take another one, or --accept-broken-trail',
    );
  }
  const backup = resolve(file);
  if (url.kind === 'sqlite') {
    const aside = await restoreSqlite(config, backup, url.path, replace, now);
    return { aside, trail: checked ?? (await checkTrailOf(config, onProgress)) };
  }
  await restorePostgres(config, url.url, backup);
  return { aside: undefined, trail: await checkTrailOf(config, onProgress) };
}
