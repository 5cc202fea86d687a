import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aResident } from '../support/builders/residents.js';
import type { Client, PageBody, Resource } from '../support/client.js';
import { Home } from '../support/home.js';

let home: Home;
let nurses: readonly Client[];

beforeAll(async () => {
  home = await Home.start();
  nurses = [await home.as('nurse'), await home.as('manager'), await home.as('admin')];
});
afterAll(() => home.stop());

/** Every resident of the home, page after page. */
async function everyone(client: Client): Promise<readonly Resource[]> {
  const all: Resource[] = [];
  let cursor = '';
  do {
    const page = await client.read<PageBody>(`/api/v1/residents?limit=20${cursor}`);
    all.push(...page.items);
    cursor = page.nextCursor === null ? '' : `&cursor=${encodeURIComponent(page.nextCursor)}`;
  } while (cursor !== '');
  return all;
}

test('of 64 residents registered at once by three people, those whose second identifier is taken leave nothing', async () => {
  const [nurse] = nurses;
  if (nurse === undefined) throw new Error('nobody is in');
  const taken = { system: 'DNI', value: '00000000T' };
  const first = await nurse.created('/api/v1/residents', aResident({ identifiers: [taken] }));
  const answers = await Promise.all(
    Array.from({ length: 64 }, (_, index) => {
      // The row of the resident and that of the first identifier are written before the second is refused.
      const own = { system: 'room key', value: String(index) };
      const identifiers = index % 3 === 0 ? [own, taken] : [own];
      return (nurses[index % nurses.length] ?? nurse).post<Resource>('/api/v1/residents', aResident({ identifiers }));
    }),
  );
  const made = answers.filter(({ status }) => status === 201).map(({ body }) => body);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(22);
  expect(made).toHaveLength(42);
  const byId = (a: Resource, b: Resource): number => (a.id < b.id ? -1 : 1);
  expect([...(await everyone(nurse))].sort(byId)).toEqual([first, ...made].sort(byId));

  const again = await nurse.post('/api/v1/residents', aResident({ identifiers: [{ system: 'room key', value: '0' }] }));
  expect(again.status).toBe(201);
});
