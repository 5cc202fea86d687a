import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anActivity, attendancePath, enrol } from '../../support/builders/activities.js';
import { anAdmittedResident, move } from '../../support/builders/residents.js';
import type { Client, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';

let home: Home;
let coordinator: Client;
let carer: Client;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T12:00:00+01:00' });
  coordinator = await home.as('coordinator');
  carer = await home.as('carer');
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

const SINCE_OCTOBER = { at: '2026-10-01T10:00:00+02:00' };

/** Someone who has been here since October and has a place in a weekly activity since then. */
async function someoneIn(...activities: readonly Resource[]): Promise<Resource> {
  const resident = await anAdmittedResident(nurse, {}, SINCE_OCTOBER);
  for (const activity of activities) await enrol(coordinator, activity, resident, { from: '2026-10-01' });
  return resident;
}

function offer(details: Readonly<Record<string, unknown>>): Promise<Resource> {
  return coordinator.created('/api/v1/activities', anActivity(details));
}

async function record(
  activity: Resource,
  at: string,
  resident: Resource,
  attendance: string,
  more = {},
): Promise<void> {
  const entry = { residentId: resident.id, attendance, ...more };
  const { status, body } = await carer.put(attendancePath(activity, at), [entry]);
  if (status !== 200) throw new Error(`the attendance gave ${status} ${JSON.stringify(body)}`);
}

function participation(resident: Resource, query = 'from=2026-11-02&to=2026-11-24'): Promise<Record<string, unknown>> {
  return carer.read(`/api/v1/residents/${resident.id}/participation?${query}`);
}

const NOTHING = { offered: 0, attended: 0, declined: 0, absent: 0, minutes: 0, meanEngagement: null };

describe('what a resident was offered and took part in', () => {
  test('is counted by category and by week, the week without anything too', async () => {
    const choir = await offer({ startsAt: '2026-10-11T10:30' });
    const walk = await offer({
      category: 'physical',
      startsAt: '2026-11-03T16:00',
      durationMinutes: 45,
      recurrence: null,
    });
    const ana = await someoneIn(choir);
    await record(choir, '2026-11-08T10:30', ana, 'attended', { engagement: 4 });
    await record(choir, '2026-11-15T10:30', ana, 'declined');
    await record(choir, '2026-11-22T10:30', ana, 'partly', { engagement: 3 });
    // She came along without a place.
    await record(walk, '2026-11-03T16:00', ana, 'attended', { engagement: 4 });
    const story = await participation(ana, 'from=2026-11-02&to=2026-11-30');
    expect(story).toMatchObject({
      residentId: ana.id,
      from: '2026-11-01T23:00:00.000Z',
      to: '2026-11-30T23:00:00.000Z',
      ...{ offered: 4, attended: 3, declined: 1, absent: 0, minutes: 165, meanEngagement: 3.7 },
      byCategory: [
        { category: 'physical', offered: 1, attended: 1, minutes: 45, meanEngagement: 4 },
        { category: 'creative', offered: 3, attended: 2, minutes: 120, meanEngagement: 3.5 },
      ],
      byWeek: [
        { week: '2026-W45', from: '2026-11-02', offered: 2, attended: 2, minutes: 105 },
        {
          week: '2026-W46',
          from: '2026-11-09',
          offered: 1,
          declined: 1,
          attended: 0,
          minutes: 0,
          meanEngagement: null,
        },
        { week: '2026-W47', from: '2026-11-16', offered: 1, attended: 1, minutes: 60, meanEngagement: 3 },
        { week: '2026-W48', from: '2026-11-23', ...NOTHING },
      ],
    });
    expect(String(story['asOf'])).toMatch(/^2026-11-24T11:/);
  });

  test('is that of the last 28 days where no days are said', async () => {
    const choir = await offer({ startsAt: '2026-10-11T10:30' });
    const story = await participation(await someoneIn(choir), '');
    expect(story).toMatchObject({ from: '2026-10-27T23:00:00.000Z', offered: 4, attended: 0 });
    expect(story['byWeek']).toHaveLength(5);
  });

  test('does not tell of what is cancelled, or fell into days before she came, in hospital or on leave', async () => {
    const choir = await offer({ startsAt: '2026-10-04T10:30', durationMinutes: 30 });
    const resident = await anAdmittedResident(nurse, {}, { at: '2026-10-20T10:00:00+02:00' });
    await enrol(coordinator, choir, resident, { from: '2026-10-01' });
    await move(nurse, resident.id, 'hospitalisation', { at: '2026-10-31T20:00:00+01:00' });
    await move(nurse, resident.id, 'return', { at: '2026-11-07T12:00:00+01:00' });
    await move(nurse, resident.id, 'leave', { at: '2026-11-21T10:00:00+01:00' });
    await move(nurse, resident.id, 'return', { at: '2026-11-22T18:00:00+01:00' });
    await coordinator.patch(`/api/v1/activities/${choir.id}/sessions/2026-11-15T10:30`, { status: 'cancelled' });
    // Her daughter brought her.
    await record(choir, '2026-11-22T10:30', resident, 'attended');
    const weeks = (await participation(resident, 'from=2026-10-01'))['byWeek'] as { from: string; offered: number }[];
    expect(weeks.filter(({ offered }) => offered > 0).map(({ from }) => from)).toEqual([
      ...['2026-10-19', '2026-11-02', '2026-11-16'],
    ]);
  });

  test('counts a session that was moved in the week that it was moved to', async () => {
    const choir = await offer({ startsAt: '2026-10-11T10:30' });
    const ana = await someoneIn(choir);
    const moved = { startsAt: '2026-11-16T10:30' };
    await coordinator.patch(`/api/v1/activities/${choir.id}/sessions/2026-11-15T10:30`, moved);
    await record(choir, '2026-11-15T10:30', ana, 'attended');
    const weeks = (await participation(ana, 'from=2026-11-09&to=2026-11-22'))['byWeek'];
    expect(weeks).toMatchObject([
      { week: '2026-W46', offered: 0 },
      { week: '2026-W47', offered: 2, attended: 1 },
    ]);
  });

  test('goes to the end of a year of 53 weeks and on', async () => {
    const later = await Home.start({ clockAt: '2027-01-12T12:00:00+01:00' });
    try {
      const { id } = await anAdmittedResident(await later.as('nurse'));
      const path = `/api/v1/residents/${id}/participation?from=2026-12-21`;
      const { byWeek } = await (await later.as('carer')).read<{ byWeek: { week: string }[] }>(path);
      expect(byWeek.map(({ week }) => week)).toEqual(['2026-W52', '2026-W53', '2027-W01', '2027-W02']);
    } finally {
      await later.stop();
    }
  });

  test('is refused for a window that is too long, empty or still to come, and for nobody', async () => {
    const { id } = await someoneIn();
    const path = `/api/v1/residents/${id}/participation`;
    expectBadFields(await carer.get(`${path}?from=2025-11-23&to=2026-11-24`), '/to');
    expectBadFields(await carer.get(`${path}?from=2026-11-20&to=2026-11-19`), '/to');
    expectBadFields(await carer.get(`${path}?from=2026-11-25`), '/from');
    expectProblem(await carer.get(`${path}?from=yesterday`), 400, 'bad-query');
    const nobody = '/api/v1/residents/0199b1d0-7c00-7000-8000-00000000dead/participation';
    expectProblem(await carer.get(nobody), 404, 'not-found');
    expectProblem(await (await home.as('admin')).get(path), 403, 'forbidden');
  });
});
