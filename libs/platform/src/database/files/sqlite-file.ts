import { accessSync, constants, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { causeOf } from '../cause.js';
import { FileLock } from './file-lock.js';

/** The file can't be used. The message is one line for an operator. */
export class UnusableFileError extends Error {}

const PROBLEMS: Readonly<Record<string, string>> = {
  EACCES: 'may not be written by this user',
  EPERM: 'may not be written by this user',
  EROFS: 'is on a read-only file system',
  ENOSPC: 'is on a disk that is full',
  ENOTDIR: 'has a file where a folder should be on its way',
  SQLITE_FULL: 'is on a disk that is full',
  SQLITE_NOTADB: 'is not a SQLite database, or its beginning is damaged; restore a backup',
  SQLITE_CORRUPT: 'is damaged; restore a backup',
  SQLITE_READONLY: 'is read-only',
  SQLITE_CANTOPEN: 'can not be opened',
  SQLITE_BUSY: 'is locked by another program',
  SQLITE_IOERR: 'can not be read or written: the disk reports errors',
};

/**
 * Takes the file for this process: one at a time may write, since each keeps its own queue of writers and its own idea
 * of what is committed. Who only reads (a backup) needs no lock.
 * @param path of a database, which may not be there yet; its folder is made when only that is missing.
 * @throws UnusableFileError
 */
export function takeFile(path: string): FileLock {
  return explained(path, () => {
    const file = realPathOf(path);
    if (existsSync(file)) {
      if (!statSync(file).isFile()) throw new UnusableFileError(`${path} is a folder, not a database`);
      accessSync(file, constants.R_OK | constants.W_OK);
    }
    accessSync(dirname(file), constants.W_OK);
    const lock = FileLock.take(`${file}-lock`);
    if (lock === undefined) throw new UnusableFileError(`${path} is in use by another process; stop that one first`);
    return lock;
  });
}

/** Runs `work` on a file; what the system or SQLite finds wrong with it becomes one line that names the file. */
export function explained<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw explain(path, error);
  }
}

/** The one line for what is wrong with a file, or `error` itself when it says something else. */
export function explain(path: string, error: unknown): unknown {
  const { code } = causeOf(error);
  if (code === undefined) return error;
  const known = Object.entries(PROBLEMS).find(([name]) => code === name || code.startsWith(`${name}_`));
  return known === undefined ? error : new UnusableFileError(`${path} ${known[1]} (${code})`);
}

/** Where the file really is, so that two names of one file have one lock. Makes the folder when only that is missing. */
function realPathOf(path: string): string {
  const absolute = resolve(path);
  if (existsSync(absolute)) return realpathSync(absolute);
  const folder = dirname(absolute);
  if (!existsSync(folder)) {
    if (!existsSync(dirname(folder))) throw new UnusableFileError(`${path} lies in a folder that does not exist`);
    mkdirSync(folder);
  }
  return join(realpathSync(folder), basename(absolute));
}
