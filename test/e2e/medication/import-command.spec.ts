import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Body, PageBody } from '../../support/client.js';
import { runCommand, type Ended } from '../../support/command.js';
import { Home } from '../../support/home.js';

const LINES = [
  'registrationNumber,name,activeSubstance',
  '10001,Ferinject,iron',
  '10002,,iron',
  '10003,Tardyferon,iron',
];

let folder: string;
let home: Home;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'residencia-test-'));
  await writeFile(join(folder, 'list.csv'), LINES.join('\n'));
  await writeFile(join(folder, 'other.csv'), 'name,colour\nx,white');
  home = await Home.start();
  await home.as('manager');
});
afterAll(async () => {
  await home.stop();
  await rm(folder, { recursive: true });
});

/** `import` of a file in the folder, while the home is stopped: a SQLite file belongs to one process. */
async function importFile(file: string, ...options: readonly string[]): Promise<Ended> {
  await home.close();
  const ended = await runCommand(['import', join(folder, file), ...options], { DATABASE_URL: home.databaseUrl });
  await home.reopen();
  return ended;
}

async function names(): Promise<unknown[]> {
  const manager = await home.as('manager');
  return (await manager.read<PageBody>('/api/v1/medications')).items.map((medicine: Body) => medicine['name']);
}

test('a catalogue is tried, then imported, from the command line, and what was rejected is named by line', async () => {
  const tried = await importFile('list.csv', '--dry-run');
  expect(tried).toMatchObject({ code: 0, errors: [] });
  expect(tried.output).toBe(
    'Nothing is stored; an import would be: 2 created, 0 updated, 0 unchanged, 0 retired, 0 warnings, 1 rejected.\n' +
      '  line 3: name is required\n',
  );
  expect(await names()).toEqual([]);

  const imported = await importFile('list.csv');
  expect(imported.output).toMatch(/^2 created, .* 1 rejected\.\n {2}line 3: name is required\n$/);
  expect(await names()).toEqual(['Ferinject', 'Tardyferon']);

  await writeFile(join(folder, 'next.csv'), LINES.slice(0, 2).join('\n'));
  expect((await importFile('next.csv', '--retire-missing', '--dry-run')).output).toContain('1 retired');
  const again = await importFile('list.csv', '--json');
  expect(JSON.parse(again.output)).toMatchObject({ created: 0, updated: 0, unchanged: 2, rejected: [{ line: 3 }] });
  expect((await importFile('next.csv', '--retire-missing')).output).toMatch(/^0 created, .* 1 unchanged, 1 retired/);
}, 60_000);

test('a list in Latin-1 comes in as the command says, or as it finds out', async () => {
  const list = ['registrationNumber;name;activeSubstance', '10004;Ácido fólico;folato'].join('\n');
  await writeFile(join(folder, 'latin.csv'), list, 'latin1');
  const options = ['--dry-run', '--json'];
  const found = await importFile('latin.csv', ...options);
  expect(JSON.parse(found.output)).toMatchObject({ created: 1, warnings: [{ line: 2, code: 'read-as-windows-1252' }] });
  const stated = await importFile('latin.csv', ...options, '--encoding', 'latin1');
  expect(JSON.parse(stated.output)).toMatchObject({ created: 1, warnings: [], rejected: [] });
  const wrong = await importFile('latin.csv', ...options, '--encoding', 'UTF-8');
  expect(JSON.parse(wrong.output)).toMatchObject({ created: 0, rejected: [{ line: 2 }] });
  expect(await importFile('latin.csv', '--encoding', 'utf-16')).toMatchObject({ code: 1, output: '' });
}, 60_000);

test('a file that is not there, or is no catalogue, ends with 1 and one line that says why', async () => {
  const missing = await importFile('none.csv');
  expect(missing).toMatchObject({ code: 1, output: '' });
  expect(missing.errors).toEqual([expect.stringContaining('none.csv')]);
  const other = await importFile('other.csv');
  expect(other).toMatchObject({ code: 1, output: '' });
  expect(other.errors).toEqual([expect.stringContaining('/registrationNumber')]);
}, 60_000);
