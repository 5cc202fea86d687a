import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { StorageWatch } from '#platform/database/raw';
import { EnrolResidents, KeepActivities, ListSessions } from '#activity';
import { MoveResident } from '#resident';
import { Inhabitants, NURSE } from './inhabitants.js';
import { openApplication } from './the-application.js';

let app: NestFastifyApplication;
let close: () => Promise<void>;
let activityId: string;

beforeAll(async () => {
  ({ app, close } = await openApplication());
  const { id } = await app.get(KeepActivities).create({
    title: 'Baking',
    category: 'social',
    startsAt: '2026-01-05T10:30',
    durationMinutes: 60,
    recurrence: 'FREQ=DAILY',
    excludes: { diets: ['pureed'], allergies: ['nuts'], conditions: ['coeliac'] },
  });
  activityId = id;
});
afterAll(() => close());

/** Someone with a place who is on leave since. */
async function comeAndGo(name: string): Promise<void> {
  const residentId = await new Inhabitants(app).moveIn(name);
  await app.get(EnrolResidents).enrol(activityId, { residentId }, NURSE);
  await app.get(MoveResident).move(residentId, { type: 'leave' }, undefined, NURSE);
}

async function statementsOf(read: () => Promise<unknown>): Promise<number> {
  const statements = jest.spyOn(StorageWatch.prototype, 'logQuery');
  try {
    await read();
    return statements.mock.calls.length;
  } finally {
    statements.mockRestore();
  }
}

test('sessions and enrolments read as many statements for six residents as for one', async () => {
  const page = { limit: 50, cursor: undefined };
  const sessions = () => app.get(ListSessions).list({}, page);
  const enrolments = () => app.get(EnrolResidents).list(activityId, {}, page, NURSE);
  await comeAndGo('1');
  const one = [await statementsOf(sessions), await statementsOf(enrolments)];
  for (const name of ['2', '3', '4', '5', '6']) await comeAndGo(name);
  expect([await statementsOf(sessions), await statementsOf(enrolments)]).toEqual(one);
  expect(Math.min(...one)).toBeGreaterThan(5);
  expect((await enrolments()).items).toHaveLength(6);
  expect((await sessions()).items.at(-1)).toMatchObject({ enrolled: 6 });
});
