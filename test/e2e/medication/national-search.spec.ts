import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Client, PageBody } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { ROOT } from '../../support/root.js';

const PATH = '/api/v1/medications';
const FILE = resolve(ROOT, '../shared/data/medicines-cima/medicamentos.csv');
const isHere = existsSync(FILE);
const ANCHORS = 40;

interface Medicine {
  readonly registrationNumber: string;
  readonly name: string;
  readonly activeSubstance: string;
  readonly atcCode: string | null;
}

interface Search {
  readonly query: Readonly<Record<string, string>>;
  readonly expected: string;
  readonly isIt: (medicine: Medicine) => boolean;
}

let home: Home;
let manager: Client;
let catalogue: Medicine[];

beforeAll(async () => {
  if (!isHere) process.stderr.write(`left out: ${FILE} is not here\n`);
  home = await Home.start();
  manager = await home.as('manager');
  if (!isHere) return;
  await manager.post(`${PATH}/import`, readFileSync(FILE, 'utf8'), { 'content-type': 'text/csv' });
  catalogue = await everything();
}, 120_000);
afterAll(() => home.stop());

async function page(query: Readonly<Record<string, string>>): Promise<PageBody<Medicine>> {
  return manager.read<PageBody<Medicine>>(`${PATH}?${new URLSearchParams(query).toString()}`);
}

async function everything(): Promise<Medicine[]> {
  const all: Medicine[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const next: PageBody<Medicine> = await page({ limit: '200', ...(cursor === '' ? {} : { cursor }) });
    all.push(...next.items);
    cursor = next.nextCursor;
  }
  return all;
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function wordsOf(text: string): string[] {
  return plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** What a nurse types for a medicine, and what she means by it. */
function searchesFor(medicine: Medicine): Search[] {
  const { name, activeSubstance, atcCode, registrationNumber } = medicine;
  const words = wordsOf(name);
  const [brand = ''] = words;
  const [substance = ''] = wordsOf(activeSubstance);
  const exactly = {
    expected: registrationNumber,
    isIt: (it: Medicine) => it.registrationNumber === registrationNumber,
  };
  const [start, end] = [words.slice(0, 4), words.slice(0, 6)];
  return [
    { query: { q: brand.slice(0, 4) }, expected: `named ${brand}`, isIt: (it) => wordsOf(it.name)[0] === brand },
    {
      query: { q: substance.slice(0, 6), atc: atcCode ?? '' },
      expected: `of ${substance}`,
      isIt: (it) => wordsOf(it.activeSubstance)[0] === substance,
    },
    { query: { q: start.join(' ').toUpperCase() }, ...exactly },
    { query: { q: [...end].reverse().join(' ') }, ...exactly },
    { query: { q: words.slice(0, 2).join(' '), atc: (atcCode ?? '').slice(0, 5) }, ...exactly },
  ];
}

test('two hundred searches as a nurse types them find the medicine on the first page', async () => {
  if (!isHere) return;
  const coded = catalogue.filter(({ atcCode }) => atcCode !== null);
  const step = Math.floor(coded.length / ANCHORS);
  const searches = coded
    .filter((_, index) => index % step === 0)
    .slice(0, ANCHORS)
    .flatMap(searchesFor);
  expect(searches).toHaveLength(200);
  const missed: string[] = [];
  for (const { query, expected, isIt } of searches) {
    const { items } = await page({ limit: '50', ...query });
    if (!items.some(isIt)) missed.push(`${JSON.stringify(query)}: ${expected} is not among ${items.length}`);
  }
  expect(missed).toEqual([]);
}, 120_000);
