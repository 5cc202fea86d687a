import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anActivity, enrol, sessionsOf } from '../../support/builders/activities.js';
import { anAdmittedResident, move } from '../../support/builders/residents.js';
import type { Client, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';
import { testAlone } from '../../support/running-home.js';

let home: Home;
let nurse: Client;
let coordinator: Client;

/** A Tuesday. */
beforeAll(async () => {
  home = await Home.start({ anywhere: true, clockAt: '2026-11-24T12:00:00+01:00' });
  nurse = await home.as('nurse');
  coordinator = await home.as('coordinator');
});
afterAll(() => home.stop());

function aPerson(): Promise<Resource> {
  return anAdmittedResident(nurse, {}, { at: '2026-11-01T10:00:00+01:00' });
}

async function onLeave(details: object = {}): Promise<Resource> {
  const person = await aPerson();
  await move(nurse, person.id, 'leave', { at: '2026-11-24T11:00:00+01:00', ...details });
  return person;
}

/** Every day at ten and at five in the afternoon. */
function theWalk(): Promise<Resource> {
  const twice = { startsAt: '2026-11-02T10:00', recurrence: 'FREQ=DAILY;BYHOUR=10,17' };
  return coordinator.created('/api/v1/activities', anActivity(twice));
}

/** How many with a place are away, by session. */
async function awayIn(activity: Resource, query: string): Promise<Record<string, unknown>> {
  const sessions = await sessionsOf(nurse, activity, query);
  return Object.fromEntries(sessions.map(({ localStartsAt, away }) => [localStartsAt.slice(8), away]));
}

describe('one session', () => {
  test('before the resident is expected back is refused, unless somebody knows better', async () => {
    const [walk, person] = [await theWalk(), await onLeave({ expectedReturnOn: '2026-11-27' })];
    const answer = await enrol(coordinator, walk, person, { session: '2026-11-26T17:00' });
    const away = { startsAt: '2026-11-26T16:00:00.000Z', expectedReturnOn: '2026-11-27' };
    expectProblem(answer, 409, 'resident-away', { warnings: ['resident-away'], away });
    const acknowledge = { session: '2026-11-26T17:00', acknowledge: ['resident-away'] };
    expect((await enrol(coordinator, walk, person, acknowledge)).status).toBe(201);
  });

  testAlone('on the day on which they are expected, or later, is given', async () => {
    const [walk, person] = [await theWalk(), await onLeave({ expectedReturnOn: '2026-11-27' })];
    expect((await enrol(coordinator, walk, person, { session: '2026-11-27T10:00' })).status).toBe(201);
    expect((await enrol(coordinator, walk, person, { from: '2026-11-28' })).status).toBe(201);
  });

  test('is looked at where it is moved to', async () => {
    const [walk, person] = [await theWalk(), await onLeave({ expectedReturnOn: '2026-11-27' })];
    const moved = `/api/v1/activities/${walk.id}/sessions/2026-11-28T10:00`;
    await coordinator.patch(moved, { startsAt: '2026-11-25T12:00' });
    expectProblem(await enrol(coordinator, walk, person, { session: '2026-11-28T10:00' }), 409, 'resident-away');
  });

  testAlone('of today is refused where nobody knows when they come back; nobody knows of tomorrow', async () => {
    const [walk, person] = [await theWalk(), await onLeave()];
    const today = await enrol(coordinator, walk, person, { session: '2026-11-24T17:00' });
    expectProblem(today, 409, 'resident-away', {
      away: { startsAt: '2026-11-24T16:00:00.000Z', expectedReturnOn: null },
    });
    expect((await enrol(coordinator, walk, person, { session: '2026-11-25T10:00' })).status).toBe(201);
  });

  test('is no question for a series: it outlasts a leave', async () => {
    expect((await enrol(coordinator, await theWalk(), await onLeave())).status).toBe(201);
  });
});

describe('the sessions of a week', () => {
  testAlone('say how many of those with a place are away then', async () => {
    const [walk, ana, berta, celia] = [await theWalk(), await aPerson(), await aPerson(), await aPerson()];
    for (const person of [ana, berta, celia]) await enrol(coordinator, walk, person, { from: '2026-11-16' });
    await move(nurse, ana.id, 'hospitalisation', { at: '2026-11-17T12:00:00+01:00' });
    await move(nurse, ana.id, 'return', { at: '2026-11-18T12:00:00+01:00' });
    await move(nurse, berta.id, 'leave', { at: '2026-11-24T09:00:00+01:00', expectedReturnOn: '2026-11-26' });
    await move(nurse, celia.id, 'leave', { at: '2026-11-24T11:00:00+01:00' });
    const past = { '17T10:00': 0, '17T17:00': 1, '18T10:00': 1, '18T17:00': 0 };
    expect(await awayIn(walk, 'from=2026-11-17&to=2026-11-18')).toEqual(past);
    const now = { '24T10:00': 1, '24T17:00': 2, '25T10:00': 1, '25T17:00': 1, '26T10:00': 0, '26T17:00': 0 };
    expect(await awayIn(walk, 'from=2026-11-24&to=2026-11-26')).toEqual(now);
    await move(nurse, berta.id, 'return');
    expect(await awayIn(walk, 'from=2026-11-24&to=2026-11-25')).toMatchObject({ '24T10:00': 1, '25T10:00': 0 });
  });

  test('count nobody who has no place', async () => {
    const [walk, person] = [await theWalk(), await onLeave()];
    await enrol(coordinator, walk, person, { from: '2026-12-01' });
    expect(await awayIn(walk, 'from=2026-11-24&to=2026-11-24')).toEqual({ '24T10:00': 0, '24T17:00': 0 });
  });
});
