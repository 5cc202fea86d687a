import { existsSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What SQLite and the house keep beside a database. */
const BESIDE = ['-wal', '-shm', '-journal', '-lock'];

/** Bytes of a file; 0 when it is not there. */
export async function sizeOf(path: string): Promise<number> {
  return existsSync(path) ? (await stat(path)).size : 0;
}

/** Has what was written to a file, or the names in a folder, on the disk. */
export async function flush(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Gives `from` the name `to`, in the place of what has it, all at once. */
export async function replace(from: string, to: string): Promise<void> {
  await flush(from);
  await rename(from, to);
  await flush(dirname(to));
}

/** Removes a database that nobody uses, with all that lies beside it. */
export async function discard(path: string): Promise<void> {
  for (const name of ['', ...BESIDE]) await rm(`${path}${name}`, { force: true });
}
