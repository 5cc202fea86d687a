// Leaves in package.json what an install looks at, so that another script or version doesn't begin one anew.
import { readFileSync, writeFileSync } from 'node:fs';

const { name, type, engines, allowScripts, overrides, dependencies, devDependencies } = JSON.parse(
  readFileSync('package.json', 'utf8'),
);
writeFileSync(
  'package.json',
  JSON.stringify({ name, type, engines, allowScripts, overrides, dependencies, devDependencies }),
);
