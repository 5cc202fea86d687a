import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anActivity, enrol, enrolmentsOf, sessionsOf, type Enrolment } from '../../support/builders/activities.js';
import { anAdmittedResident, aResident } from '../../support/builders/residents.js';
import type { Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';
import { testAlone } from '../../support/running-home.js';

let home: Home;
let coordinator: Client;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({ anywhere: true, clockAt: '2026-11-24T09:00:00+01:00' });
  coordinator = await home.as('coordinator');
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

function offer(details: Readonly<Record<string, unknown>> = {}): Promise<Resource> {
  return coordinator.created('/api/v1/activities', anActivity(details));
}

function aPerson(): Promise<Resource> {
  return nurse.created('/api/v1/residents', aResident());
}

/** As many people, asking one after the other. */
async function enrolInTurn(
  activity: Resource,
  many: number,
  details: Readonly<Record<string, unknown>> = {},
): Promise<Enrolment[]> {
  const enrolments: Enrolment[] = [];
  for (let n = 0; n < many; n += 1) {
    enrolments.push((await enrol(coordinator, activity, await aPerson(), details)).body);
  }
  return enrolments;
}

/** Who of them has a place, as 0, and who waits where, now. */
async function queueOf(activity: Resource): Promise<number[]> {
  return (await enrolmentsOf(coordinator, activity)).map(({ position }) => position ?? 0);
}

async function leave(activity: Resource, enrolment: Resource | undefined): Promise<void> {
  const answer = await coordinator.delete(`/api/v1/activities/${activity.id}/enrolments/${enrolment?.id ?? ''}`);
  expect(answer.status).toBe(204);
}

describe('a place', () => {
  testAlone('is given from today on, until further notice', async () => {
    const activity = await offer();
    const answer = await enrol(coordinator, activity, await aPerson());
    expect(answer.status).toBe(201);
    const expected = { from: '2026-11-24', until: null, session: null, status: 'enrolled', position: null };
    expect(answer.body).toMatchObject(expected);
    expect(await coordinator.read(answer.headers.get('location') ?? '')).toEqual(answer.body);
    const sessions = await sessionsOf(nurse, activity, 'from=2026-11-16&to=2026-11-30');
    expect(sessions.map(({ enrolled }) => enrolled)).toEqual([0, 1]);
  });

  test('may be for some weeks, or for one session; a resident sees their own', async () => {
    const activity = await offer();
    const person = await aPerson();
    await enrol(coordinator, activity, person, { from: '2026-11-29', until: '2026-12-06' });
    await enrol(coordinator, activity, person, { session: '2026-12-20T10:30' });
    await enrolInTurn(await offer(), 1);
    const { items } = await nurse.read<PageBody>(
      `/api/v1/activity-sessions?from=2026-11-01&to=2026-12-31&residentId=${person.id}`,
    );
    expect(items.map(({ localStartsAt }) => localStartsAt)).toEqual([
      '2026-11-29T10:30',
      '2026-12-06T10:30',
      '2026-12-20T10:30',
    ]);
  });

  testAlone('is had once', async () => {
    const activity = await offer();
    const person = await aPerson();
    const { body } = await enrol(coordinator, activity, person);
    const again = await enrol(coordinator, activity, person, { session: '2026-12-06T10:30' });
    expectProblem(again, 409, 'already-enrolled', { enrolmentId: body.id });
    expect((await enrol(coordinator, activity, person, { session: '2026-11-22T10:30' })).status).toBe(201);
  });

  test('is for a resident of the home and a session of the activity', async () => {
    const activity = await offer();
    const stranger = { id: '0199b1d0-7c00-7000-8000-00000000dead', version: 1 };
    const person = await aPerson();
    expectBadFields(await enrol(coordinator, activity, stranger), '/residentId');
    expectBadFields(await enrol(coordinator, activity, person, { session: '2026-11-30T10:30' }), '/session');
    expectBadFields(await enrol(coordinator, activity, person, { from: '2026-12-01', until: '2026-11-30' }), '/until');
    expectBadFields(await enrol(coordinator, activity, person, { from: 'today', place: 1 }), '/from', '/place');
    expectProblem(await enrol(coordinator, stranger, person), 404, 'not-found');
    expectProblem(await enrol(nurse, activity, person), 403, 'forbidden');
  });
});

describe('the waiting list', () => {
  testAlone('of 30 residents who race for the last of 12 places, 12 are in and 18 wait in order', async () => {
    const activity = await offer({ capacity: 12 });
    const people = await Promise.all(Array.from({ length: 30 }, aPerson));
    const answers = await Promise.all(people.map((person) => enrol(coordinator, activity, person)));
    expect(answers.map(({ status }) => status)).toEqual(Array(30).fill(201));
    const told = answers.map(({ body }) => body.position ?? 0).sort((a, b) => a - b);
    const inOrder = [...Array<number>(12).fill(0), ...Array.from({ length: 18 }, (_, index) => index + 1)];
    expect(told).toEqual(inOrder);
    expect(await queueOf(activity)).toEqual(inOrder);
    const now = new Map((await enrolmentsOf(coordinator, activity)).map(({ id, position }) => [id, position]));
    for (const { body } of answers) expect(now.get(body.id)).toBe(body.position);
    expect(await sessionsOf(nurse, activity, 'from=2026-11-24&to=2026-11-30')).toMatchObject([{ enrolled: 12 }]);
  });

  test('moves up when a place frees, first come first up', async () => {
    const activity = await offer({ capacity: 2 });
    const [first, , third] = await enrolInTurn(activity, 5);
    expect(await queueOf(activity)).toEqual([0, 0, 1, 2, 3]);
    await leave(activity, first);
    expect(await queueOf(activity)).toEqual([0, 0, 1, 2]);
    const promoted = await coordinator.read(`/api/v1/activities/${activity.id}/enrolments/${third?.id ?? ''}`);
    expect(promoted).toMatchObject({ status: 'enrolled', position: null, version: 2 });
    const gone = await coordinator.get(`/api/v1/activities/${activity.id}/enrolments/${first?.id ?? ''}`);
    expectProblem(gone, 404, 'not-found');
  });

  test('ten who leave at the same moment make room for exactly ten', async () => {
    const activity = await offer({ capacity: 10 });
    const enrolments = await enrolInTurn(activity, 22);
    await Promise.all(enrolments.slice(0, 10).map((enrolment) => leave(activity, enrolment)));
    expect(await queueOf(activity)).toEqual([...Array<number>(10).fill(0), 1, 2]);
  });

  test('moves up when there are more places; nobody loses theirs when there are fewer', async () => {
    const activity = await offer({ capacity: 1 });
    await enrolInTurn(activity, 4);
    await coordinator.patch(`/api/v1/activities/${activity.id}`, { capacity: 3 });
    expect(await queueOf(activity)).toEqual([0, 0, 0, 1]);
    await coordinator.patch(`/api/v1/activities/${activity.id}`, { capacity: 1 });
    expect(await queueOf(activity)).toEqual([0, 0, 0, 1]);
    await coordinator.patch(`/api/v1/activities/${activity.id}`, { capacity: null });
    expect(await queueOf(activity)).toEqual([0, 0, 0, 0]);
  });

  testAlone('of one session moves up when that session has more places', async () => {
    const activity = await offer({ capacity: 1 });
    const session = '2026-12-06T10:30';
    await enrolInTurn(activity, 2, { session });
    await enrolInTurn(activity, 1, { session: '2026-12-13T10:30' });
    expect(await queueOf(activity)).toEqual([0, 1, 0]);
    await coordinator.patch(`/api/v1/activities/${activity.id}/sessions/${session}`, { capacity: 2 });
    expect(await queueOf(activity)).toEqual([0, 0, 0]);
  });

  test('can be read by itself', async () => {
    const activity = await offer({ capacity: 1 });
    const [, second] = await enrolInTurn(activity, 2);
    const { items } = await nurse.read<PageBody>(`/api/v1/activities/${activity.id}/enrolments?status=waiting`);
    expect(items).toMatchObject([{ id: second?.id, position: 1 }]);
  });
});

describe('two activities at the same time', () => {
  testAlone('clash, unless that is accepted, and it is kept that it was', async () => {
    const person = await aPerson();
    const choir = await offer();
    await enrol(coordinator, choir, person);
    const mass = await offer({ startsAt: '2026-11-01T11:29', recurrence: 'FREQ=MONTHLY;BYDAY=1SU' });
    const answer = await enrol(coordinator, mass, person);
    expectProblem(answer, 409, 'schedule-clash', { total: 12 });
    expect(answer.body).toMatchObject({
      clashes: expect.arrayContaining([
        expect.objectContaining({
          wanted: expect.objectContaining({ activityId: mass.id, startsAt: '2026-12-06T10:29:00.000Z' }),
          enrolledIn: expect.objectContaining({ activityId: choir.id, startsAt: '2026-12-06T09:30:00.000Z' }),
        }),
      ]),
    });
    const acknowledge = { acknowledge: ['schedule-clash'], acknowledgeReason: 'leaves the choir a minute early' };
    const accepted = await enrol(coordinator, mass, person, acknowledge);
    expect(accepted).toMatchObject({ status: 201, body: acknowledge });
  });

  testAlone('do not clash when one begins as the other ends, or is cancelled then', async () => {
    const person = await aPerson();
    const choir = await offer();
    await enrol(coordinator, choir, person);
    expect((await enrol(coordinator, await offer({ startsAt: '2026-11-01T11:30' }), person)).status).toBe(201);
    const once = { startsAt: '2026-11-29T11:00', durationMinutes: 30, recurrence: null };
    const talk = await offer(once);
    expectProblem(await enrol(coordinator, talk, person), 409, 'schedule-clash');
    const path = `/api/v1/activities/${choir.id}/sessions/2026-11-29T10:30`;
    await coordinator.patch(path, { status: 'cancelled' });
    expect((await enrol(coordinator, talk, person)).status).toBe(201);
    const someone = await aPerson();
    expectProblem(await enrol(coordinator, choir, someone, { session: '2026-11-29T10:30' }), 409, 'session-cancelled');
  });

  test('asked for at the same moment by one resident: one is given, the other clashes', async () => {
    const person = await aPerson();
    const activities = await Promise.all(Array.from({ length: 6 }, () => offer()));
    const answers = await Promise.all(activities.map((activity) => enrol(coordinator, activity, person)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
  });
});

describe('a resident who leaves the home for good', () => {
  testAlone.each(['discharge', 'death'])('by %s leaves their places to those who wait', async (type) => {
    const person = await anAdmittedResident(nurse);
    const [choir, painting] = [
      await offer({ capacity: 1 }),
      await offer({ startsAt: '2026-11-02T10:00', recurrence: 'FREQ=WEEKLY', capacity: 1 }),
    ];
    await enrol(coordinator, choir, person, { from: '2026-11-16' });
    await enrolInTurn(choir, 2);
    await enrolInTurn(painting, 1);
    await enrol(coordinator, painting, person);
    await enrolInTurn(painting, 1);
    await nurse.created(`/api/v1/residents/${person.id}/movements`, { type });
    expect(await queueOf(choir)).toEqual([0, 1]);
    expect(await queueOf(painting)).toEqual([0, 1]);
    expectProblem(await enrol(coordinator, choir, person), 409, 'resident-departed');
    const sessions = await sessionsOf(nurse, choir, 'from=2026-11-16&to=2026-11-30');
    expect(sessions.map(({ enrolled }) => enrolled)).toEqual([1, 1]);
    const { items } = await nurse.read<PageBody>(
      `/api/v1/activity-sessions?from=2026-11-16&to=2026-12-31&residentId=${person.id}`,
    );
    expect(items.map(({ localStartsAt }) => localStartsAt)).toEqual(['2026-11-22T10:30']);
  });
});
