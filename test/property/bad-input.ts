import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/root.js';

const FOLDER = join(ROOT, '../shared/data/bad-input');

/** Bytes sent as a JSON body: whether they are JSON is known of most, not of `either`. */
export interface RawJson {
  readonly name: string;
  readonly verdict: 'json' | 'not json' | 'either';
  readonly bytes: Uint8Array;
}

/** Input that others have collected because it broke something somewhere. */
export interface BadInput {
  /** Naughty strings and attacks, each once. */
  readonly texts: readonly string[];
  readonly bodies: readonly RawJson[];
}

const VERDICTS: Readonly<Record<string, RawJson['verdict']>> = { y: 'json', n: 'not json', i: 'either' };

/** All of the folder; nothing, with the reason printed, where it isn't beside this repository. */
export function readBadInput(): BadInput {
  if (!existsSync(FOLDER)) {
    process.stderr.write(`left out: ${FOLDER} is not here\n`);
    return { texts: [], bodies: [] };
  }
  const naughty = JSON.parse(readFileSync(join(FOLDER, 'blns/blns.json'), 'utf8')) as string[];
  const attacks = namesIn('fuzzdb')
    .filter((name) => !name.startsWith('_'))
    .flatMap((name) => readFileSync(join(FOLDER, 'fuzzdb', name), 'utf8').split(/\r?\n/));
  const bodies = namesIn('json-parsing').map((name) => ({
    name,
    verdict: VERDICTS[name.charAt(0)] ?? 'either',
    bytes: readFileSync(join(FOLDER, 'json-parsing', name)),
  }));
  return { texts: [...new Set([...naughty, ...attacks])], bodies };
}

function namesIn(folder: string): string[] {
  return readdirSync(join(FOLDER, folder)).sort();
}
