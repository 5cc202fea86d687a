import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Verdict } from '#platform/audit/trail';
import type { DatabaseConfig } from '#platform/config';
import { UnusableFileError } from '#platform/database/files';
import { digestOf, writtenDigest } from './digest.js';
import { checkDump } from './postgres/dump-postgres.js';
import { quietly, type OnProgress } from './progress.js';
import { checkSqlite } from './sqlite/copy-sqlite.js';

/**
 * Looks whether a backup is what was written, and whole.
 * @returns what its audit trail is worth; undefined of a dump of PostgreSQL, which shows it only once it is restored.
 * @throws UnusableFileError, and Error with one line.
 */
export async function checkBackup(
  config: DatabaseConfig,
  file: string,
  onProgress: OnProgress = quietly,
): Promise<Verdict | undefined> {
  const path = resolve(file);
  if (!existsSync(path)) throw new UnusableFileError(`${path} is not there`);
  const written = await writtenDigest(path);
  if (written !== undefined && written !== (await digestOf(path))) {
    throw new UnusableFileError(`${path} is not what was written: its SHA-256 differs from that in ${path}.sha256`);
  }
  if (config.url.kind === 'sqlite') return checkSqlite(config, path, onProgress);
  await checkDump(path);
  return undefined;
}
