import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anActivity, sessionsOf, type Session } from '../../support/builders/activities.js';
import { aResident } from '../../support/builders/residents.js';
import type { Answer, Client, PageBody } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';
import { testAlone } from '../../support/running-home.js';

let home: Home;
let coordinator: Client;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({ anywhere: true, clockAt: '2026-10-20T09:00:00+02:00' });
  coordinator = await home.as('coordinator');
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

const starts = (sessions: readonly Session[]) => sessions.map(({ startsAt }) => startsAt);

describe('a weekly session over the clock changes', () => {
  testAlone.each([
    ['10:30 stays 10:30 in autumn', '2026-10-18T10:30', ['2026-10-18T08:30', '2026-10-25T09:30', '2026-11-01T09:30']],
    ['02:30 is held once in autumn', '2026-10-18T02:30', ['2026-10-18T00:30', '2026-10-25T00:30', '2026-11-01T01:30']],
    ['10:30 stays 10:30 in spring', '2027-03-21T10:30', ['2027-03-21T09:30', '2027-03-28T08:30', '2027-04-04T08:30']],
    [
      '02:30 in spring is held at 03:30, not dropped',
      '2027-03-21T02:30',
      ['2027-03-21T01:30', '2027-03-28T01:30', '2027-04-04T00:30'],
    ],
  ])('%s', async (_, startsAt, expected) => {
    const activity = await coordinator.created('/api/v1/activities', anActivity({ startsAt }));
    const day = startsAt.slice(0, 10);
    const to = day.startsWith('2026') ? '2026-11-01' : '2027-04-04';
    const sessions = await sessionsOf(nurse, activity, `from=${day}&to=${to}`);
    expect(starts(sessions)).toEqual(expected.map((at) => `${at}:00.000Z`));
    expect(sessions.map(({ localStartsAt }) => localStartsAt.slice(11))).toEqual(Array(3).fill(startsAt.slice(11)));
  });
});

describe('the sessions of a series', () => {
  test('leave out its exceptions: one by its time, or all of a day', async () => {
    const activity = await coordinator.created(
      '/api/v1/activities',
      anActivity({
        startsAt: '2026-11-02T10:00',
        recurrence: 'FREQ=DAILY;BYHOUR=10,16;COUNT=8',
        exceptionDates: ['2026-11-03T16:00', '2026-11-04'],
      }),
    );
    const sessions = await sessionsOf(nurse, activity, 'from=2026-11-01&to=2026-11-30');
    expect(sessions.map(({ localStartsAt }) => localStartsAt)).toEqual([
      '2026-11-02T10:00',
      '2026-11-02T16:00',
      '2026-11-03T10:00',
      '2026-11-05T10:00',
      '2026-11-05T16:00',
    ]);
  });

  test('are one when it does not recur', async () => {
    const outing = anActivity({ category: 'outing', startsAt: '2026-12-01T09:00', recurrence: null, capacity: 6 });
    const activity = await coordinator.created('/api/v1/activities', outing);
    expect(await sessionsOf(nurse, activity, 'from=2026-10-20&to=2027-10-19')).toMatchObject([
      { localStartsAt: '2026-12-01T09:00', status: 'planned', enrolled: 0, attended: 0, capacity: 6, version: 1 },
    ]);
  });

  testAlone('are not offered after the activity stopped; those before stay', async () => {
    const activity = await coordinator.created('/api/v1/activities', anActivity());
    const answer = await coordinator.patch(`/api/v1/activities/${activity.id}`, { active: false });
    expect(answer.body).toMatchObject({ active: false, inactiveSince: expect.stringContaining('2026-10-20T07:0') });
    const sessions = await sessionsOf(nurse, activity, 'from=2026-10-01&to=2026-12-31');
    expect(sessions.map(({ localStartsAt }) => localStartsAt)).toEqual(['2026-10-11T10:30', '2026-10-18T10:30']);
  });

  test('are told page by page, in order of time, while others are moved in between', async () => {
    const category = 'spiritual';
    for (const startsAt of ['2026-11-01T09:00', '2026-11-01T09:00', '2026-11-01T17:00']) {
      await coordinator.created('/api/v1/activities', anActivity({ category, startsAt }));
    }
    const seen: string[] = [];
    let path: string | undefined =
      `/api/v1/activity-sessions?from=2026-11-01&to=2026-11-30&category=${category}&limit=2`;
    while (path !== undefined) {
      const { body, headers }: Answer<PageBody<Session>> = await nurse.get<PageBody<Session>>(path);
      seen.push(...body.items.map(({ startsAt, activityId }) => `${startsAt} ${activityId}`));
      path = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
    }
    expect(seen).toHaveLength(15);
    expect(seen).toEqual([...new Set(seen)].sort());
  });

  testAlone('of a whole year are looked for while others are answered', async () => {
    const hours = [...Array(24).keys()].join(',');
    const hourly = { startsAt: '2028-01-01T00:00', recurrence: `FREQ=DAILY;BYHOUR=${hours}` };
    for (let times = 0; times < 5; times += 1) await coordinator.created('/api/v1/activities', anActivity(hourly));
    const { id } = await nurse.created('/api/v1/residents', aResident());
    const year = `/api/v1/activity-sessions?from=2028-01-01&to=2028-12-30&residentId=${id}`;
    // Connections for all of them, as a home at work has them: making one takes as long as a year.
    await Promise.all(Array.from({ length: 5 }, () => nurse.get(`/api/v1/residents/${id}`)));
    let [meanwhile, isOver] = [0, (): boolean => false];
    const years = Promise.all(Array.from({ length: 4 }, () => nurse.get(year))).finally(() => {
      isOver = () => true;
    });
    while (!isOver()) {
      expect((await nurse.get('/api/v1/auth/me')).status).toBe(200);
      if (!isOver()) meanwhile += 1;
    }
    for (const { status } of await years) expect(status).toBe(200);
    expect(meanwhile).toBeGreaterThan(0);
  });

  test('are asked for over at most 366 days', async () => {
    const path = '/api/v1/activity-sessions?from=2026-01-01&to=';
    expect((await nurse.get(`${path}2027-01-01`)).status).toBe(200);
    expectBadFields(await nurse.get(`${path}2027-01-02`), '/to');
  });

  test.each(['from=yesterday', 'residentId=1', 'category=sport', 'week=40'])('%s can not be read', async (query) => {
    expectProblem(await nurse.get(`/api/v1/activity-sessions?${query}`), 400, 'bad-query');
  });

  test.each(['nonsense', Buffer.from('["starts-at","a","b","c"]').toString('base64url')])(
    'a cursor that was not given out is refused: %s',
    async (cursor) => {
      expectProblem(await nurse.get(`/api/v1/activity-sessions?cursor=${cursor}`), 400, 'bad-cursor');
    },
  );
});

describe('one session', () => {
  const path = (id: string, at = '2026-10-25T10:30') => `/api/v1/activities/${id}/sessions/${at}`;

  test('is moved to another day, keeps its name, and can be put back', async () => {
    const { id, ...activity } = await coordinator.created('/api/v1/activities', anActivity());
    const moved = await coordinator.patch(path(id), {
      startsAt: '2026-11-04T16:00',
      location: 'Garden',
      reason: 'paint',
    });
    expect(moved.body).toMatchObject({
      localStartsAt: '2026-10-25T10:30',
      startsAt: '2026-11-04T15:00:00.000Z',
      endsAt: '2026-11-04T16:00:00.000Z',
      location: 'Garden',
      version: 2,
    });
    const all = await sessionsOf(nurse, { id, ...activity }, 'from=2026-10-20&to=2026-11-08');
    expect(all.map(({ localStartsAt }) => localStartsAt)).toEqual([
      '2026-11-01T10:30',
      '2026-10-25T10:30',
      '2026-11-08T10:30',
    ]);
    expect(await sessionsOf(nurse, { id, ...activity }, 'from=2026-11-04&to=2026-11-04')).toHaveLength(1);
    const back = await coordinator.patch<Session>(path(id), { startsAt: null, location: null });
    expect(back.body).toMatchObject({
      startsAt: '2026-10-25T09:30:00.000Z',
      location: null,
      reason: 'paint',
      version: 3,
    });
  });

  test('is cancelled, still listed, and held after all', async () => {
    const activity = await coordinator.created('/api/v1/activities', anActivity());
    const cancelled = await coordinator.patch(path(activity.id), { status: 'cancelled', reason: 'the leader is ill' });
    expect(cancelled.body).toMatchObject({ status: 'cancelled', reason: 'the leader is ill' });
    expect(await sessionsOf(nurse, activity, 'from=2026-10-25&to=2026-11-01')).toMatchObject([
      { status: 'cancelled' },
      { status: 'planned' },
    ]);
    expect((await coordinator.patch(path(activity.id), { status: null })).body).toMatchObject({ status: 'planned' });
  });

  test('that is none can not be changed', async () => {
    const { id } = await coordinator.created('/api/v1/activities', anActivity());
    for (const at of ['2026-10-26T10:30', '2026-10-25T10:31', '2026-10-04T10:30', '2026-02-30T10:30', 'soon']) {
      expectProblem(await coordinator.patch(path(id, at), { status: 'cancelled' }), 404, 'not-found');
    }
    expectProblem(await coordinator.patch(path('nobody'), { status: 'cancelled' }), 404, 'not-found');
  });

  test('names every bad field at once, and refuses an old version', async () => {
    const { id } = await coordinator.created('/api/v1/activities', anActivity());
    const body = { status: 'planned', startsAt: '2026-13-01T10:00', durationMinutes: 0, capacity: 1.5, colour: 'red' };
    const pointers = ['/status', '/startsAt', '/durationMinutes', '/capacity', '/colour'];
    expectBadFields(await coordinator.patch(path(id), body), ...pointers);
    expect((await coordinator.patch(path(id), { capacity: 3 }, { 'if-match': '"1"' })).status).toBe(200);
    const late = await coordinator.patch(path(id), { capacity: 4 }, { 'if-match': '"1"' });
    expectProblem(late, 412, 'version-conflict');
  });

  test('is for a coordinator or manager to change, for a nurse to see', async () => {
    const { id } = await coordinator.created('/api/v1/activities', anActivity());
    expectProblem(await nurse.patch(path(id), { status: 'cancelled' }), 403, 'forbidden');
  });
});
