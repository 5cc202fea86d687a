import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ROOT } from './canaries.js';
import { trackedFiles } from './tracked-files.js';

const page = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8');
const known = new Set(trackedFiles());

interface Row {
  readonly name: string;
  readonly tests: readonly string[];
}

/** The rows of a page's tables whose first cell begins with a mark such as `API1:2023` or `V1`. */
function rowsOf(text: string, mark: RegExp): Row[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, name = '', , shown = '']) => ({
      name: mark.exec(name)?.[0] ?? '',
      tests: [...shown.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path),
    }))
    .filter(({ name }) => name !== '');
}

/** Rows that no test shows: none is named, or one that is no test of the repository. */
function unshown(rows: readonly Row[]): string[] {
  const isTest = (path: string): boolean => path.endsWith('.spec.ts') && known.has(path);
  return rows.filter(({ tests }) => tests.length === 0 || !tests.every(isTest)).map(({ name }) => name);
}

describe('the page on security', () => {
  test('has all ten risks of the OWASP API Security Top 10, each shown by tests that there are', () => {
    const rows = rowsOf(page, /^API\d+:2023/);
    expect(rows.map(({ name }) => name)).toEqual(Array.from({ length: 10 }, (_, index) => `API${index + 1}:2023`));
    expect(unshown(rows)).toEqual([]);
  });

  test('has the chapters of ASVS 5.0 but the one on WebRTC, each shown by tests that there are', () => {
    const rows = rowsOf(page, /^V\d+(?= )/);
    expect(rows.map(({ name }) => name)).toEqual(Array.from({ length: 16 }, (_, index) => `V${index + 1}`));
    expect(unshown(rows)).toEqual([]);
  });

  test.each([
    ['names no test', '| V1 Encoding | here | trust us |'],
    ['names a test that is gone', '| V1 Encoding | here | `test/e2e/gone.spec.ts` |'],
    [
      'names one that is gone beside one that is there',
      '| V1 E | h | `test/house/security.spec.ts`, `test/gone.spec.ts` |',
    ],
    ['names what is no test', '| V1 Encoding | here | `SECURITY.md` |'],
  ])('would be found out when a row %s', (_, row) => {
    expect(unshown(rowsOf(row, /^V\d+(?= )/))).toEqual(['V1']);
  });
});
