import { existsSync } from 'node:fs';
import { chmod, constants, copyFile, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { DatabaseConfig } from '#platform/config';
import { closeDataSources, openDataSources } from '#platform/database';
import { discard, flush, replace, settleDatabase, sizeOf, takeFile, UnusableFileError } from '#platform/database/files';
import type { Instant } from '#platform/time';

/**
 * Puts a backup in the place of the database at `path`, all at once: whenever this ends, the one or the other is there.
 * @param mayReplace whether there may be a database; it is kept beside the restored one.
 * @returns where that one is kept.
 * @throws UnusableFileError, and Error with one line when the backup is of a newer program.
 */
export async function restoreSqlite(
  config: DatabaseConfig,
  backup: string,
  path: string,
  mayReplace: boolean,
  now: Instant,
): Promise<string | undefined> {
  const target = resolve(path);
  const lock = takeFile(target);
  try {
    const isTaken = (await sizeOf(target)) > 0;
    if (isTaken && !mayReplace) {
      throw new UnusableFileError(
        `${target} is a database already; --replace puts the backup in its place, and keeps it`,
      );
    }
    const restored = `${target}.restoring`;
    await discard(restored);
    try {
      await copyFile(backup, restored, constants.COPYFILE_FICLONE);
      await chmod(restored, 0o600);
      await bringUpToDate(config, restored);
      const aside = isTaken ? await keepAside(target, now) : undefined;
      await replace(restored, target);
      return aside;
    } finally {
      await discard(restored);
    }
  } finally {
    lock.release();
  }
}

/** As every start does; what can't be served is told before anything is replaced. */
async function bringUpToDate(config: DatabaseConfig, path: string): Promise<void> {
  await closeDataSources(await openDataSources({ ...config, url: { kind: 'sqlite', path } }, []));
}

/**
 * Keeps a database under another name, and leaves nothing of it beside the old one: SQLite would take a log that it
 * finds there for that of whatever database has the name.
 */
async function keepAside(path: string, now: Instant): Promise<string> {
  const aside = `${path}.replaced-${now.replaceAll(/[-:]/g, '')}`;
  try {
    settleDatabase(path);
  } catch (error) {
    // One that is damaged is kept as it is, with its log.
    if (!(error instanceof UnusableFileError)) throw error;
  }
  await copyFile(path, aside, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
  if (existsSync(`${path}-wal`)) await copyFile(`${path}-wal`, `${aside}-wal`, constants.COPYFILE_FICLONE);
  await flush(aside);
  await rm(`${path}-wal`, { force: true });
  await rm(`${path}-shm`, { force: true });
  return aside;
}
