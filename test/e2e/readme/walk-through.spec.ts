import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
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
  const folder = await mkdtemp(join(tmpdir(), 'residencia-readme-'));
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], { env: { ...process.env, TMPDIR: folder } });
  expect(stdout).toContain('"state":"due"');
  expect(stdout).toMatch(/"outcome":"given".* -> 201\n.*"code":"dose-already-recorded".* -> 409\n/);
  expect(stdout).toMatch(/"lot":"L4471".*"balance":29/);
  expect(stdout).toMatch(/"score":7/);
  expect(stdout).toMatch(/"band":"high"/);
  expect(stdout).toMatch(/"units":\[\{"unit":"Garden","beds":1,"occupied":1,"held":1\}\]/);
  expect(stdout).toMatch(/"kind":"movements".*"kind":"assessments".*"kind":"administrations"/);
  const page = await readFile(join(folder, 'summary.html'), 'utf8');
  expect(page).toMatch(/Ortega Núñez.*ALLERGIES NOT ASKED.*Paracetamol 500 mg/s);
  await rm(folder, { recursive: true });
});
