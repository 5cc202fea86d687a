import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aResident } from '../../support/builders/residents.js';
import { calmReadings } from '../../support/builders/wellness.js';
import type { Answer, Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';

let home: Home;
let nurse: Client;
let resident: Resource;

beforeAll(async () => {
  home = await Home.start({ anywhere: true, clockAt: '2026-11-24T09:00:00+01:00' });
  nurse = await home.as('nurse');
  resident = await nurse.created('/api/v1/residents', aResident());
});
afterAll(() => home.stop());

function path(): string {
  return `/api/v1/residents/${resident.id}/assessments`;
}

function assess(answers: unknown, more: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
  return nurse.post(path(), { instrument: 'news2', answers, ...more });
}

describe('NEWS2', () => {
  test('a resident who is short of breath on oxygen scores 7 and is in the high band', async () => {
    const answers = calmReadings({
      respiratoryRate: 22,
      oxygenSaturation: 95,
      supplementalOxygen: true,
      systolicBloodPressure: 105,
      heartRate: 95,
    });
    const answer = await assess(answers);
    expect(answer).toMatchObject({
      status: 201,
      body: {
        instrument: 'news2',
        instrumentVersion: '2017.1',
        answers,
        itemScores: {
          respiratoryRate: 2,
          oxygenSaturation: 1,
          supplementalOxygen: 2,
          systolicBloodPressure: 1,
          heartRate: 1,
          consciousness: 0,
          temperature: 0,
        },
        score: 7,
        partialScore: null,
        complete: true,
        missing: [],
        band: 'high',
        advice: { en: expect.stringContaining('Emergency assessment') },
      },
    });
    expect((await nurse.get(`${path()}/${String(answer.body['id'])}`)).body).toEqual(answer.body);
  });

  test.each<[string, Record<string, unknown>, number, string]>([
    ['a calm resident', {}, 0, 'low'],
    ['a fast pulse', { heartRate: 95 }, 1, 'low'],
    ['a single 3, new confusion', { consciousness: 'new-confusion' }, 3, 'low-medium'],
    ['a single 3 beside others', { consciousness: 'voice', heartRate: 95 }, 4, 'low-medium'],
    ['a 5 with a single 3 in it', { temperature: 34.9, supplementalOxygen: true }, 5, 'medium'],
    ['scale 2 on air', { oxygenScale: 2, oxygenSaturation: 97 }, 0, 'low'],
    ['scale 2 on oxygen', { oxygenScale: 2, oxygenSaturation: 97, supplementalOxygen: true }, 5, 'medium'],
  ])('%s %j scores %i: %s', async (_, changes, score, band) => {
    expect(await assess(calmReadings(changes))).toMatchObject({ status: 201, body: { score, band, complete: true } });
  });

  test('with an input missing it is incomplete: a partial sum, never a total', async () => {
    const answers = calmReadings({ respiratoryRate: 25, temperature: null });
    expect(await assess(answers)).toMatchObject({
      status: 201,
      body: { score: null, partialScore: 3, complete: false, missing: ['temperature'], band: 'incomplete' },
    });
  });

  test.each<[string, unknown, string[]]>([
    ['an impossible temperature', calmReadings({ temperature: 60 }), ['/answers/temperature']],
    ['a word that is no choice', calmReadings({ consciousness: 'sleepy' }), ['/answers/consciousness']],
    ['an item of another form', calmReadings({ waist: 90 }), ['/answers/waist']],
    [
      'two bad answers',
      calmReadings({ heartRate: 'fast', oxygenScale: 3 }),
      ['/answers/heartRate', '/answers/oxygenScale'],
    ],
    ['a list', [], ['/answers']],
    ['an answer with parts', { heartRate: {} }, ['/answers']],
    ['nothing', undefined, ['/answers']],
  ])('%s is refused', async (_, answers, pointers) => {
    expectBadFields(await assess(answers), ...pointers);
  });

  test('a score that the client made up is no field', async () => {
    expectBadFields(await assess(calmReadings(), { score: 0, band: 'low' }), '/band', '/score');
  });

  test('an instrument that nobody knows is refused', async () => {
    expectBadFields(await assess({}, { instrument: 'apgar' }), '/instrument');
  });
});

describe('the assessments of a resident', () => {
  test('are listed newest first, by when they were true', async () => {
    for (const day of ['21', '20', '22']) await assess(calmReadings(), { assessedAt: `2026-11-${day}T08:00:00Z` });
    const { items } = await nurse.read<PageBody>(`${path()}?instrument=news2&limit=200`);
    const times = items.map(({ assessedAt }) => String(assessedAt));
    expect(times).toEqual([...times].sort().reverse());
    expect(times.at(-1)).toBe('2026-11-20T08:00:00.000Z');
  });

  test('a wrong one is marked and stays readable', async () => {
    const { id } = await nurse.created(path(), { instrument: 'news2', answers: calmReadings() });
    const marked = await nurse.post(`${path()}/${id}/enter-in-error`, { reason: 'the wrong cuff' });
    expect(marked).toMatchObject({ status: 200, body: { status: 'entered-in-error', version: 2, score: 0 } });
    expectProblem(await nurse.post(`${path()}/${id}/enter-in-error`, { reason: 'x' }), 409, 'illegal-transition');
    expect((await nurse.get(`${path()}/${id}`)).body).toEqual(marked.body);
  });
});

describe('the registry', () => {
  test('shows enough of NEWS2 to draw its form', async () => {
    const form = await nurse.read<{ items: Record<string, unknown>[] }>('/api/v1/assessment-instruments/news2');
    expect(form).toMatchObject({ code: 'news2', version: '2017.1', singleItem: { score: 3, band: 'low-medium' } });
    expect(form.items.map(({ id }) => id).sort()).toEqual(Object.keys(calmReadings()).sort());
    const consciousness = form.items.find(({ id }) => id === 'consciousness');
    expect(consciousness).toMatchObject({
      kind: 'choice',
      choices: expect.arrayContaining([{ value: 'voice', label: expect.anything(), score: 3, excludes: [] }]),
    });
    const list = await nurse.read<PageBody>('/api/v1/assessment-instruments');
    expect(list.items[0]).toEqual(form);
    expect(list.items.map(({ code, enabled }) => [code, enabled])).toEqual([
      ['news2', true],
      ['barthel', true],
      ['braden', true],
      ['must', true],
      ['gds-15', true],
      ['painad', true],
      ['abbey', true],
      ['mna-sf', false],
      ['waterlow', false],
    ]);
  });

  test('says of each observation type its code, unit and ranges', async () => {
    expect(await nurse.read('/api/v1/observation-types/body-temperature')).toMatchObject({
      loinc: '8310-5',
      unit: 'Cel',
      otherUnits: ['[degF]'],
      possible: { low: 25, high: 45 },
      likely: { low: 34, high: 41 },
    });
    const first = await nurse.read<PageBody>('/api/v1/observation-types?limit=10');
    expect(first.items).toHaveLength(10);
    const rest = await nurse.read<PageBody>(`/api/v1/observation-types?limit=10&cursor=${String(first.nextCursor)}`);
    expect(rest).toMatchObject({ nextCursor: null });
    expect(rest.items).toHaveLength(7);
  });

  test.each(['/api/v1/observation-types/aura', '/api/v1/assessment-instruments/apgar'])(
    '%s is 404',
    async (unknown) => {
      expectProblem(await nurse.get(unknown), 404, 'not-found');
    },
  );
});
