import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  anActivity,
  attendancePath,
  enrol,
  sessionsOf,
  type SessionAttendance,
} from '../../support/builders/activities.js';
import { aResident } from '../../support/builders/residents.js';
import type { Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';
import { testAlone } from '../../support/running-home.js';

let home: Home;
let coordinator: Client;
let carer: Client;
let choir: Resource;
let people: Resource[];

beforeAll(async () => {
  home = await Home.start({ anywhere: true, clockAt: '2026-11-24T09:00:00+01:00' });
  coordinator = await home.as('coordinator');
  carer = await home.as('carer');
  const nurse = await home.as('nurse');
  people = await Promise.all(Array.from({ length: 4 }, () => nurse.created('/api/v1/residents', aResident())));
});
afterAll(() => home.stop());

const SUNDAY = '2026-11-22T10:30';

/** A choir of its own, and where its last session's attendance is. */
async function aChoir(): Promise<string> {
  choir = await coordinator.created('/api/v1/activities', anActivity());
  return attendancePath(choir, SUNDAY);
}

function entry(index: number, attendance = 'attended', more: Readonly<Record<string, unknown>> = {}) {
  return { residentId: people[index]?.id, attendance, ...more };
}

describe('the attendance of a session', () => {
  test('is recorded for all at once and can be read', async () => {
    const path = await aChoir();
    expect(await carer.read(path)).toMatchObject({ localStartsAt: SUNDAY, version: 1, items: [] });
    const entries = [
      entry(0, 'attended', { engagement: 5, note: 'sang along' }),
      entry(1, 'partly', { engagement: 2 }),
      entry(2, 'declined'),
      entry(3, 'absent', { note: 'asleep' }),
    ];
    const { status, body } = await carer.put<SessionAttendance>(path, entries);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      activityId: choir.id,
      startsAt: '2026-11-22T09:30:00.000Z',
      version: 2,
      items: entries,
    });
    expect(await carer.read(path)).toEqual(body);
    expect((await carer.get(path, { 'if-none-match': '"2"' })).status).toBe(304);
    expect(await sessionsOf(carer, choir, 'from=2026-11-22&to=2026-11-22')).toMatchObject([{ attended: 2 }]);
  });

  test('recorded again with the same list changes nothing', async () => {
    const path = await aChoir();
    const first = await carer.put(path, [entry(0), entry(1, 'declined')]);
    const again = await carer.put(path, [entry(1, 'declined', { note: null }), entry(0)]);
    expect(again.body).toEqual(first.body);
  });

  test('is put right by a new list, which is the whole record', async () => {
    const path = await aChoir();
    await carer.put(path, [entry(0), entry(1), entry(2)]);
    const { body } = await carer.put<SessionAttendance>(path, [entry(0), entry(1, 'absent'), entry(3)]);
    expect(body).toMatchObject({
      version: 3,
      items: [
        { ...entry(0), version: 1 },
        { ...entry(1, 'absent'), version: 2 },
        { ...entry(3), version: 1 },
      ],
    });
    expect((await carer.put(path, [])).body).toMatchObject({ version: 4, items: [] });
  });

  test('is all or nothing: one bad entry and none is recorded', async () => {
    const path = await aChoir();
    const stranger = { residentId: '0199b1d0-7c00-7000-8000-00000000dead', attendance: 'attended' };
    expectBadFields(await carer.put(path, [entry(0), stranger, entry(1)]), '/1/residentId');
    expect(await carer.read(path)).toMatchObject({ version: 1, items: [] });
  });

  test.each([
    ['twice the same resident', () => [entry(0), entry(0, 'absent')], ['/1/residentId']],
    ['the engagement of one who was not there', () => [entry(0, 'absent', { engagement: 3 })], ['/0/engagement']],
    [
      'wrong words and numbers',
      () => [entry(0, 'came', { engagement: 6 }), { attendance: 'absent', mood: 1 }],
      ['/0/attendance', '/0/engagement', '/1/residentId', '/1/mood'],
    ],
    ['no list', () => ({ items: [] }), ['']],
    ['a list of something else', () => [1, null, []], ['/0', '/1', '/2']],
    ['a list of thousands', () => Array.from({ length: 501 }, () => entry(0)), ['']],
  ])('with %s is refused, and every bad field is named', async (_, body, pointers) => {
    expectBadFields(await carer.put(await aChoir(), body()), ...pointers);
  });

  test('of a session that is none, or is cancelled, is not taken', async () => {
    await aChoir();
    expectProblem(await carer.put(attendancePath(choir, '2026-11-23T10:30'), []), 404, 'not-found');
    expectProblem(await carer.get(attendancePath(choir, '2026-11-23T10:30')), 404, 'not-found');
    await coordinator.patch(`/api/v1/activities/${choir.id}/sessions/${SUNDAY}`, { status: 'cancelled' });
    expectProblem(await carer.put(attendancePath(choir, SUNDAY), [entry(0)]), 409, 'session-cancelled');
  });

  test('is never overwritten unseen by who has read an older one', async () => {
    const path = await aChoir();
    const first = await carer.put(path, [entry(0)], { 'if-match': '"1"' });
    expect(first.headers.get('etag')).toBe('"2"');
    expectProblem(await carer.put(path, [entry(1)], { 'if-match': '"1"' }), 412, 'version-conflict');
  });

  test('put by 10 carers at the same moment is the record of one of them', async () => {
    const path = await aChoir();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        carer.put(
          path,
          people.map((__, index) => entry(index, 'attended', { note: `by ${n}` })),
        ),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const { items } = await carer.read<SessionAttendance>(path);
    expect(items).toHaveLength(4);
    expect(new Set(items.map(({ note }) => note)).size).toBe(1);
  });

  test('is for a carer, coordinator or manager to record', async () => {
    const path = await aChoir();
    for (const role of ['nurse', 'prescriber', 'auditor', 'admin'] as const) {
      expectProblem(await (await home.as(role)).put(path, []), 403, 'forbidden');
    }
    expect((await (await home.as('auditor')).get(path)).status).toBe(200);
  });
});

describe('a session on record', () => {
  testAlone('stays as it was when its series changes', async () => {
    const path = await aChoir();
    await carer.put(path, [entry(0)]);
    const change = { startsAt: '2026-11-30T16:00', recurrence: 'FREQ=WEEKLY;BYDAY=MO', durationMinutes: 90 };
    await coordinator.patch(`/api/v1/activities/${choir.id}`, change);
    expect(await carer.read(path)).toMatchObject({ items: [entry(0)] });
    expect(await sessionsOf(carer, choir, 'from=2026-11-16&to=2026-12-01')).toMatchObject([
      { localStartsAt: SUNDAY, startsAt: '2026-11-22T09:30:00.000Z', endsAt: '2026-11-22T10:30:00.000Z', attended: 1 },
      { localStartsAt: '2026-11-30T16:00', endsAt: '2026-11-30T16:30:00.000Z', attended: 0 },
    ]);
    expect((await carer.put(path, [entry(0), entry(1)])).status).toBe(200);
  });

  test('is among those of a resident who came without a place', async () => {
    const path = await aChoir();
    await carer.put(path, [entry(2)]);
    const query = `from=2026-11-22&to=2026-11-22&residentId=${people[2]?.id ?? ''}`;
    const { items } = await carer.read<PageBody>(`/api/v1/activity-sessions?${query}`);
    expect(items.map(({ activityId }) => activityId)).toContain(choir.id);
  });

  test('moves when its own time is put right', async () => {
    const path = await aChoir();
    await carer.put(path, [entry(0)]);
    await coordinator.patch(`/api/v1/activities/${choir.id}/sessions/${SUNDAY}`, { startsAt: '2026-11-22T12:00' });
    expect(await carer.read(path)).toMatchObject({ startsAt: '2026-11-22T11:00:00.000Z', items: [entry(0)] });
  });

  testAlone('keeps its places when a resident gives theirs up afterwards', async () => {
    await aChoir();
    const person = people[0];
    if (person === undefined) throw new Error('there is nobody');
    const { body } = await enrol(coordinator, choir, person, { from: '2026-11-01', acknowledge: ['schedule-clash'] });
    await coordinator.delete(`/api/v1/activities/${choir.id}/enrolments/${body.id}`);
    const sessions = await sessionsOf(carer, choir, 'from=2026-11-16&to=2026-11-30');
    expect(sessions.map(({ enrolled }) => enrolled)).toEqual([1, 0]);
  });
});
