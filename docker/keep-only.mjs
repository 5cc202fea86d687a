// Leaves in package.json only the dependencies that are named, so that `npm prune` removes all others: what stays has the
// version of the lockfile.
import { readFileSync, writeFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const all = { ...manifest.dependencies, ...manifest.devDependencies };
const kept = process.argv.slice(2).map((name) => {
  if (!Object.hasOwn(all, name)) throw new Error(`package.json has no ${name}`);
  return [name, all[name]];
});
writeFileSync(
  'package.json',
  JSON.stringify({ ...manifest, dependencies: Object.fromEntries(kept), devDependencies: {} }),
);
