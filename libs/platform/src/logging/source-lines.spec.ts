import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inSource } from './source-lines.js';

let folder: string;

/** The address of a file in the folder. */
function at(name: string): string {
  return pathToFileURL(join(folder, name)).href;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'residencia-test-'));
  // The second line of the build is the third of the source.
  const map = { version: 3, sources: ['rule.ts'], names: [], mappings: 'AAAA;AAEA' };
  writeFileSync(join(folder, 'rule.js.map'), JSON.stringify(map));
  writeFileSync(join(folder, 'torn.js.map'), '{"version":3,');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('a frame names the line of the source', () => {
  expect(inSource(`at decide (${at('rule.js')}:2:1)`)).toBe(`at decide (${at('rule.ts')}:3:1)`);
  expect(inSource(`at async ${at('rule.js')}:2:1`)).toBe(`at async ${at('rule.ts')}:3:1`);
});

test.each(['plain.js:2:1', 'torn.js:2:1'])('without a map that can be read, it stays as it is: %s', (place) => {
  expect(inSource(`at decide (${at(place)})`)).toBe(`at decide (${at(place)})`);
});

test('what is not of a file stays as it is', () => {
  expect(inSource('at node:internal/process/task_queues:95:5')).toBe('at node:internal/process/task_queues:95:5');
});
