import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aResident } from '../support/builders/residents.js';
import type { Answer, Client, PageBody } from '../support/client.js';
import { Home } from '../support/home.js';

/** So many at once, again and again, until some are refused. */
const CROWD = 300;
const RUSHES = 30;

let home: Home;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({ ownProcess: true, environment: { REQUEST_WAIT_LIMIT_MS: '10' } });
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

/** A crowd of which everyone wants to write. @returns all answers, once somebody was refused. */
async function crowd(): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let rush = 0; rush < RUSHES && answers.every(({ status }) => status !== 503); rush += 1) {
    const residents = Array.from({ length: CROWD }, () => aResident({ familyName: 'Crowd' }));
    answers.push(...(await Promise.all(residents.map((resident) => nurse.post('/api/v1/residents', resident)))));
  }
  return answers;
}

test('whoever would wait too long is refused with a word on when to come again, and nothing is done for them', async () => {
  const answers = await crowd();
  const refused = answers.filter(({ status }) => status === 503);
  const taken = answers.filter(({ status }) => status === 201);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length + taken.length).toBe(answers.length);
  for (const { headers, body } of refused) {
    expect(body).toMatchObject({ code: 'overloaded', status: 503, instance: '/api/v1/residents' });
    expect(headers.get('retry-after')).toBe('1');
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('cache-control')).toBe('no-store');
  }
  const metrics = await (await fetch(`${home.url}/metrics`)).text();
  expect(metrics).toContain(`\nrequests_refused_total ${refused.length}\n`);

  const known = new Set<string>();
  let page = await nurse.read<PageBody>('/api/v1/residents?limit=200');
  for (;;) {
    for (const { id } of page.items) known.add(id);
    if (page.nextCursor === null) break;
    page = await nurse.read<PageBody>(`/api/v1/residents?limit=200&cursor=${page.nextCursor}`);
  }
  expect(known).toEqual(new Set(taken.map(({ body }) => body['id'])));
}, 60_000);
