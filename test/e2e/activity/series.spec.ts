import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  anActivity,
  attendancePath,
  enrol,
  enrolmentsOf,
  sessionsOf,
  type Session,
} from '../../support/builders/activities.js';
import { aResident } from '../../support/builders/residents.js';
import type { Client, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';

/** Tuesday morning; the choir of today is at half past ten. */
const NOW = '2026-11-24T09:00:00+01:00';
let home: Home;
let coordinator: Client;
let nurse: Client;
let carer: Client;

beforeAll(async () => {
  home = await Home.start({ clockAt: NOW, environment: { TOKEN_MINUTES: '43200' } });
  coordinator = await home.as('coordinator');
  nurse = await home.as('nurse');
  carer = await home.as('carer');
});
afterAll(() => home.stop());

interface Changed extends Resource {
  readonly earlier: readonly { readonly until: string; readonly location: string | null }[];
  readonly lostSessions: readonly unknown[];
}

/** The choir, on Tuesdays at 10:30 in the chapel since October, for twelve. */
function choir(details: Readonly<Record<string, unknown>> = {}): Promise<Resource> {
  const tuesdays = {
    startsAt: '2026-10-06T10:30',
    recurrence: 'FREQ=WEEKLY;BYDAY=TU',
    location: 'Chapel',
    capacity: 12,
  };
  return coordinator.created('/api/v1/activities', anActivity({ ...tuesdays, ...details }));
}

async function change(activity: Resource, patch: object, from?: string): Promise<Changed> {
  const query = from === undefined ? '' : `?from=${from}`;
  const { status, body } = await coordinator.patch<Changed>(`/api/v1/activities/${activity.id}${query}`, patch);
  expect(status).toBe(200);
  return body;
}

const newResident = () => nurse.created('/api/v1/residents', aResident());
const told = (sessions: readonly Session[]) =>
  sessions.map(({ localStartsAt, location }) => `${localStartsAt} ${location as string}`);
const inWinter = (activity: Resource, from = '2026-11-10', to = '2026-12-18') =>
  sessionsOf(nurse, activity, `from=${from}&to=${to}`);

describe('the choir moves from Tuesdays to Thursdays', () => {
  const thursdays = { startsAt: '2026-12-03T16:00', recurrence: 'FREQ=WEEKLY;BYDAY=TH', location: 'Hall' };

  test('from December on, and November stays as it was', async () => {
    const activity = await choir();
    const changed = await change(activity, { ...thursdays, capacity: 6 }, '2026-12-01');
    expect(changed).toMatchObject({
      ...thursdays,
      version: 2,
      lostSessions: [],
      earlier: [{ until: '2026-12-01T00:00', startsAt: '2026-10-06T10:30', location: 'Chapel', capacity: 12 }],
    });
    const sessions = await inWinter(activity);
    expect(told(sessions)).toEqual([
      '2026-11-10T10:30 Chapel',
      '2026-11-17T10:30 Chapel',
      '2026-11-24T10:30 Chapel',
      '2026-12-03T16:00 Hall',
      '2026-12-10T16:00 Hall',
      '2026-12-17T16:00 Hall',
    ]);
    expect(sessions.map(({ capacity }) => capacity)).toEqual([12, 12, 12, 6, 6, 6]);
    const { lostSessions: _, ...read } = changed;
    expect(await coordinator.read(`/api/v1/activities/${activity.id}`)).toEqual(read);
  });

  test('from today on, with the sessions so far and who took part in them', async () => {
    const activity = await choir();
    const { id } = await newResident();
    const sheet = attendancePath(activity, '2026-11-17T10:30');
    await carer.put(sheet, [{ residentId: id, attendance: 'attended' }]);
    await change(activity, { recurrence: 'FREQ=WEEKLY;BYDAY=TH' });
    expect(told(await inWinter(activity, '2026-11-10', '2026-11-30'))).toEqual([
      '2026-11-10T10:30 Chapel',
      '2026-11-17T10:30 Chapel',
      '2026-11-26T10:30 Chapel',
    ]);
    // Of a session that was held but not yet told of.
    const late = await carer.put(attendancePath(activity, '2026-11-10T10:30'), [
      { residentId: id, attendance: 'partly' },
    ]);
    expect(late.status).toBe(200);
    expectProblem(await carer.put(attendancePath(activity, '2026-11-24T10:30'), []), 404, 'not-found');
  });

  test('and from February on back again, with another room from now on in between', async () => {
    const activity = await choir();
    await change(activity, thursdays, '2026-12-01');
    await change(activity, { location: 'Library' });
    expect(told(await inWinter(activity, '2026-11-17', '2026-12-10'))).toEqual([
      '2026-11-17T10:30 Chapel',
      '2026-11-24T10:30 Library',
      '2026-12-03T16:00 Library',
      '2026-12-10T16:00 Library',
    ]);
    const back = await change(
      activity,
      { startsAt: '2026-10-06T10:30', recurrence: 'FREQ=WEEKLY;BYDAY=TU' },
      '2027-02-01',
    );
    expect(back.earlier).toHaveLength(3);
    expect(told(await inWinter(activity, '2027-01-25', '2027-02-05'))).toEqual([
      '2027-01-28T16:00 Library',
      '2027-02-02T10:30 Library',
    ]);
  });
});

describe('a change of a series', () => {
  test('of a title, a category or whether it is offered is of all of it', async () => {
    const activity = await choir();
    expect(await change(activity, { title: 'Evening choir', notes: 'bring a shawl' }, '2026-12-01')).toMatchObject({
      title: 'Evening choir',
      earlier: [],
    });
    expect((await inWinter(activity)).map(({ title }) => title)).toEqual(Array(6).fill('Evening choir'));
  });

  test('that says what is so already changes nothing, as often as it is sent', async () => {
    const activity = await choir();
    const first = await change(activity, { location: 'Hall' });
    const again = await change(activity, { location: 'Hall' }, '2026-11-24');
    expect(again.earlier).toEqual(first.earlier);
    expect(again.earlier).toHaveLength(1);
  });

  test('before its first session leaves nothing to keep', async () => {
    const activity = await choir({ startsAt: '2026-11-24T10:30' });
    expect(await change(activity, { location: 'Hall' })).toMatchObject({ earlier: [] });
    expect(told(await inWinter(activity, '2026-11-20', '2026-11-25'))).toEqual(['2026-11-24T10:30 Hall']);
  });

  test('is not made for a day that is over, nor for one that is none', async () => {
    const { id } = await choir();
    const from = (day: string) => coordinator.patch(`/api/v1/activities/${id}?from=${day}`, { location: 'Hall' });
    expectBadFields(await from('2026-11-23'), '/from');
    for (const day of ['2026-02-30', 'tomorrow', '2026-11-24T10:00']) expectProblem(await from(day), 400, 'bad-query');
    expect(await coordinator.read(`/api/v1/activities/${id}`)).toMatchObject({ location: 'Chapel', version: 1 });
  });

  test('gives more places from now on to those who wait, though there were fewer before', async () => {
    const activity = await choir({ capacity: 1 });
    for (let n = 0; n < 3; n += 1) await enrol(coordinator, activity, await newResident());
    await change(activity, { capacity: 2 });
    expect((await enrolmentsOf(coordinator, activity)).map(({ status }) => status)).toEqual([
      'enrolled',
      'enrolled',
      'waiting',
    ]);
    expect((await inWinter(activity, '2026-11-17', '2026-11-24')).map(({ capacity }) => capacity)).toEqual([1, 2]);
  });

  test('keeps who has a place in it, before and after', async () => {
    const activity = await choir();
    const resident = await newResident();
    await enrol(coordinator, activity, resident, { from: '2026-11-10', until: '2026-12-05' });
    await change(activity, { startsAt: '2026-12-03T16:00', recurrence: 'FREQ=WEEKLY;BYDAY=TH' }, '2026-12-01');
    const theirs = await sessionsOf(nurse, activity, `from=2026-11-10&to=2026-12-18&residentId=${resident.id}`);
    expect(theirs.map(({ localStartsAt, enrolled }) => [localStartsAt, enrolled])).toEqual(
      ['2026-11-10T10:30', '2026-11-17T10:30', '2026-11-24T10:30', '2026-12-03T16:00'].map((at) => [at, 1]),
    );
  });

  test('clashes with what its new time meets', async () => {
    const [activity, bingo] = [await choir(), await choir({ title: 'Bingo', recurrence: 'FREQ=WEEKLY;BYDAY=TH' })];
    const resident = await newResident();
    await enrol(coordinator, bingo, resident);
    await change(activity, { recurrence: 'FREQ=WEEKLY;BYDAY=TH' }, '2026-12-01');
    const until = await enrol(coordinator, activity, resident, { until: '2026-11-30' });
    expect(until.status).toBe(201);
    expectProblem(await enrol(coordinator, activity, resident, { from: '2026-12-01' }), 409, 'schedule-clash');
  });
});

describe('what is said of one session, when its series changes', () => {
  const path = (activity: Resource, at: string) => `/api/v1/activities/${activity.id}/sessions/${at}`;

  test('goes to the session of that day at its new time', async () => {
    const activity = await choir();
    await coordinator.patch(path(activity, '2026-12-08T10:30'), { status: 'cancelled', reason: 'holiday' });
    await enrol(coordinator, activity, await newResident(), { session: '2026-12-15T10:30' });
    const { lostSessions } = await change(activity, { startsAt: '2026-10-06T11:00' }, '2026-12-01');
    expect(lostSessions).toEqual([]);
    expect(await inWinter(activity, '2026-12-08', '2026-12-15')).toMatchObject([
      { localStartsAt: '2026-12-08T11:00', status: 'cancelled', reason: 'holiday', enrolled: 0 },
      { localStartsAt: '2026-12-15T11:00', status: 'planned', enrolled: 1 },
    ]);
    expect(await enrolmentsOf(coordinator, activity)).toMatchObject([{ session: '2026-12-15T11:00', version: 2 }]);
  });

  test('is told of when its day has none any more; those enrolled stay listed', async () => {
    const activity = await choir();
    for (let n = 0; n < 2; n += 1)
      await enrol(coordinator, activity, await newResident(), { session: '2026-12-15T10:30' });
    await coordinator.patch(path(activity, '2026-12-08T10:30'), { location: 'Garden' });
    await coordinator.patch(path(activity, '2026-11-17T10:30'), { location: 'Garden' });
    const { lostSessions } = await change(activity, { recurrence: 'FREQ=WEEKLY;BYDAY=TH' }, '2026-12-01');
    expect(lostSessions).toEqual([
      { localStartsAt: '2026-12-08T10:30', enrolments: 0, changed: true },
      { localStartsAt: '2026-12-15T10:30', enrolments: 2, changed: false },
    ]);
    expect((await enrolmentsOf(coordinator, activity)).map(({ session }) => session)).toEqual(
      Array(2).fill('2026-12-15T10:30'),
    );
    expect(told(await inWinter(activity, '2026-11-17', '2026-11-17'))).toEqual(['2026-11-17T10:30 Garden']);
  });

  test('stays with a session that was moved, to either side of the change', async () => {
    const activity = await choir();
    await coordinator.patch(path(activity, '2026-11-24T10:30'), { startsAt: '2026-12-02T10:30' });
    await coordinator.patch(path(activity, '2026-12-01T10:30'), { startsAt: '2026-11-27T10:30' });
    const { lostSessions } = await change(
      activity,
      { recurrence: 'FREQ=WEEKLY;BYDAY=TH', location: 'Hall' },
      '2026-12-01',
    );
    expect(lostSessions).toEqual([]);
    expect(told(await inWinter(activity, '2026-11-24', '2026-12-05'))).toEqual([
      '2026-12-01T10:30 Chapel',
      '2026-11-24T10:30 Chapel',
      '2026-12-03T10:30 Hall',
    ]);
  });

  test('of an outing goes with it to another day', async () => {
    const outing = await choir({ recurrence: null, startsAt: '2026-12-10T09:00' });
    await enrol(coordinator, outing, await newResident(), { session: '2026-12-10T09:00' });
    expect(await change(outing, { startsAt: '2026-12-11T09:00' })).toMatchObject({ earlier: [], lostSessions: [] });
    expect(await inWinter(outing)).toMatchObject([{ localStartsAt: '2026-12-11T09:00', enrolled: 1 }]);
  });
});
