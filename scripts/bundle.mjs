/**
 * Puts the hundreds of files that the compiler has made of the server into a few: to find and load each of them was a
 * quarter of a start (docs/decisions/0025). What the server starts beside itself lies in the same folder; packages stay
 * where they are.
 */
import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { ROOT, SERVER } from './sources.mjs';

const outdir = join(ROOT, SERVER, '..');
const PROGRAMS = [
  'apps/api/src/main.js',
  'libs/platform/src/backup/backup.worker.js',
  'libs/platform/src/database/files/checkpoint.worker.js',
  'libs/platform/src/database/files/file-check.child.js',
];

rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: PROGRAMS.map((path) => ({ in: join(ROOT, 'dist', path), out: basename(path, '.js') })),
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  // Names of classes are read: in the log, and by the API's description.
  keepNames: true,
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
});
