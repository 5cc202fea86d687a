/**
 * The commands of the house, with nothing but Node: `npm start`, `npm test`, `npm run test:postgres`, `npm run demo`,
 * `npm run cli -- …`.
 * Each installs from the lock file when that is needed, builds when sources changed, then does its work.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isSupported } from './node-version.mjs';

const { engines } = JSON.parse(readFileSync(fileURLToPath(new URL('../package.json', import.meta.url)), 'utf8'));
if (!isSupported(process.version, engines.node)) {
  console.error(`Residencia needs Node ${engines.node}; this is ${process.version}.`);
  process.exit(1);
}

const { run } = await import('./commands.mjs');
await run(process.argv[2], process.argv.slice(3));
