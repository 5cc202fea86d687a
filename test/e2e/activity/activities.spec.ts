import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anActivity } from '../../support/builders/activities.js';
import type { Client, PageBody } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';
import { testAlone } from '../../support/running-home.js';

let home: Home;
let coordinator: Client;

beforeAll(async () => {
  home = await Home.start({ anywhere: true, clockAt: '2026-11-24T09:00:00+01:00' });
  coordinator = await home.as('coordinator');
});
afterAll(() => home.stop());

describe('an activity', () => {
  test('is offered, read and changed; what is not stated is null', async () => {
    const created = await coordinator.post('/api/v1/activities', anActivity({ title: 'Choir' }));
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      title: 'Choir',
      capacity: null,
      exceptionDates: [],
      active: true,
      version: 1,
    });
    const path = created.headers.get('location') ?? '';
    const changed = await coordinator.patch(path, { capacity: 12, notes: 'bring a shawl' }, { 'if-match': '"1"' });
    expect(changed.body).toMatchObject({ title: 'Choir', capacity: 12, notes: 'bring a shawl', version: 2 });
    expect((await coordinator.patch(path, { notes: null })).body).toMatchObject({ capacity: 12, notes: null });
    expectProblem(await coordinator.patch(path, { notes: 'x' }, { 'if-match': '"1"' }), 412, 'version-conflict');
    expect((await coordinator.get(path, { 'if-none-match': '"3"' })).status).toBe(304);
  });

  testAlone('is found by category and by whether it is offered', async () => {
    const outing = await coordinator.created('/api/v1/activities', anActivity({ category: 'outing' }));
    const old = await coordinator.created('/api/v1/activities', anActivity({ category: 'outing', active: false }));
    const ids = async (query: string) =>
      (await coordinator.read<PageBody>(`/api/v1/activities?${query}`)).items.map(({ id }) => id);
    expect(await ids('category=outing')).toEqual([old.id, outing.id]);
    expect(await ids('category=outing&active=true')).toEqual([outing.id]);
    expect(await ids('category=outing&active=false')).toEqual([old.id]);
  });

  test('every bad field is named at once', async () => {
    const body = {
      title: ' ',
      category: 'sport',
      startsAt: '2026-11-24 10:30',
      durationMinutes: 0,
      recurrence: 'FREQ=NEVER',
      exceptionDates: ['2026-12-25', '2026-02-30'],
      capacity: 0,
      colour: 'red',
    };
    const fields = ['title', 'category', 'startsAt', 'durationMinutes', 'recurrence', 'capacity', 'colour'];
    const pointers = [...fields.map((name) => `/${name}`), '/exceptionDates/1'];
    expectBadFields(await coordinator.post('/api/v1/activities', body), ...pointers);
    expectBadFields(await coordinator.post('/api/v1/activities', []), '');
  });

  test('is for a coordinator or manager to write', async () => {
    for (const role of ['nurse', 'carer', 'prescriber', 'auditor', 'admin'] as const) {
      expectProblem(await (await home.as(role)).post('/api/v1/activities', anActivity()), 403, 'forbidden');
    }
    expect((await (await home.as('manager')).post('/api/v1/activities', anActivity())).status).toBe(201);
  });

  test('an unknown id and a malformed one are the same 404', async () => {
    for (const id of ['0199b1d0-7c00-7000-8000-00000000dead', "1'--"]) {
      expectProblem(await coordinator.get(`/api/v1/activities/${id}`), 404, 'not-found');
      expectProblem(await coordinator.patch(`/api/v1/activities/${id}`, { notes: 'x' }), 404, 'not-found');
      expectProblem(await coordinator.get(`/api/v1/activities/${id}/enrolments`), 404, 'not-found');
    }
  });
});

describe('whom an activity is for', () => {
  const SWIMMING = {
    category: 'physical',
    staff: ['Ana Bravo Gallardo', 'Luis Prieto Mora'],
    cost: { value: 3.5, currency: 'EUR' },
    requires: { mobility: ['walks alone'] },
    excludes: { conditions: ['epilepsy', 'G40'] },
  };

  test('is told with who helps and what it costs; a patch changes list by list', async () => {
    const { id, ...created } = await coordinator.created('/api/v1/activities', anActivity(SWIMMING));
    const excludes = { diets: [], allergies: [], conditions: ['epilepsy', 'G40'] };
    expect(created).toMatchObject({ ...SWIMMING, excludes, format: 'group' });
    const path = `/api/v1/activities/${id}`;
    const patch = { excludes: { allergies: ['chlorine'] }, cost: null, staff: [] };
    expect((await coordinator.patch(path, patch)).body).toMatchObject({
      ...{ staff: [], cost: null, requires: SWIMMING.requires },
      excludes: { ...excludes, allergies: ['chlorine'] },
    });
    expect((await coordinator.patch(path, { excludes: null, requires: { mobility: null } })).body).toMatchObject({
      ...{ excludes: null, requires: null, version: 3 },
    });
  });

  test('is named where it can not be so', async () => {
    const body = {
      format: 'pair',
      staff: ['Ana', 'Ana'],
      cost: { value: -1, currency: 'pesetas' },
      requires: { mobility: 'walks' },
      excludes: { diets: ['x'.repeat(201)], smells: [] },
    };
    const wrong = ['/cost/currency', '/cost/value', '/excludes/diets/0', '/excludes/smells', '/requires/mobility'];
    expectBadFields(await coordinator.post('/api/v1/activities', anActivity(body)), '/format', '/staff', ...wrong);
    const empty = anActivity({ excludes: { conditions: ['?'] }, format: 'one-to-one', capacity: 2 });
    expectBadFields(await coordinator.post('/api/v1/activities', empty), '/excludes/conditions/0', '/capacity');
  });

  testAlone('is one resident in a one-to-one, also in sessions that had more places', async () => {
    const { id } = await coordinator.created('/api/v1/activities', anActivity({ capacity: 12 }));
    const path = `/api/v1/activities/${id}`;
    const session = `${path}/sessions/2026-12-06T10:30`;
    await coordinator.patch(session, { capacity: 20, location: 'Garden' });
    expectBadFields(await coordinator.patch(path, { format: 'one-to-one' }), '/capacity');
    expect((await coordinator.patch(path, { format: 'one-to-one', capacity: null })).body).toMatchObject({
      capacity: 1,
    });
    expectBadFields(await coordinator.patch(session, { capacity: 2 }), '/capacity');
    const kept = await coordinator.patch(session, { reason: 'fresh air' });
    expect(kept.body).toMatchObject({ capacity: 1, location: 'Garden' });
    const { items } = await coordinator.read<PageBody>('/api/v1/activities?format=one-to-one');
    expect(items.map((item) => item.id)).toContain(id);
  });
});

describe('a recurrence rule', () => {
  test.each([
    'FREQ=DAILY',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=20271231',
    'RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=12',
    'FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=24',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  ])('%s is taken', async (recurrence) => {
    expect((await coordinator.post('/api/v1/activities', anActivity({ recurrence }))).status).toBe(201);
  });

  test.each([
    ['every second', 'FREQ=SECONDLY'],
    ['every five minutes', 'FREQ=MINUTELY;INTERVAL=5'],
    ['every hour', 'FREQ=HOURLY'],
    ['every no days', 'FREQ=DAILY;INTERVAL=0'],
    ['every thousand million days', 'FREQ=DAILY;INTERVAL=999999999'],
    ['a thousand million times', 'FREQ=DAILY;COUNT=1000000000'],
    ['a hundred times an hour', 'FREQ=YEARLY;BYSECOND=0,1,2,3,4,5,6,7,8,9;BYMINUTE=0,1,2,3,4,5,6,7,8,9;BYHOUR=0,1,2,3'],
    ['two frequencies', 'FREQ=WEEKLY;FREQ=DAILY'],
    ['a day that is none', 'FREQ=WEEKLY;BYDAY=XX'],
    ['no frequency', 'BYDAY=MO'],
    ['plain words', 'every other Tuesday'],
    ['ten thousand characters', `FREQ=DAILY;BYMONTHDAY=${'1,'.repeat(5000)}1`],
  ])('of %s is refused, and quickly', async (_, recurrence) => {
    const began = performance.now();
    expectBadFields(await coordinator.post('/api/v1/activities', anActivity({ recurrence })), '/recurrence');
    const { id } = await coordinator.created('/api/v1/activities', anActivity());
    expectBadFields(await coordinator.patch(`/api/v1/activities/${id}`, { recurrence }), '/recurrence');
    expect(performance.now() - began).toBeLessThan(2000);
  });

  test.each([
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=YEARLY;INTERVAL=1000',
    'FREQ=MONTHLY;BYMONTHDAY=31;BYSETPOS=2',
  ])('%s, which hardly ever comes, holds nobody up', async (recurrence) => {
    await coordinator.created('/api/v1/activities', anActivity({ recurrence, category: 'other' }));
    const began = performance.now();
    await coordinator.read('/api/v1/activity-sessions?from=2026-11-24&to=2027-11-23&category=other');
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
