import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aResidentSinceNovember, record, roundOf, thePrescription } from '../../support/builders/prescriptions.js';
import type { Client } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';

const EIGHT = '2026-11-24T07:00:00.000Z';

let home: Home;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({
    clockAt: '2026-11-24T08:20:00+01:00',
    environment: {
      DOSE_WINDOW_TIME_CRITICAL: 'before=5,overdue=10,missed=15',
      DOSE_WINDOW_ROUTINE: 'before=20,overdue=15,missed=240',
      DOSE_WINDOW_WEEKLY_MISSED_MINUTES: '60',
    },
  });
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

test('a home says itself from when a dose is due, overdue and missed', async () => {
  const { id: residentId } = await aResidentSinceNovember(home);
  await thePrescription(home, { residentId });
  await thePrescription(home, { residentId, medication: { timeCritical: true } });
  const weekly = { kind: 'times', times: ['08:00'], daysOfWeek: ['tue'] };
  await thePrescription(home, { residentId, terms: { schedule: weekly } });
  const { items } = await roundOf(nurse, residentId);
  const atEight = items.filter(({ scheduledFor }) => scheduledFor === EIGHT);
  expect(atEight.map(({ state, window }) => [state, window]).sort()).toEqual([
    [
      'due',
      {
        opensAt: '2026-11-23T23:00:00.000Z',
        overdueAt: '2026-11-24T23:00:00.000Z',
        missedAt: '2026-11-25T00:00:00.000Z',
      },
    ],
    [
      'missed',
      {
        opensAt: '2026-11-24T06:55:00.000Z',
        overdueAt: '2026-11-24T07:10:00.000Z',
        missedAt: '2026-11-24T07:15:00.000Z',
      },
    ],
    [
      'overdue',
      {
        opensAt: '2026-11-24T06:40:00.000Z',
        overdueAt: '2026-11-24T07:15:00.000Z',
        missedAt: '2026-11-24T11:00:00.000Z',
      },
    ],
  ]);
});

test('and a dose before that is refused as too early', async () => {
  const prescription = await thePrescription(home, {
    terms: { schedule: { kind: 'times', times: ['08:45'] } },
  });
  const early = await record(nurse, prescription, { scheduledFor: '2026-11-24T07:45:00Z' });
  expectProblem(early, 409, 'too-early');
});
