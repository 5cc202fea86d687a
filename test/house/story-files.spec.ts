import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { storyFiles } from '../support/homes/told-anywhere.mjs';
import { ROOT } from './canaries.js';

const IMPORT = /^(?:import|export)\s(?:[^'"]*\sfrom\s)?['"]([^'"]+)['"]/gm;

/** What a file imports that is not Node's, and what is imported there in turn. */
function packagesOf(path: string, seen = new Set<string>()): string[] {
  if (seen.has(path)) return [];
  seen.add(path);
  const names = [...readFileSync(path, 'utf8').matchAll(IMPORT)].map(([, name = '']) => name);
  return names.flatMap((name) => {
    if (name.startsWith('.')) return packagesOf(join(dirname(path), name.replace(/\.js$/, '.ts')), seen);
    return name.startsWith('node:') ? [] : [name];
  });
}

/** The packages that the image of the stories keeps. */
function keptPackages(): string[] {
  const [, names = ''] =
    /keep-only\.mjs ([^\\]+)/.exec(readFileSync(join(ROOT, 'docker/e2e.Dockerfile'), 'utf8')) ?? [];
  return names.trim().split(/\s+/);
}

describe('the stories that are told to a running home', () => {
  const { anywhere } = storyFiles();

  test.each(['access', 'activity', 'alerts', 'audit', 'medication', 'prescription', 'resident', 'retries', 'wellness'])(
    'are told of %s, too',
    (domain) => {
      expect(anywhere.filter((file) => file.startsWith(`${domain}/`))).not.toEqual([]);
    },
  );

  test('need no package that their image has not', () => {
    const needed = new Set(anywhere.flatMap((file) => packagesOf(join(ROOT, 'test/e2e', file))));
    expect(needed.size).toBeGreaterThan(3);
    expect([...needed].filter((name) => !keptPackages().includes(name))).toEqual([]);
  });
});
