import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Client, PageBody } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { ROOT } from '../../support/root.js';
import { SEARCHES } from './nurse-searches.js';

const PATH = '/api/v1/medications';
const FILE = resolve(ROOT, '../shared/data/medicines-cima/medicamentos.csv');
const isHere = existsSync(FILE);

interface Medicine {
  readonly registrationNumber: string;
  readonly name: string;
}

let home: Home;
let manager: Client;

beforeAll(async () => {
  if (!isHere) process.stderr.write(`left out: ${FILE} is not here\n`);
  home = await Home.start();
  manager = await home.as('manager');
  if (!isHere) return;
  await manager.post(`${PATH}/import`, readFileSync(FILE, 'utf8'), { 'content-type': 'text/csv' });
}, 120_000);
afterAll(() => home.stop());

async function page(query: Readonly<Record<string, string>>): Promise<PageBody<Medicine>> {
  return manager.read<PageBody<Medicine>>(`${PATH}?${new URLSearchParams(query).toString()}`);
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function isMeant(medicine: Medicine, name: string): boolean {
  return plain(medicine.name).startsWith(plain(name));
}

test('each of two hundred medicines is on the first page of what a nurse types for it', async () => {
  expect(SEARCHES).toHaveLength(200);
  if (!isHere) return;
  const missed: string[] = [];
  for (const { q, atc, name } of SEARCHES) {
    const { items } = await page({ ...(q === '' ? {} : { q }), ...(atc === '' ? {} : { atc }) });
    if (items.length > 50 || !items.some((medicine) => isMeant(medicine, name)))
      missed.push(`${q}@${atc}: ${name} is not among ${items.length}`);
  }
  expect(missed).toEqual([]);
}, 120_000);

test('a name that is typed whole comes first', async () => {
  if (!isHere) return;
  for (const name of ['NOLOTIL 575 mg CAPSULAS DURAS', 'CAFINITRINA COMPRIMIDOS RECUBIERTOS SUBLINGUALES']) {
    const [best] = (await page({ q: name })).items;
    expect(best?.name).toBe(name);
  }
}, 120_000);

test('what is read page by page is in one order, each medicine once, however common the words are', async () => {
  if (!isHere) return;
  for (const q of ['comprimidos', 'mg caps', 'a', 'inyectable', 'paracetamol 1', 'sol perf']) {
    const long = await through({ q, limit: '200' }, 3);
    const short = await through({ q, limit: '40' }, 15);
    expect(short).toEqual(long.slice(0, short.length));
    expect(new Set(long).size).toBe(long.length);
  }
}, 120_000);

/** The numbers of the medicines of so many pages. */
async function through(query: Readonly<Record<string, string>>, pages: number): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null = '';
  for (let turn = 0; turn < pages && cursor !== null; turn += 1) {
    const next: PageBody<Medicine> = await page({ ...query, ...(cursor === '' ? {} : { cursor }) });
    found.push(...next.items.map(({ registrationNumber }) => registrationNumber));
    cursor = next.nextCursor;
  }
  return found;
}
