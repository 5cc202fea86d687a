import { existsSync } from 'node:fs';
import { chmod, mkdir, open, readdir, rename, rm, statfs } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { explain, explained, FileLock, flush, UnusableFileError } from '#platform/database/files';
import type { Instant } from '#platform/time';
import { takenAtOf } from './backup-name.js';
import { digestFileOf, digestOf, writeDigest } from './digest.js';

/** A backup that is whole. */
export interface Backup {
  readonly path: string;
  readonly takenAt: Instant;
}

const PARTIAL = '.partial';
const LOCK = '.lock';

/** Left free for the home itself, whose database may lie on the same disk, in bytes. */
const RESERVE = 64 * 1024 * 1024;

/** A folder of backups, taken by one process at a time. Only its owner may look into it. */
export class BackupFolder {
  private constructor(
    private readonly path: string,
    private readonly lock: FileLock,
  ) {}

  /** Makes it when it is missing, and clears away what a process that was killed left half done. @throws UnusableFileError */
  static async open(path: string): Promise<BackupFolder> {
    const absolute = resolve(path);
    try {
      if (!existsSync(absolute)) {
        await mkdir(absolute, { recursive: true });
        await chmod(absolute, 0o700);
      }
      const lock = explained(absolute, () => FileLock.take(join(absolute, LOCK)));
      if (lock === undefined) throw new UnusableFileError(`another backup is being taken into ${absolute}`);
      const folder = new BackupFolder(absolute, lock);
      await folder.clear();
      return folder;
    } catch (error) {
      throw explain(absolute, error);
    }
  }

  /** An empty file that only its owner may read, to be filled and then {@link publish}ed. */
  async begin(name: string, size: number): Promise<string> {
    const { bavail, bsize } = await statfs(this.path);
    const free = bavail * bsize;
    if (free < size + RESERVE) {
      throw new UnusableFileError(
        `${this.path} has ${megabytes(free)} MB free, and the backup takes up to ${megabytes(size)} MB; ` +
          `${megabytes(RESERVE)} MB are left for the home`,
      );
    }
    const partial = join(this.path, `${name}${PARTIAL}`);
    const file = await open(partial, 'wx', 0o600);
    await file.close();
    return partial;
  }

  /** Gives a file that is complete and checked its name, all at once, with its digest beside it. */
  async publish(partial: string): Promise<string> {
    const path = partial.slice(0, -PARTIAL.length);
    await flush(partial);
    await writeDigest(path, await digestOf(partial));
    await rename(partial, path);
    await flush(this.path);
    return path;
  }

  /** @param backups of this folder. */
  async remove(backups: readonly Backup[]): Promise<void> {
    for (const { path } of backups) {
      await rm(path);
      await rm(digestFileOf(path), { force: true });
    }
  }

  /** Gives the folder free; what was begun and not published goes. */
  async close(): Promise<void> {
    try {
      await this.clear();
    } finally {
      this.lock.release();
    }
  }

  private async clear(): Promise<void> {
    const names = await readdir(this.path);
    const present = new Set(names);
    // Also the journal that SQLite keeps beside a file which it writes to.
    const left = names.filter(
      (name) => name.includes(PARTIAL) && takenAtOf(name.split(PARTIAL)[0] ?? '') !== undefined,
    );
    const orphans = names.filter((name) => {
      const backup = name.replace(/\.sha256$/, '');
      return backup !== name && takenAtOf(backup) !== undefined && !present.has(backup);
    });
    for (const name of [...left, ...orphans]) await rm(join(this.path, name), { force: true });
  }
}

/** The whole backups in a folder, the newest first; none when the folder is not there. */
export async function backupsIn(path: string): Promise<readonly Backup[]> {
  if (!existsSync(path)) return [];
  const names = await readdir(path);
  return names
    .flatMap((name) => {
      const takenAt = takenAtOf(name);
      return takenAt === undefined ? [] : [{ path: join(path, name), takenAt }];
    })
    .sort((a, b) => (a.takenAt < b.takenAt ? 1 : -1));
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1_000_000);
}
