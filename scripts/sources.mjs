import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** What the build makes of the server; from the root of the repository. */
export const SERVER = 'dist/server/main.js';

const SETTINGS = /^(tsconfig.*\.json|package\.json|nest-cli\.json)$/;

/** Every file under some folders of the repository, sorted, from its root with `/`. */
export function sourcesUnder(folders) {
  return folders
    .filter((folder) => existsSync(join(ROOT, folder)))
    .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** Changes when a source that goes into the build is changed, added, removed or renamed. */
export function fingerprintOfSources() {
  const files = [
    ...sourcesUnder(['apps', 'libs']).filter((path) => !/\.spec\.tsx?$/.test(path)),
    ...readdirSync(ROOT).filter((name) => SETTINGS.test(name)),
    'scripts/bundle.mjs',
  ];
  const hash = createHash('sha256');
  for (const file of files) {
    const { size, mtimeMs } = statSync(join(ROOT, file));
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}
