import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { request } from 'node:http';
import type { Answer, Client, PageBody } from '../../support/client.js';
import { onPostgres } from '../../support/fresh-database.js';
import { Home } from '../../support/home.js';

const PATH = '/api/v1/medications';
const CSV = { 'content-type': 'text/csv' };
const HEADER = 'registrationNumber,name,activeSubstance';

let home: Home;
let manager: Client;

beforeAll(async () => {
  home = await Home.start();
  manager = await home.as('manager');
});
afterAll(() => home.stop());

function send(csv: string, client = manager): Promise<Answer> {
  return client.post(`${PATH}/import`, csv, CSV);
}

test('two editions that arrive at once never mix, even where two processes take them in', async () => {
  // A SQLite file belongs to one process.
  const second = onPostgres() ? await Home.start({ database: { url: home.databaseUrl, remove: noRemoval } }) : home;
  const edition = (name: string): string[] =>
    Array.from({ length: 600 }, (_, index) => `99${index + 1000},${name} ${index},of two editions`);
  const upload = aSlowUpload();
  upload.write([HEADER, ...edition('Older'), ''].join('\n'));
  for (let look = 0; look < 1_000 && !(await isKnown('older 399')); look += 1);
  const newer = new Set(['waits']);
  const other = send([HEADER, ...edition('Newer')].join('\n'), second.bearing(manager.bearer)).finally(() =>
    newer.clear(),
  );
  expect(await isKnown('older 399')).toBe(true);
  upload.end();
  expect(await upload.status).toBe(200);
  expect([...newer]).toEqual(['waits']);
  expect((await other).body).toMatchObject({ created: 0, updated: 600, unchanged: 0, rejected: [] });
  expect(await isKnown('older')).toBe(false);
  if (second !== home) await second.stop();
});

test('an upload that breaks off leaves every line up to some line, and the next one changes only the rest', async () => {
  const lines = Array.from({ length: 1_000 }, (_, index) => `97${index + 1000},Broken off ${index},of a cut upload`);
  const upload = aSlowUpload();
  upload.write([HEADER, ...lines, '979999,Broken in two,of a cut'].join('\n'));
  for (let look = 0; look < 1_000 && !(await isKnown('broken off 700')); look += 1);
  upload.cut();
  expect(await upload.status).toBeUndefined();
  // Another import waits until the one that was cut has come to its end.
  expect((await send(`${HEADER}\n970001,After the cut,x`)).body).toMatchObject({ created: 1 });
  const stored = await names('of a cut upload');
  expect(stored.length).toBeGreaterThan(700);
  expect(new Set(stored)).toEqual(new Set(stored.map((_, index) => `Broken off ${index}`)));
  expect(await isKnown('broken in two')).toBe(false);
  const counts = { created: 1_000 - stored.length, unchanged: stored.length, updated: 0 };
  expect((await send([HEADER, ...lines].join('\n'))).body).toMatchObject({ ...counts, rejected: [] });
});

/** An import whose file arrives piece by piece. `status` is undefined where it was cut. */
function aSlowUpload(): {
  write(text: string): void;
  end(): void;
  cut(): void;
  readonly status: Promise<number | undefined>;
} {
  const headers = { authorization: `Bearer ${manager.bearer}`, ...CSV };
  const upload = request(`${home.url}${PATH}/import`, { method: 'POST', headers });
  const status = new Promise<number | undefined>((resolve) => {
    upload.once('error', () => {
      resolve(undefined);
    });
    upload.once('response', (response) => {
      response.resume().once('end', () => {
        resolve(response.statusCode);
      });
    });
  });
  return {
    write: (text) => void upload.write(text),
    end: () => void upload.end(),
    cut: () => void upload.destroy(new Error('the line is cut')),
    status,
  };
}

function noRemoval(): Promise<void> {
  return Promise.resolve();
}

async function isKnown(name: string): Promise<boolean> {
  return (await manager.read<PageBody>(`${PATH}?q=${encodeURIComponent(name)}`)).items.length > 0;
}

/** Of every medicine with these words. */
async function names(words: string): Promise<readonly string[]> {
  const found: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: PageBody = await manager.read<PageBody>(
      `${PATH}?limit=200&q=${encodeURIComponent(words)}${cursor === '' ? '' : `&cursor=${cursor}`}`,
    );
    found.push(...page.items.map(({ name }) => String(name)));
    cursor = page.nextCursor;
  }
  return found;
}
