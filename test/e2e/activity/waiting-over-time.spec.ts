import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { anActivity, enrol, enrolmentsOf } from '../../support/builders/activities.js';
import { aResident } from '../../support/builders/residents.js';
import { Home } from '../../support/home.js';

let home: Home;

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T09:00:00+01:00', environment: { TOKEN_MINUTES: '43200' } });
});
afterAll(() => home.stop());

test('who waits goes before a newcomer when time has freed a place', async () => {
  const coordinator = await home.as('coordinator');
  const nurse = await home.as('nurse');
  const activity = await coordinator.created('/api/v1/activities', anActivity({ capacity: 1 }));
  const ask = async (details = {}) =>
    enrol(coordinator, activity, await nurse.created('/api/v1/residents', aResident()), details);
  const queue = async () => (await enrolmentsOf(coordinator, activity)).map(({ from, position }) => [from, position]);
  await ask({ until: '2026-11-29' });
  await ask();
  expect(await queue()).toEqual([
    ['2026-11-24', null],
    ['2026-11-24', 1],
  ]);
  await home.restart('2026-11-30T09:00:00+01:00');
  await ask();
  expect(await queue()).toEqual([
    ['2026-11-24', null],
    ['2026-11-30', null],
    ['2026-11-30', 1],
  ]);
});
