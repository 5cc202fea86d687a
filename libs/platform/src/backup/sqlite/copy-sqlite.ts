import type { Verdict } from '#platform/audit/trail';
import type { DatabaseConfig } from '#platform/config';
import { copyDatabase, damageOf, UnusableFileError } from '#platform/database/files';
import { checkTrailOf } from '../check-trail.js';
import type { OnProgress } from '../progress.js';

/**
 * Fills `file` with the database at `path` as it is at one moment, and looks at every page and every entry of the copy.
 * @throws UnusableFileError
 */
export async function copySqlite(
  config: DatabaseConfig,
  path: string,
  file: string,
  onProgress: OnProgress,
): Promise<Verdict> {
  await copyDatabase(path, file, (copied, total) => {
    onProgress('pages', copied, total);
  });
  const damage = damageOf(file);
  if (damage !== undefined) throw new UnusableFileError(`${path} is damaged, and no backup of it was kept (${damage})`);
  return trailOf(config, file, onProgress);
}

/** Looks at every page and every entry of the trail in a file that nobody writes to. @throws UnusableFileError */
export async function checkSqlite(config: DatabaseConfig, file: string, onProgress: OnProgress): Promise<Verdict> {
  const damage = damageOf(file);
  if (damage !== undefined) throw new UnusableFileError(`${file} is no whole backup (${damage})`);
  return trailOf(config, file, onProgress);
}

function trailOf(config: DatabaseConfig, path: string, onProgress: OnProgress): Promise<Verdict> {
  return checkTrailOf({ ...config, url: { kind: 'sqlite', path } }, onProgress);
}
