import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { anActivity, attendancePath } from '../../support/builders/activities.js';
import { anAdmittedResident, move } from '../../support/builders/residents.js';
import type { Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';

let home: Home;
let nurse: Client;
let coordinator: Client;
let bingo: Resource;

interface Idle extends Resource {
  readonly name: string;
  readonly unit: string;
  readonly lastAttendedAt: string | null;
  readonly declinedSince: number;
}

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T12:00:00+01:00' });
  nurse = await home.as('nurse');
  coordinator = await home.as('coordinator');
  bingo = await coordinator.created(
    '/api/v1/activities',
    anActivity({ title: 'Bingo', startsAt: '2026-10-05T17:00', recurrence: 'FREQ=DAILY' }),
  );
  const people = await Promise.all(
    ['Zapata', 'Abad', 'Medina', 'Gil', 'Luna'].map((familyName) =>
      anAdmittedResident(nurse, { givenName: 'Carmen', familyName }, { at: '2026-10-01T10:00:00+02:00' }),
    ),
  );
  const [zapata, abad, medina, gil, luna] = people.map(({ id }) => id);
  const days: readonly (readonly [string, Readonly<Record<string, string | undefined>>])[] = [
    ['2026-11-10', { declined: zapata, attended: gil }],
    ['2026-11-16', { attended: medina, declined: gil }],
    ['2026-11-17', { partly: abad, declined: gil, absent: zapata }],
  ];
  for (const [day, entries] of days) {
    const list = Object.entries(entries).map(([attendance, residentId]) => ({ residentId, attendance }));
    await coordinator.put(attendancePath(bingo, `${day}T17:00`), list);
  }
  await move(nurse, luna ?? '', 'hospitalisation', { at: '2026-11-10T10:00:00+01:00' });
});
afterAll(() => home.stop());

function idle(query = ''): Promise<PageBody<Idle>> {
  return coordinator.read(`/api/v1/activities/without-participation${query}`);
}

async function names(query = ''): Promise<string[]> {
  return (await idle(query)).items.map(({ name }) => name.split(',')[0] ?? '');
}

test('who took part in nothing for seven days is found, who never did and who has not for longest first', async () => {
  expect((await idle()).items).toMatchObject([
    { name: 'Zapata, Carmen', unit: 'Ground floor', bed: { name: 'A' }, lastAttendedAt: null, declinedSince: 1 },
    { name: 'Gil, Carmen', lastAttendedAt: '2026-11-10T16:00:00.000Z', declinedSince: 2 },
    { name: 'Medina, Carmen', lastAttendedAt: '2026-11-16T16:00:00.000Z', declinedSince: 0 },
  ]);
});

test('for as many days as are asked, and only of one unit', async () => {
  expect(await names('?days=8')).toEqual(['Zapata', 'Gil']);
  expect(await names('?days=1')).toEqual(['Zapata', 'Gil', 'Medina', 'Abad']);
  expect(await names('?unit=First%20floor')).toEqual([]);
  for (const days of ['0', '91', 'all']) {
    const answer = await coordinator.get(`/api/v1/activities/without-participation?days=${days}`);
    expectProblem(answer, 400, 'bad-query');
  }
});

test('but not while in hospital or on leave all that time; who was here for a part of it is', async () => {
  // She went on the morning of the first of the fourteen days.
  expect(await names('?days=13')).toEqual(['Zapata', 'Gil']);
  expect(await names('?days=14')).toContain('Luna');
});

test('page by page, each once', async () => {
  const all: string[] = [];
  let cursor = '';
  do {
    const page = await idle(`?days=1&limit=1${cursor}`);
    all.push(...page.items.map(({ name }) => name));
    cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
  } while (cursor !== '');
  expect(all).toEqual(['Zapata, Carmen', 'Gil, Carmen', 'Medina, Carmen', 'Abad, Carmen']);
  const other = await coordinator.read<PageBody>('/api/v1/residents?limit=1');
  const path = `/api/v1/activities/without-participation?cursor=${other.nextCursor ?? ''}`;
  expectProblem(await coordinator.get(path), 400, 'bad-cursor');
});
