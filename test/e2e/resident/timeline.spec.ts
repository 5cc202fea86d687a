import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anAdmittedResident } from '../../support/builders/residents.js';
import type { Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';

interface Entry {
  readonly id: string;
  readonly kind: string;
  readonly at: string;
  readonly event: string;
  readonly text: string;
  readonly href: string;
  readonly recordedBy: string;
  readonly enteredInError: boolean;
}

let home: Home;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T21:00:00+01:00' });
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

function timeline({ id }: { readonly id: string }, query = '', reader = nurse): Promise<PageBody<Entry>> {
  return reader.read<PageBody<Entry>>(`/api/v1/residents/${id}/timeline?${query}`);
}

/** Every page, to the end. */
async function wholeTimeline(resident: Resource, query: string): Promise<Entry[]> {
  const all: Entry[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: PageBody<Entry> = await timeline(resident, `${query}${cursor === '' ? '' : `&cursor=${cursor}`}`);
    all.push(...page.items);
    cursor = page.nextCursor;
  }
  return all;
}

/** Admitted on the 1st, home for two weekends since. */
async function whoGoesHomeOnSundays(): Promise<Resource> {
  const resident = await anAdmittedResident(nurse, {}, { at: '2026-11-01T10:00:00+01:00', reason: 'after a fall' });
  for (const day of ['08', '15']) {
    for (const [type, time] of [
      ['leave', '10:00'],
      ['return', '19:00'],
    ] as const) {
      const at = `2026-11-${day}T${time}:00+01:00`;
      await nurse.created(`/api/v1/residents/${resident.id}/movements`, { type, at });
    }
  }
  return resident;
}

describe('the comings and goings of a resident', () => {
  let resident: Resource;

  beforeAll(async () => {
    resident = await whoGoesHomeOnSundays();
  });

  test('are told newest first, each with what to show and where to read more', async () => {
    const { items, nextCursor } = await timeline(resident);
    expect(items.map(({ event }) => event)).toEqual(['return', 'leave', 'return', 'leave', 'admission']);
    const admission = items.at(-1);
    expect(admission).toEqual({
      id: expect.any(String),
      kind: 'movements',
      at: '2026-11-01T09:00:00.000Z',
      event: 'admission',
      text: 'Admitted: after a fall',
      href: `/api/v1/residents/${resident.id}/movements/${admission?.id ?? ''}`,
      recordedBy: expect.any(String),
      enteredInError: false,
    });
    expect(await nurse.read(admission?.href ?? '')).toMatchObject({ id: admission?.id, type: 'admission' });
    expect(nextCursor).toBeNull();
  });

  test('come page by page as they come at once', async () => {
    expect(await wholeTimeline(resident, 'limit=2')).toEqual((await timeline(resident)).items);
  });

  test.each([
    ['from=2026-11-08&to=2026-11-08', ['return', 'leave']],
    ['from=2026-11-08T19:00:00%2B01:00', ['return', 'leave', 'return']],
    ['to=2026-11-08T19:00:00%2B01:00', ['leave', 'admission']],
    ['from=2026-11-16', []],
    ['kinds=movements,alerts&limit=1', ['return']],
    ['kinds=alerts', []],
  ])('asked with %s they are %j', async (query, events) => {
    expect((await timeline(resident, query)).items.map(({ event }) => event)).toEqual(events);
  });

  test.each([
    ['kinds=movements,moods', 'bad-query'],
    ['kinds=', 'bad-query'],
    ['kinds=movements&kinds=alerts', 'bad-query'],
    ['from=yesterday', 'bad-query'],
    ['cursor=nonsense', 'bad-cursor'],
  ])('asked with %s the question can not be read', async (query, code) => {
    expectProblem(await nurse.get(`/api/v1/residents/${resident.id}/timeline?${query}`), 400, code);
  });

  test('of nobody are not found', async () => {
    const unknown = '0199b1d0-7c00-7000-8000-00000000dead';
    expectProblem(await nurse.get(`/api/v1/residents/${unknown}/timeline`), 404, 'not-found');
  });
});
