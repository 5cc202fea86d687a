import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** The file beside a backup with its digest, as `sha256sum --check` reads it. */
export function digestFileOf(path: string): string {
  return `${path}.sha256`;
}

/** SHA-256 of a file, in hexadecimal. */
export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** @param path of the backup, which may not be there yet. */
export async function writeDigest(path: string, digest: string): Promise<void> {
  await writeFile(digestFileOf(path), `${digest}  ${basename(path)}\n`, { mode: 0o600, flush: true });
}

/** The digest that was written when the backup was taken; undefined: it is not there. */
export async function writtenDigest(path: string): Promise<string | undefined> {
  try {
    return /^([0-9a-f]{64}) /.exec(await readFile(digestFileOf(path), 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}
