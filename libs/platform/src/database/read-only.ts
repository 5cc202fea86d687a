import { existsSync } from 'node:fs';
import { constants, copyFile, mkdtemp, open as openFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { DatabaseConfig, DatabaseUrl } from '#platform/config';
import { createDataSources, type EntityClass } from './data-sources.js';
import { makeReader, type Reader } from './handle.js';
import { StorageWatch, UNTOLD } from './storage-watch.js';

/** A database that is only looked at. */
export interface ReadOnlyDatabase {
  readonly reader: Reader;
  readonly close: () => Promise<void>;
}

/**
 * Opens a database to read it as it is: it is not migrated, and nothing is written to it or beside it. It may be in use,
 * a backup, or on a read-only file system.
 * @throws Error with one line for an operator when it can't be read.
 */
export async function openReadOnly(
  config: DatabaseConfig,
  entities: readonly EntityClass[],
): Promise<ReadOnlyDatabase> {
  const source = await readable(config.url);
  const { dialect, reader } = createDataSources({ ...config, url: source.url }, entities, new StorageWatch(UNTOLD));
  const close = async (): Promise<void> => {
    if (reader.isInitialized) await reader.destroy();
    await source.discard();
  };
  try {
    await reader.initialize();
  } catch (error) {
    await close();
    throw error;
  }
  return { reader: makeReader(reader.manager, dialect), close };
}

interface Readable {
  readonly url: DatabaseUrl;
  discard(): Promise<void>;
}

async function readable(url: DatabaseUrl): Promise<Readable> {
  if (url.kind === 'sqlite') return readableFile(resolve(url.path));
  const address = new URL(url.url);
  address.searchParams.set('options', '-c default_transaction_read_only=on');
  return { url: { kind: 'postgres', url: address.href }, discard: () => Promise.resolve() };
}

/**
 * In WAL mode SQLite makes files beside the database even for who only reads, unless they are there because it is in
 * use. Nobody uses it, then: a copy is read, with the log that may have been left beside it.
 */
async function readableFile(path: string): Promise<Readable> {
  const inPlace: Readable = { url: { kind: 'sqlite', path }, discard: () => Promise.resolve() };
  if (!(await isInWalMode(path)) || isInUse(path)) return inPlace;
  const folder = await mkdtemp(join(tmpdir(), 'residencia-'));
  const discard = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, 'copy.db');
    await copyFile(path, copy, constants.COPYFILE_FICLONE);
    if (existsSync(`${path}-wal`)) await copyFile(`${path}-wal`, `${copy}-wal`, constants.COPYFILE_FICLONE);
    if (!isInUse(path)) return { url: { kind: 'sqlite', path: copy }, discard };
  } catch (error) {
    await discard();
    throw error;
  }
  await discard();
  return inPlace;
}

/** SQLite keeps this file as long as the database is open. */
function isInUse(path: string): boolean {
  return existsSync(`${path}-shm`);
}

const HEADER = Buffer.from('SQLite format 3\0');
/** Where the header says how the database is journalled, and what it says of WAL. */
const READ_VERSION = 19;
const WAL = 2;

/** @throws Error when it is no SQLite database. */
async function isInWalMode(path: string): Promise<boolean> {
  const header = Buffer.alloc(READ_VERSION + 1);
  try {
    const file = await openFile(path, 'r');
    await file.read(header, 0, header.length, 0).finally(() => file.close());
  } catch (error) {
    throw new Error(`${path} cannot be read (${codeOf(error)})`, { cause: error });
  }
  if (!header.subarray(0, HEADER.length).equals(HEADER)) throw new Error(`${path} is no SQLite database`);
  return header[READ_VERSION] === WAL;
}

/** What the system calls it, such as ENOENT. */
function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
}
