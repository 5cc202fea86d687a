import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anActivity, enrol, enrolmentsOf, sessionsOf } from '../../support/builders/activities.js';
import { anAdmittedResident, move, revoke } from '../../support/builders/residents.js';
import type { Client, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';

let home: Home;
let nurse: Client;
let coordinator: Client;
let manager: Client;

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T12:00:00+01:00' });
  nurse = await home.as('nurse');
  coordinator = await home.as('coordinator');
  manager = await home.as('manager');
});
afterAll(() => home.stop());

function aPerson(): Promise<Resource> {
  return anAdmittedResident(nurse, {}, { at: '2026-11-01T10:00:00+01:00' });
}

/** Every Tuesday at half past ten; 24 November 2026 is one. */
function theChoir(details: Readonly<Record<string, unknown>> = {}): Promise<Resource> {
  const tuesdays = { startsAt: '2026-11-03T10:30', recurrence: 'FREQ=WEEKLY;BYDAY=TU' };
  return coordinator.created('/api/v1/activities', anActivity({ ...tuesdays, ...details }));
}

/** Who has a place or waits, in order of asking. */
async function placesIn(activity: Resource): Promise<unknown[]> {
  return (await enrolmentsOf(coordinator, activity)).map(({ residentId, status }) => [residentId, status]);
}

describe('who was discharged by mistake, found an hour later', () => {
  test('has their place in the choir again, for the sessions to come', async () => {
    const [choir, ana] = [await theChoir({ capacity: 1 }), await aPerson()];
    await enrol(coordinator, choir, ana, { from: '2026-11-10', until: '2026-12-31' });
    const discharge = await move(nurse, ana.id, 'discharge', { at: '2026-11-24T11:00:00+01:00' });
    expect(await placesIn(choir)).toEqual([]);
    await revoke(manager, ana.id, discharge);
    const [again] = await enrolmentsOf(coordinator, choir);
    expect(again).toMatchObject({ residentId: ana.id, status: 'enrolled', from: '2026-11-24', until: '2026-12-31' });
    const sessions = await sessionsOf(coordinator, choir, 'from=2026-11-03&to=2026-12-01');
    expect(sessions.map(({ enrolled }) => enrolled)).toEqual([0, 1, 1, 1, 1]);
  });

  test('is told a session ago only if they were there before they are said to have left', async () => {
    const [choir, ana] = [await theChoir(), await aPerson()];
    await enrol(coordinator, choir, ana, { from: '2026-11-03' });
    const discharge = await move(nurse, ana.id, 'discharge', { at: '2026-11-09T11:00:00+01:00' });
    await revoke(manager, ana.id, discharge);
    const sessions = await sessionsOf(coordinator, choir, 'from=2026-11-03&to=2026-12-01');
    expect(sessions.map(({ enrolled }) => enrolled)).toEqual([1, 0, 0, 1, 1]);
  });

  test('waits where the place has gone, before those who asked later', async () => {
    const choir = await theChoir({ capacity: 1 });
    const [ana, bea, cruz] = [await aPerson(), await aPerson(), await aPerson()];
    for (const person of [ana, bea, cruz]) await enrol(coordinator, choir, person);
    const discharge = await move(nurse, ana.id, 'discharge');
    expect(await placesIn(choir)).toEqual([
      [bea.id, 'enrolled'],
      [cruz.id, 'waiting'],
    ]);
    await revoke(manager, ana.id, discharge);
    const [first, ...others] = await enrolmentsOf(coordinator, choir);
    expect(first).toMatchObject({ residentId: ana.id, status: 'waiting', position: 1 });
    expect(others.map(({ position }) => position)).toEqual([null, 2]);
    await coordinator.delete(`/api/v1/activities/${choir.id}/enrolments/${others[0]?.id ?? ''}`);
    expect(await placesIn(choir)).toEqual([
      [ana.id, 'enrolled'],
      [cruz.id, 'waiting'],
    ]);
  });

  test('waits again where they waited', async () => {
    const choir = await theChoir({ capacity: 1 });
    const [ana, bea, cruz] = [await aPerson(), await aPerson(), await aPerson()];
    for (const person of [ana, bea, cruz]) await enrol(coordinator, choir, person);
    await revoke(manager, bea.id, await move(nurse, bea.id, 'death'));
    expect(await placesIn(choir)).toEqual([
      [ana.id, 'enrolled'],
      [bea.id, 'waiting'],
      [cruz.id, 'waiting'],
    ]);
  });

  test('has no place in what is over, nor what they had given up themselves', async () => {
    const [choir, ana] = [await theChoir(), await aPerson()];
    const tea = await theChoir();
    await enrol(coordinator, choir, ana, { session: '2026-11-24T10:30' });
    await enrol(coordinator, choir, ana, { session: '2026-12-01T10:30' });
    const { body: given } = await enrol(coordinator, tea, ana);
    await coordinator.delete(`/api/v1/activities/${tea.id}/enrolments/${given.id}`);
    const discharge = await move(nurse, ana.id, 'discharge', { at: '2026-11-24T09:00:00+01:00' });
    await revoke(manager, ana.id, discharge);
    expect(await enrolmentsOf(coordinator, choir)).toMatchObject([{ session: '2026-12-01T10:30', status: 'enrolled' }]);
    expect(await placesIn(tea)).toEqual([]);
  });
});
