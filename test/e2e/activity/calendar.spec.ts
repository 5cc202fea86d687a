import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anActivity, attendancePath, enrol, sessionsOf, type Session } from '../../support/builders/activities.js';
import { aVariedProgramme } from '../../support/builders/programme.js';
import { anAdmittedResident } from '../../support/builders/residents.js';
import {
  readByPython,
  readByThunderbird,
  shown,
  whyNoPython,
  type Shown,
  type Stretch,
} from '../../support/calendar-programs.js';
import type { Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';

const FEED = '/api/v1/activities/calendar.ics';
const TWO_YEARS = { from: '2026-08-01T00:00:00.000Z', to: '2028-07-31T00:00:00.000Z' };

let home: Home;
let coordinator: Client;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-10-20T09:00:00+02:00' });
  coordinator = await home.as('coordinator');
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

/** What the home's own lists show in a stretch of at most two years, all pages. */
async function listed(client: Client, { from, to }: Stretch, query = ''): Promise<Shown[]> {
  const middle = `${Number(from.slice(0, 4)) + 1}${from.slice(4)}`;
  const found: Shown[] = [];
  for (const [first, last] of [
    [from, middle < to ? middle : to],
    [middle, to],
  ] as const) {
    if (first >= last) continue;
    let cursor: string | null = '';
    while (cursor !== null) {
      const path = `/api/v1/activity-sessions?limit=200&from=${first}&to=${last}${query}${cursor}`;
      const page: PageBody<Session> = await client.read<PageBody<Session>>(path);
      for (const { startsAt, endsAt, status, title } of page.items) {
        found.push(shown(startsAt, endsAt, status === 'cancelled' ? 'CANCELLED' : 'CONFIRMED', String(title)));
      }
      cursor = page.nextCursor === null ? null : `&cursor=${page.nextCursor}`;
    }
  }
  return found.sort();
}

/** The calendar as text. */
function feed(client: Client, query = ''): Promise<string> {
  return client.read<string>(`${FEED}${query}`);
}

/** Both programs show what the home does; the second where it is installed. */
async function expectReadAlike(text: string, stretch: Stretch, expected: readonly Shown[]): Promise<void> {
  expect(readByThunderbird(text, stretch)).toEqual(expected);
  const missing = whyNoPython();
  if (missing === undefined) expect(await readByPython(text, stretch)).toEqual(expected);
  else console.warn(`The calendar was read by one program only: ${missing}`);
}

describe('the calendar of a home with many series', () => {
  let text: string;

  beforeAll(async () => {
    await aVariedProgramme(coordinator);
    text = await feed(nurse);
  }, 120_000);

  test('is read by two programs as the home itself shows two years of sessions', async () => {
    const expected = await listed(nurse, TWO_YEARS);
    expect(expected.length).toBeGreaterThan(2000);
    expect(expected.filter((line) => line.includes('CANCELLED')).length).toBeGreaterThan(3);
    await expectReadAlike(text, TWO_YEARS, expected);
  }, 120_000);

  test('is text in lines of at most 75 bytes, each ended as the RFC has it', () => {
    const lines = text.split('\r\n');
    expect(lines.slice(0, 2)).toEqual(['BEGIN:VCALENDAR', 'VERSION:2.0']);
    expect(lines.slice(-2)).toEqual(['END:VCALENDAR', '']);
    expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('tells most series by their rule', () => {
    expect(text.match(/^RRULE:/gm)?.length).toBeGreaterThan(40);
    expect(text.match(/^RDATE;TZID/gm)?.length).toBeGreaterThan(5);
  });

  test('is the same again, byte by byte, until something changes', async () => {
    const first = await nurse.get(FEED);
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[\w-]{43}"$/);
    expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const again = await nurse.get(FEED, { 'if-none-match': tag });
    expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, undefined, tag]);
    await coordinator.created('/api/v1/activities', anActivity());
    expect((await nurse.get(FEED, { 'if-none-match': tag })).status).toBe(200);
  });
});

describe('a series that is changed', () => {
  const JANUARY = { from: '2027-01-01T00:00:00.000Z', to: '2027-02-01T00:00:00.000Z' };

  /** The events of an activity, each as its lines. */
  async function eventsOf({ id }: Resource): Promise<string[][]> {
    const unfolded = (await feed(nurse)).replaceAll('\r\n ', '');
    const events = unfolded.split('BEGIN:VEVENT\r\n').slice(1);
    return events.filter((event) => event.includes(id)).map((event) => event.split('\r\n'));
  }

  test('keeps its name, and says with a higher number that it changed', async () => {
    const activity = await coordinator.created('/api/v1/activities', anActivity({ startsAt: '2027-01-03T10:30' }));
    const before = await eventsOf(activity);
    expect(before).toEqual([expect.arrayContaining([`UID:${activity.id}@residencia`, 'SEQUENCE:0'])]);
    await coordinator.patch(`/api/v1/activities/${activity.id}`, { title: 'Choir, with tea' });
    expect(await eventsOf(activity)).toEqual([
      expect.arrayContaining([`UID:${activity.id}@residencia`, 'SEQUENCE:1', 'SUMMARY:Choir\\, with tea']),
    ]);
  });

  test('tells what is different about one session beside it', async () => {
    const activity = await coordinator.created('/api/v1/activities', anActivity({ startsAt: '2027-01-03T10:30' }));
    const session = `/api/v1/activities/${activity.id}/sessions/2027-01-10T10:30`;
    await coordinator.patch(session, { status: 'cancelled', reason: 'the gymnasium is being painted' });
    expect(await eventsOf(activity)).toEqual([
      expect.arrayContaining(['RRULE:FREQ=WEEKLY;BYDAY=SU']),
      expect.arrayContaining([
        'RECURRENCE-ID;TZID=Europe/Madrid:20270110T103000',
        'STATUS:CANCELLED',
        'DESCRIPTION:the gymnasium is being painted',
        'SEQUENCE:1',
      ]),
    ]);
    await coordinator.patch(session, { status: null, startsAt: '2027-01-11T16:00' });
    const [, moved] = await eventsOf(activity);
    expect(moved).toEqual(
      expect.arrayContaining(['DTSTART;TZID=Europe/Madrid:20270111T160000', 'STATUS:CONFIRMED', 'SEQUENCE:2']),
    );
    await expectReadAlike(await feed(nurse), JANUARY, await listed(nurse, JANUARY));
  });

  test('keeps what was held, at its time, when it is planned anew or ends', async () => {
    const september = { from: '2026-09-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z' };
    const resident = await anAdmittedResident(nurse, {}, { at: '2026-09-01T10:00:00+02:00' });
    const series = { startsAt: '2026-09-06T10:30' };
    const [moved, ended] = [
      await coordinator.created('/api/v1/activities', anActivity(series)),
      await coordinator.created('/api/v1/activities', anActivity(series)),
    ];
    for (const activity of [moved, ended]) {
      const body = [{ residentId: resident.id, attendance: 'attended' }];
      expect((await coordinator.put(attendancePath(activity, '2026-09-13T10:30'), body)).status).toBe(200);
    }
    const daily = { startsAt: '2026-10-25T17:00', recurrence: 'FREQ=DAILY', location: 'Garden' };
    expect((await coordinator.patch(`/api/v1/activities/${moved.id}?from=2026-10-25`, daily)).status).toBe(200);
    await coordinator.patch(`/api/v1/activities/${ended.id}`, { active: false });
    const [before, after] = await sessionsOf(nurse, moved, 'from=2026-10-18&to=2026-10-25');
    expect([before?.localStartsAt, after?.localStartsAt]).toEqual(['2026-10-18T10:30', '2026-10-25T17:00']);
    await expectReadAlike(await feed(nurse), september, await listed(nurse, september));
  });
});

describe('the calendar of a resident', () => {
  test('has the sessions that they have a place in or are on record with, and nothing of who they are', async () => {
    const resident = await anAdmittedResident(
      nurse,
      { givenName: 'Quiteria', familyName: 'Zarzalejo' },
      { at: '2026-09-01T10:00:00+02:00' },
    );
    const [weekly, once, other] = [
      await coordinator.created('/api/v1/activities', anActivity({ startsAt: '2026-10-04T01:30', title: 'Owls' })),
      await coordinator.created('/api/v1/activities', anActivity({ recurrence: null, startsAt: '2026-12-01T09:00' })),
      await coordinator.created('/api/v1/activities', anActivity({ startsAt: '2026-10-04T18:00' })),
    ];
    await enrol(coordinator, weekly, resident, { from: '2026-10-01' });
    await enrol(coordinator, once, resident);
    await coordinator.put(attendancePath(other, '2026-10-11T18:00'), [
      { residentId: resident.id, attendance: 'partly', engagement: 3 },
    ]);
    await coordinator.patch(`/api/v1/activities/${weekly.id}/sessions/2026-11-01T01:30`, { status: 'cancelled' });
    const query = `residentId=${resident.id}`;
    const text = await feed(nurse, `?${query}`);
    const stretch = { from: '2026-09-18T22:00:00.000Z', to: '2027-10-20T22:00:00.000Z' };
    const expected = await listed(nurse, stretch, `&${query}`);
    expect(expected.length).toBeGreaterThan(50);
    await expectReadAlike(text, stretch, expected);
    expect(text).not.toMatch(/RRULE|Quiteria|Zarzalejo|partly|RECURRENCE-ID/);
    expect(new Set(text.match(/^UID:.*$/gm)).size).toBe(expected.length);
    expect((await nurse.get(`${FEED}?${query}`, { 'if-none-match': '*' })).status).toBe(304);
  });

  test('is empty where there is no such resident, as their list is', async () => {
    expect(await feed(nurse, '?residentId=0199b1d0-7c00-7000-8000-00000000dead')).not.toContain('VEVENT');
  });

  test.each(['residentId=1', 'week=40'])('is not read for %s', async (query) => {
    expectProblem(await nurse.get(`${FEED}?${query}`), 400, 'bad-query');
  });
});

describe('a home elsewhere', () => {
  test.each(['Australia/Lord_Howe', 'America/Sao_Paulo', 'Atlantic/Canary'])(
    'in %s is read as it shows itself, over each setting of its clocks',
    async (zone) => {
      const elsewhere = await Home.start({ clockAt: '2026-10-20T09:00:00Z', environment: { TIME_ZONE: zone } });
      try {
        const client = await elsewhere.as('coordinator');
        for (const time of ['00:45', '01:30', '01:45', '02:00', '02:15', '03:00']) {
          const startsAt = `2026-09-05T${time}`;
          await client.created('/api/v1/activities', anActivity({ startsAt, recurrence: 'FREQ=DAILY' }));
        }
        const year = { from: '2026-09-01T00:00:00.000Z', to: '2027-11-15T00:00:00.000Z' };
        await expectReadAlike(await feed(client), year, await listed(client, year));
      } finally {
        await elsewhere.stop();
      }
    },
  );
});
