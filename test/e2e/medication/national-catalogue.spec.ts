import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Body, Client, PageBody } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { ROOT } from '../../support/root.js';

const PATH = '/api/v1/medications';
const FILE = resolve(ROOT, '../shared/data/medicines-cima/medicamentos.csv');
const isHere = existsSync(FILE);

let home: Home;
let manager: Client;

beforeAll(async () => {
  if (!isHere) process.stderr.write(`left out: ${FILE} is not here\n`);
  home = await Home.start();
  manager = await home.as('manager');
});
afterAll(() => home.stop());

function importIt(): Promise<Body> {
  return manager
    .post(`${PATH}/import`, readFileSync(FILE, 'utf8'), { 'content-type': 'text/csv' })
    .then(({ body }) => body);
}

/** How many medicines a list has, page by page. */
async function count(query: string): Promise<number> {
  let total = 0;
  for (let cursor: string | null = ''; cursor !== null;) {
    const from: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const page: PageBody = await manager.read<PageBody>(`${PATH}?limit=200&${query}${from}`);
    total += page.items.length;
    cursor = page.nextCursor;
  }
  return total;
}

async function first(query: string): Promise<Body | undefined> {
  return (await manager.read<PageBody>(`${PATH}?limit=1&${query}`)).items[0];
}

test('the list of the Spanish agency (March 2023) comes in whole, in one call, with its real dirt', async () => {
  if (!isHere) return;
  const report = await importIt();
  expect(report).toMatchObject({ created: 24_329, updated: 0, unchanged: 0, rejected: [] });
  expect(report['warnings']).toHaveLength(53);
  expect(report['warnings']).toContainEqual(expect.objectContaining({ pointer: '/atcCode', code: 'bad-format' }));

  expect(await count('active=false')).toBe(4_911);
  expect(await count('controlled=true')).toBe(396);
  expect(await first('q=merbromina%20serra')).toMatchObject({ active: false, registrationNumber: '41346' });
  expect(await first('q=matrifen%20100')).toMatchObject({
    controlled: true,
    witnessRequired: true,
    activeSubstance: 'FENTANILO',
    atcCode: 'N02AB03',
    strength: '100 microgramos/hora',
    form: 'parches transdérmicos',
  });
  expect(await first('q=paracetamol%20500')).toMatchObject({ atcCode: 'N02BE01' });

  expect(await importIt()).toMatchObject({ created: 0, updated: 0, unchanged: 24_329, rejected: [] });
}, 120_000);
