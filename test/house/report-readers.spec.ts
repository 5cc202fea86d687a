import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT } from './canaries.js';
import { trackedFiles } from './tracked-files.js';

const DECISION = 'docs/decisions/0021-replicas.md';
const REPORTING = /unitOfWork\.report\(/;

/** The files under `apps` and `libs` in which `UnitOfWork.report` is called. */
function reporting(): readonly string[] {
  const sources = trackedFiles().filter((path) => /^(apps|libs)\/.*(?<!\.spec)\.tsx?$/.test(path));
  return sources.filter((path) => REPORTING.test(readFileSync(join(ROOT, path), 'utf8')));
}

test('what may be some seconds old is read by those services only that the decision names', () => {
  const named = [...readFileSync(join(ROOT, DECISION), 'utf8').matchAll(/^\| `([a-z-]+)` +\|/gm)].map(
    ([, name]) => name,
  );
  const found = reporting().map((path) => /\/app\/([a-z-]+)\.service\.ts$/.exec(path)?.[1] ?? path);
  expect(found.sort()).toEqual(named.sort());
  expect(named.length).toBeGreaterThan(3);
});

test.each(['this.unitOfWork.report((reader) => reader)', 'return unitOfWork.report(read);'])('%s is seen', (line) => {
  expect(line).toMatch(REPORTING);
});
