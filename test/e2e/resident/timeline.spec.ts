import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anActivity, attendancePath } from '../../support/builders/activities.js';
import { record, thePrescription, type Prescription } from '../../support/builders/prescriptions.js';
import { anAdmittedResident } from '../../support/builders/residents.js';
import { anObservation, calmReadings } from '../../support/builders/wellness.js';
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
  home = await Home.start({ anywhere: true, clockAt: '2026-11-24T21:00:00+01:00' });
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

function timeline({ id }: { readonly id: string }, query = '', reader = nurse): Promise<PageBody<Entry>> {
  return reader.read<PageBody<Entry>>(`/api/v1/residents/${id}/timeline?${query}`);
}

/** Every page, to the end. */
async function wholeTimeline(resident: { readonly id: string }, query: string): Promise<Entry[]> {
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

/** The 24th of November in the life of one resident, written down in no order. */
interface Day {
  readonly resident: Resource;
  readonly prescription: Prescription;
  readonly choir: Resource;
  readonly pulse: Resource;
}

async function aDay(): Promise<Day> {
  const [carer, coordinator, prescriber] = await Promise.all([
    home.as('carer'),
    home.as('coordinator'),
    home.as('prescriber'),
  ]);
  const resident = await anAdmittedResident(nurse, {}, { at: '2026-11-20T10:00:00+01:00' });
  const of = `/api/v1/residents/${resident.id}`;
  const pulse = await carer.created(`${of}/observations`, anObservation({ takenAt: at('07:30') }));
  const assessment = { instrument: 'news2', answers: calmReadings(), assessedAt: at('18:00') };
  await nurse.created(`${of}/assessments`, assessment);
  const terms = { startsOn: '2026-11-21' };
  const prescription = await thePrescription(home, { residentId: resident.id, medication: PARACETAMOL, terms });
  const evening = { scheduledFor: at('20:00'), administeredAt: at('20:05') };
  await record(nurse, prescription, evening);
  await record(nurse, prescription, { scheduledFor: at('08:00'), outcome: 'refused', reason: 'refused', ...taken });
  const change = `/api/v1/prescriptions/${prescription.id}`;
  await prescriber.post(`${change}/amend`, { effectiveFrom: at('20:30'), reason: 'pain', dose: TWO });
  await prescriber.post(`${change}/suspend`, { at: at('20:45'), reason: 'sleeps' });
  const choir = await coordinator.created('/api/v1/activities', anActivity({ title: 'Choir', ...TODAY_AT_ELEVEN }));
  await carer.put(attendancePath(choir, TODAY_AT_ELEVEN.startsAt), [
    { residentId: resident.id, attendance: 'attended', engagement: 4 },
  ]);
  await nurse.created(`${of}/movements`, { type: 'leave', at: at('12:30'), expectedReturnOn: '2026-11-24' });
  await nurse.created(`${of}/movements`, { type: 'return', at: at('17:00') });
  return { resident, prescription, choir, pulse };
}

const PARACETAMOL = { name: 'Paracetamol', strength: '500 mg' };
const TODAY_AT_ELEVEN = { startsAt: '2026-11-24T11:00', recurrence: null };
const TWO = { quantity: 2, unit: 'tablet' };
const taken = { administeredAt: at('08:10') };

function at(time: string): string {
  return `2026-11-24T${time}:00+01:00`;
}

describe("a resident's day", () => {
  let day: Day;

  beforeAll(async () => {
    day = await aDay();
  });

  test('is one story of all that any domain knows of it', async () => {
    const { items } = await timeline(day.resident, 'from=2026-11-24&to=2026-11-24');
    expect(items.map(({ at: when, kind, text }) => `${when.slice(11, 16)} ${kind}: ${text}`)).toEqual([
      '19:45 prescriptions: Suspended: Paracetamol 500 mg: sleeps',
      '19:30 prescriptions: Amended: Paracetamol 500 mg, 2 tablet, oral, at 08:00, 20:00: pain',
      '19:05 administrations: Given: Paracetamol 500 mg, 1 tablet',
      '17:00 assessments: NEWS2 early warning score: 0, Low (0)',
      '16:00 movements: Returned',
      '11:30 movements: Went on leave, expected back on 2026-11-24',
      '10:00 attendance: Attended: Choir, engagement 4 of 5',
      '07:10 administrations: Refused: Paracetamol 500 mg (The person said no)',
      '06:30 observations: Heart rate: 72 /min',
    ]);
    const { items: before } = await timeline(day.resident, 'to=2026-11-23');
    expect(before.map(({ kind, event }) => `${kind}: ${event}`)).toEqual([
      'prescriptions: prescribed',
      'movements: admission',
    ]);
  });

  test('leads from each entry to the whole of it', async () => {
    for (const { href } of await wholeTimeline(day.resident, '')) expect((await nurse.get(href)).status).toBe(200);
  });

  test.each([1, 2, 3, 5])('read %i at a time is the same story', async (limit) => {
    const whole = await timeline(day.resident, 'limit=200');
    expect(await wholeTimeline(day.resident, `limit=${limit}`)).toEqual(whole.items);
    const kinds = 'kinds=prescriptions,attendance,observations';
    const { items } = await timeline(day.resident, kinds);
    expect(items.map(({ kind }) => kind)).toEqual([
      'prescriptions',
      'prescriptions',
      'attendance',
      'observations',
      'prescriptions',
    ]);
    expect(await wholeTimeline(day.resident, `${kinds}&limit=${limit}`)).toEqual(items);
  });

  test.each([
    ['carer', ['administrations', 'assessments', 'attendance', 'movements', 'observations', 'prescriptions']],
    ['coordinator', ['assessments', 'attendance', 'movements', 'observations']],
    ['admin', ['movements']],
  ] as const)('is told to the %s as far as they may read it', async (role, kinds) => {
    const reader = await home.as(role);
    const { items } = await timeline(day.resident, '', reader);
    expect([...new Set(items.map(({ kind }) => kind))].sort()).toEqual(kinds);
    const asked = await timeline(day.resident, 'kinds=administrations', reader);
    expect(asked.items).toHaveLength(role === 'carer' ? 2 : 0);
  });

  test("has nothing of another resident's", async () => {
    const { resident } = await aDay();
    const ids = new Set((await wholeTimeline(day.resident, '')).map(({ id }) => id));
    const others = await wholeTimeline(resident, '');
    expect(others.filter(({ id }) => ids.has(id))).toEqual([]);
    expect(others).toHaveLength(ids.size);
  });
});

describe('what turns out to be otherwise', () => {
  test('stays in the story and is marked: a reading, a dose, and each step of a prescription', async () => {
    const { resident, prescription, pulse } = await aDay();
    const wrong = { reason: 'of her neighbour' };
    await nurse.post(`/api/v1/residents/${resident.id}/observations/${pulse.id}/enter-in-error`, wrong);
    const [given] = (await timeline(resident, 'kinds=administrations')).items;
    await nurse.post(`/api/v1/administrations/${given?.id ?? ''}/correct`, {
      reason: 'half',
      outcome: 'given',
      note: 'x',
    });
    await (await home.as('prescriber')).post(`/api/v1/prescriptions/${prescription.id}/enter-in-error`, wrong);
    const told = await wholeTimeline(resident, 'kinds=observations,administrations,prescriptions');
    const marked = told.filter(({ enteredInError }) => enteredInError).map(({ kind, event }) => `${kind}: ${event}`);
    expect(marked.sort()).toEqual([
      'administrations: given',
      'observations: heart-rate',
      'prescriptions: amended',
      'prescriptions: entered-in-error',
      'prescriptions: prescribed',
      'prescriptions: suspended',
    ]);
    expect(told).toHaveLength(marked.length + 2);
  });

  test('a movement that was an error stays in the story and is marked', async () => {
    const resident = await whoGoesHomeOnSundays();
    const [last] = (await timeline(resident)).items;
    await nurse.post(`${last?.href ?? ''}/enter-in-error`, { reason: 'still with her daughter' });
    const { items } = await timeline(resident);
    expect(items.map(({ event, enteredInError }) => [event, enteredInError])).toEqual([
      ['return', true],
      ['leave', false],
      ['return', false],
      ['leave', false],
      ['admission', false],
    ]);
  });

  test('a suspension that ends is the same entry as before, and its end another', async () => {
    const { resident, prescription } = await aDay();
    const prescriber = await home.as('prescriber');
    const before = await timeline(resident, 'kinds=prescriptions');
    await prescriber.post(`/api/v1/prescriptions/${prescription.id}/resume`, { at: at('20:50'), reason: 'awake' });
    const { items } = await timeline(resident, 'kinds=prescriptions');
    expect(items.map(({ event }) => event)).toEqual(['active', 'suspended', 'amended', 'prescribed']);
    expect(items.slice(1)).toEqual(before.items);
  });

  test('attendance goes with its session to another time', async () => {
    const { resident, choir } = await aDay();
    const coordinator = await home.as('coordinator');
    const session = `/api/v1/activities/${choir.id}/sessions/${TODAY_AT_ELEVEN.startsAt}`;
    expect((await coordinator.patch(session, { startsAt: '2026-11-24T16:00' })).status).toBe(200);
    const { items } = await timeline(resident, 'kinds=attendance&from=2026-11-24T14:00:00Z');
    expect(items).toMatchObject([{ at: '2026-11-24T15:00:00.000Z', event: 'attended' }]);
    expect((await timeline(resident, 'kinds=attendance&to=2026-11-24T14:00:00Z')).items).toEqual([]);
  });
});
