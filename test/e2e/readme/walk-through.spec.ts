import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Home } from '../../support/home.js';
import { ROOT } from '../../support/root.js';

const run = promisify(execFile);

let home: Home;

beforeAll(async () => {
  home = await Home.start({ environment: { ADMIN_PASSWORD: 'ward-kettle-orchid-1' } });
});
afterAll(() => home.stop());

test('the walk-through of the README does the main job as printed', async () => {
  const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
  const block = /<!-- walk-through[^>]*-->\n\n```sh\n([\s\S]+?)```/.exec(readme)?.[1] ?? '';
  expect(block).toContain('medication-rounds');
  const script = block.replace('http://127.0.0.1:3000', home.url);
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script]);
  expect(stdout).toContain('"state":"due"');
  expect(stdout).toMatch(/"outcome":"given".* -> 201\n.*"code":"dose-already-recorded".* -> 409\n/);
  expect(stdout).toMatch(/"score":7/);
  expect(stdout).toMatch(/"band":"high"/);
});
