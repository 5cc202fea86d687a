import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anActivity, enrol, enrolmentsOf, sessionsOf, type Enrolment } from '../../support/builders/activities.js';
import { anAdmittedResident, aResident } from '../../support/builders/residents.js';
import type { Client, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';

let home: Home;
let coordinator: Client;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T09:00:00+01:00' });
  coordinator = await home.as('coordinator');
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

function offer(details: Readonly<Record<string, unknown>> = {}): Promise<Resource> {
  return coordinator.created('/api/v1/activities', anActivity(details));
}

function residents(many: number): Promise<Resource[]> {
  return Promise.all(Array.from({ length: many }, () => nurse.created('/api/v1/residents', aResident())));
}

async function enrolInTurn(activity: Resource, people: readonly Resource[], details = {}): Promise<Enrolment[]> {
  const enrolments: Enrolment[] = [];
  for (const resident of people) enrolments.push((await enrol(coordinator, activity, resident, details)).body);
  return enrolments;
}

const path = (activity: Resource, { id }: Resource) => `/api/v1/activities/${activity.id}/enrolments/${id}`;
const places = (enrolments: readonly Enrolment[]) => enrolments.map(({ position }) => position);

describe('a place', () => {
  test('is given from today on, until further notice', async () => {
    const activity = await offer();
    const [resident] = await residents(1);
    const answer = await enrol(coordinator, activity, resident);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      from: '2026-11-24',
      until: null,
      session: null,
      status: 'enrolled',
      position: null,
    });
    expect(await coordinator.read(answer.headers.get('location') ?? '')).toEqual(answer.body);
    const sessions = await sessionsOf(nurse, activity, 'from=2026-11-16&to=2026-11-30');
    expect(sessions.map(({ enrolled }) => enrolled)).toEqual([0, 1]);
  });
});
