import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { BadNetwork } from '../support/bad-network.js';
import { roundOf, thePrescription, type Administration, type Prescription } from '../support/builders/prescriptions.js';
import type { Answer, Client, PageBody } from '../support/client.js';
import { Home } from '../support/home.js';

const TABLETS = 20;
const RESIDENTS = 12;
const EIGHT = '2026-11-24T07:00:00.000Z';

let home: Home;
let network: BadNetwork;
const prescriptions: Prescription[] = [];

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T08:05:00+01:00' });
  for (let index = 0; index < RESIDENTS; index += 1) prescriptions.push(await thePrescription(home));
  network = await BadNetwork.between(home.url, 2026);
}, 60_000);
afterAll(async () => {
  await network.close();
  await home.stop();
});

/** Sends until there is an answer, each time with the same key. */
async function untilAnswered<T>(send: (key: Record<string, string>) => Promise<Answer<T>>): Promise<Answer<T>> {
  const key = { 'idempotency-key': crypto.randomUUID() };
  for (;;) {
    try {
      const answer = await send(key);
      if (answer.status !== 503) return answer;
    } catch (error) {
      // What didn't arrive, or came back broken, is a TypeError of `fetch`, or JSON that ends too early.
      if (!/^(TypeError|SyntaxError)/.test(String(error))) throw error;
    }
  }
}

/** A tablet that goes through the round, starting at its own door. */
async function goThrough(tablet: Client, first: number): Promise<Answer<Administration>[]> {
  const answers: Answer<Administration>[] = [];
  for (let index = 0; index < RESIDENTS; index += 1) {
    const { id } = prescriptions[(first + index) % RESIDENTS] ?? { id: '' };
    const act = { scheduledFor: EIGHT, outcome: 'given', note: `tablet ${first}` };
    const path = `/api/v1/prescriptions/${id}/administrations`;
    answers.push(await untilAnswered((key) => tablet.post<Administration>(path, act, key)));
  }
  return answers;
}

test('twenty tablets on a bad network go through the round of eight: every dose is recorded once', async () => {
  const nurse = await home.as('nurse');
  const tablets = Array.from({ length: TABLETS }, () => nurse.through(network.url));
  const answers = (await Promise.all(tablets.map((tablet, index) => goThrough(tablet, index)))).flat();
  await network.close();

  expect(answers).toHaveLength(TABLETS * RESIDENTS);
  const recorded = answers.filter(({ status }) => status === 201);
  const refused = answers.filter(({ status }) => status === 409);
  expect(recorded.length + refused.length).toBe(answers.length);
  expect(new Set(recorded.map(({ body }) => body['prescriptionId'])).size).toBe(RESIDENTS);
  expect(recorded).toHaveLength(RESIDENTS);

  const auditor = await home.as('auditor');
  for (const { id, residentId } of prescriptions) {
    const { items } = await nurse.read<PageBody<Administration>>(`/api/v1/administrations?prescriptionId=${id}`);
    const told = recorded.filter(({ body }) => body['prescriptionId'] === id).map(({ body }) => body);
    const held = await Promise.all(items.map((item) => nurse.read(`/api/v1/administrations/${item.id}`)));
    expect(held).toEqual(told);
    const round = await roundOf(nurse, residentId);
    expect(round.items.find(({ scheduledFor }) => scheduledFor === EIGHT)?.state).toBe('given');
    const trail = await auditor.read<PageBody>(`/api/v1/audit?residentId=${residentId}&resource=administration`);
    expect(trail.items.filter(({ action }) => action === 'create')).toHaveLength(1);
  }
  expect(await auditor.read('/api/v1/audit/verify')).toMatchObject({ valid: true });
  for (const fate of ['never arrives', 'loses its answer', 'gets half an answer', 'comes again later'] as const) {
    expect(network.fates.get(fate)).toBeGreaterThan(10);
  }
}, 120_000);
