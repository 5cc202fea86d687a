import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aResident } from '../support/builders/residents.js';
import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { Home } from '../support/home.js';
import { entriesOf, type Entry } from '../support/trail.js';

const READERS = 50;
const READS = 6;
const WRITERS = 20;

let home: Home;
let auditor: Client;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start();
  [auditor, nurse] = await Promise.all([home.as('auditor'), home.as('nurse')]);
});
afterAll(() => home.stop());

function requestsOf(entries: readonly Entry[], action: string): string[] {
  return entries
    .flatMap((entry) => (entry.action === action && entry.requestId.startsWith(action) ? [entry.requestId] : []))
    .sort();
}

test('of 50 people who read while 20 write every read is told once, in one chain without a gap', async () => {
  const { id } = await nurse.created('/api/v1/residents', aResident());
  const reads = Array.from({ length: READERS * READS }, (_, index) => `read-${index}`);
  const writes = Array.from({ length: WRITERS }, (_, index) => `create-${index}`);
  const reader = async (_: unknown, number: number): Promise<void> => {
    for (const request of reads.slice(number * READS, (number + 1) * READS)) {
      const { status } = await nurse.get(`/api/v1/residents/${id}`, { 'x-request-id': request });
      expect(status).toBe(200);
    }
  };
  await Promise.all([
    ...Array.from({ length: READERS }, reader),
    ...writes.map((request) => nurse.post('/api/v1/residents', aResident(), { 'x-request-id': request })),
  ]);
  const told = (): Promise<readonly Entry[]> => entriesOf(auditor, '');
  await eventually(async () => requestsOf(await told(), 'read').length, reads.length);

  const entries = await told();
  expect(requestsOf(entries, 'read')).toEqual(reads.toSorted());
  expect(requestsOf(entries, 'create')).toEqual(writes.toSorted());
  const chain = entries.toSorted((one, other) => one.seq - other.seq);
  expect(chain.map(({ seq }) => seq)).toEqual(chain.map((_, index) => index + 1));
  expect(await auditor.read('/api/v1/audit/verify')).toMatchObject({ valid: true });
});
