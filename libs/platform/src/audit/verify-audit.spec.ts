import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseInstant } from '#platform/time';
import { openDatabase, type OpenDatabase } from '../../../../test/support/database.js';
import type { Act } from './trail/audit-entry.js';
import { AuditRepository } from './trail/audit.repository.js';
import { VerifyAudit } from './verify-audit.service.js';
import { verifyTrail } from './trail/verify-trail.js';

const COUNT = 5000;
const READ: Act = {
  at: parseInstant('2026-11-24T08:00:00Z'),
  actor: 'n.ruiz',
  action: 'read',
  resource: 'resident',
  resourceId: 'carmen',
  residentId: 'carmen',
  before: null,
  after: null,
  requestId: 'request-1',
};
let database: OpenDatabase;

beforeAll(async () => {
  database = await openDatabase([]);
  const acts = Array.from({ length: COUNT }, () => READ);
  await database.unitOfWork.write((tx) => new AuditRepository().append(tx, acts));
});
afterAll(() => database.remove());

test('all who ask during one run share it, who asks later starts another', async () => {
  const service = new VerifyAudit(database.unitOfWork);
  const first = service.verify();
  expect(service.verify()).toBe(first);
  expect(await first).toMatchObject({ checked: COUNT, broken: undefined });
  const second = service.verify();
  expect(second).not.toBe(first);
  expect(await second).toEqual(await first);
});

test('a stop does not wait for it; who asked is told to come back', async () => {
  const service = new VerifyAudit(database.unitOfWork);
  const asked = service.verify();
  service.beforeApplicationShutdown();
  await expect(asked).rejects.toMatchObject({ kind: 'unavailable', extensions: { retryAfter: 5 } });
});

test('others get their turn all along, and progress is told', async () => {
  const told: number[] = [];
  const done = new AbortController();
  const onProgress = (checked: number): number => told.push(checked);
  const verifying = verifyTrail(database.unitOfWork.reader, { onProgress }).finally(() => {
    done.abort();
  });
  let turns = 0;
  while (!done.signal.aborted) {
    turns += 1;
    await setImmediate();
  }
  await verifying;
  expect(turns).toBeGreaterThan(5);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(told.at(-1)).toBe(COUNT);
});
