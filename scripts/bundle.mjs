/**
 * Puts the files that the compiler has made of the server into a few, and those of the packages that have the most: to
 * find and load each of them was much of a start (docs/decisions/0025). What the server starts beside itself lies in the
 * same folder.
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

/**
 * The packages that are loaded at a start and have the most files, with all that use them: each must be there once. Others
 * stay where they are, since some look for their own files.
 */
const BUNDLED = new Set([
  ...['@nestjs/common', '@nestjs/core', '@nestjs/mapped-types', '@nestjs/platform-fastify', '@nestjs/swagger'],
  ...['rxjs', 'iterare', 'prom-client', '@opentelemetry/api', 'class-transformer', 'hono', 'uuid'],
]);

const ASKED = Symbol('asked');

/** What its importer finds in another place than `dist` does goes along with the importer: it may be of another version. */
const packagesOutside = {
  name: 'packages-outside',
  setup(building) {
    building.onResolve({ filter: /^[^./#]/ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (kind === 'entry-point' || pluginData === ASKED || BUNDLED.has(packageOf(path))) return undefined;
      const found = (from) => building.resolve(path, { kind, resolveDir: from, pluginData: ASKED });
      const [here, there] = [await found(resolveDir), await found(ROOT)];
      return here.path === there.path ? { path, external: true } : undefined;
    });
  },
};

function packageOf(path) {
  return path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/');
}

rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: PROGRAMS.map((path) => ({ in: join(ROOT, 'dist', path), out: basename(path, '.js') })),
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  plugins: [packagesOutside],
  // Packages that aren't modules ask for Node's own by `require`.
  banner: {
    js: `import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);`,
  },
  // Names of classes are read: in the log, and by the API's description.
  keepNames: true,
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
});
