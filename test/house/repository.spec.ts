import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ROOT } from './canaries.js';
import { leaksIn } from './leaks.js';
import { trackedFiles } from './tracked-files.js';

/** The house's own checks must spell what they refuse; pictures are not text. */
const NOT_READ = /^test\/house\/|\.(png|jpg|ico|woff2|gz|db)$/;

describe('what the repository must not hold', () => {
  test.each([
    ['a package registry', 'registry=https://packages.example'],
    ['a package registry', 'curl https://registry.example.org/left-pad'],
    ['an address of where a package came from', '"resolved": "file:../left-pad"'],
    ['a comment that hides from the linter', '// eslint-disable-next-line'],
    ['a comment that hides from the linter', '/* eslint no-var: 0 */'],
    ['a comment that hides from the compiler', '// @ts-expect-error'],
    ['a comment that hides from the formatter', '// prettier-ignore'],
    ['a comment that hides from a count of coverage', '/* istanbul ignore next */'],
    ['an unfinished merge', 'a\n<<<<<<< HEAD\nb'],
  ])('%s, as in %j', (name, text) => {
    expect(leaksIn(text)).toEqual([name]);
  });

  test('nothing of it is in any file', () => {
    const found = trackedFiles()
      .filter((path) => !NOT_READ.test(path))
      .flatMap((path) => leaksIn(readFileSync(join(ROOT, path), 'utf8')).map((leak) => `${path}: ${leak}`));
    expect(found).toEqual([]);
  });
});

test('the lock file names a checksum for every package', () => {
  const lock: unknown = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const packages = Object.entries(
    (lock as { packages: Record<string, { integrity?: string; inBundle?: boolean }> }).packages,
  );
  const without = packages.filter(([path, entry]) => path !== '' && !entry.inBundle && entry.integrity === undefined);
  expect(without.map(([path]) => path)).toEqual([]);
  expect(packages.length).toBeGreaterThan(100);
});
