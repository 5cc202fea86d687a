import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, stat, statfs, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether a disk of its own can be had: a `tmpfs`, which takes the superuser of a Linux machine. */
const MAY_MOUNT = process.platform === 'linux' && process.getuid?.() === 0;

/** Something that a home's file lies on, and that can be full. */
export interface Disk {
  readonly folder: string;
  /** From now on nothing more can be written by the process. */
  fill(pid: number): Promise<void>;
  /** There is room again. @param pid 0: the process has ended. */
  relieve(pid: number): Promise<void>;
  remove(): Promise<void>;
}

/** How a disk can be full here, with the code that a refused write then has. */
export const FULL_DISKS: readonly (readonly [string, string, () => Promise<Disk>])[] = [
  ['no file may grow any more', 'unavailable', limitedDisk],
  ...(MAY_MOUNT ? ([['the disk is full', 'storage-full', smallDisk]] as const) : []),
];

/** A real disk of a few megabytes. */
async function smallDisk(): Promise<Disk> {
  const folder = await mounted('size=8m');
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill: async () => {
      const { bavail, bsize } = await statfs(folder);
      await writeFile(ballast, Buffer.alloc(bavail * bsize));
    },
    relieve: () => truncate(ballast),
    remove: () => unmounted(folder),
  };
}

/** A limit on the size of every file of the process (`RLIMIT_FSIZE`), as a quota is: its log of writes can't grow. */
async function limitedDisk(): Promise<Disk> {
  const folder = await mkdtemp(join(tmpdir(), 'residencia-test-'));
  const limit = (pid: number, bytes: string): Promise<unknown> =>
    run('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]);
  return {
    folder,
    fill: async (pid) => {
      const { size } = await stat(join(folder, 'home.db-wal'));
      await limit(pid, String(size));
    },
    // Of a process that has ended, the limit has gone with it.
    relieve: async (pid) => {
      if (pid !== 0) await limit(pid, 'unlimited');
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

/** A folder that nothing can be written to: on a file system that is read-only, or without the right to. */
export async function unwritable(fill: (folder: string) => Promise<void>): Promise<Pick<Disk, 'folder' | 'remove'>> {
  if (!MAY_MOUNT) {
    const folder = await mkdtemp(join(tmpdir(), 'residencia-test-'));
    await fill(folder);
    await chmod(folder, 0o500);
    return { folder, remove: () => chmod(folder, 0o700).then(() => rm(folder, { recursive: true })) };
  }
  const folder = await mounted('size=8m');
  await fill(folder);
  await run('mount', ['-o', 'remount,ro', folder]);
  return { folder, remove: () => unmounted(folder) };
}

async function mounted(options: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'residencia-disk-'));
  await run('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  return folder;
}

async function unmounted(folder: string): Promise<void> {
  await run('umount', [folder]);
  await rm(folder, { recursive: true });
}
