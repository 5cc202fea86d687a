import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNode } from './child.mjs';
import { fingerprintOfSources, ROOT, SERVER, sourcesUnder } from './sources.mjs';

const STAMP = join(ROOT, 'dist', '.built');
const INCREMENTAL = join(ROOT, 'dist', '.tsbuildinfo');
const COMPILED = join(ROOT, 'dist', 'apps', 'api', 'src', 'main.js');
const STEPS = [['node_modules/@nestjs/cli/bin/nest.js', 'build', 'api'], ['scripts/bundle.mjs']];

/** Whether the last finished build was made of the sources as they are. */
export function isBuilt() {
  return existsSync(join(ROOT, SERVER)) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprintOfSources();
}

/** Builds into `dist` and leaves there nothing whose source is gone. */
export async function build() {
  console.error('Building …');
  // A build that was cut short, or an output that was removed, must not be taken for done by the compiler.
  if (!existsSync(STAMP) || !existsSync(COMPILED)) rmSync(INCREMENTAL, { force: true });
  rmSync(STAMP, { force: true });
  const fingerprint = fingerprintOfSources();
  removeStaleOutputs();
  for (const step of STEPS) {
    const code = await runNode(step, { stdio: ['ignore', 2, 2] });
    if (code === 0) continue;
    console.error('The build failed; see above.');
    process.exit(code);
  }
  writeFileSync(STAMP, fingerprint);
}

function removeStaleOutputs() {
  for (const output of sourcesUnder(['dist/apps', 'dist/libs'])) {
    const source = output.replace(/^dist\//, '').replace(/\.js(\.map)?$/, '');
    const isThere = ['.ts', '.tsx'].some((kind) => existsSync(join(ROOT, source + kind)));
    if (source.endsWith('.spec') || !isThere) rmSync(join(ROOT, output));
  }
}
