import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aResident } from '../../support/builders/residents.js';
import { anObservation } from '../../support/builders/wellness.js';
import type { Answer, Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';
import { testAlone } from '../../support/running-home.js';

let home: Home;
let carer: Client;
let nurse: Client;
let resident: Resource;

beforeAll(async () => {
  home = await Home.start({ anywhere: true, clockAt: '2026-11-24T09:00:00+01:00' });
  [carer, nurse] = [await home.as('carer'), await home.as('nurse')];
  resident = await nurse.created('/api/v1/residents', aResident());
});
afterAll(() => home.stop());

function path(of: Resource = resident): string {
  return `/api/v1/residents/${of.id}/observations`;
}

function record(details: Readonly<Record<string, unknown>>, of?: Resource): Promise<Answer> {
  return carer.post(path(of), details);
}

describe('what is measured and seen', () => {
  test.each<[Record<string, unknown>, Record<string, unknown>]>([
    [
      { type: 'heart-rate', value: 71.6 },
      { value: 72, unit: '/min' },
    ],
    [
      { type: 'respiratory-rate', value: 16, unit: '{breaths}/min' },
      { value: 16, unit: '/min' },
    ],
    [
      { type: 'oxygen-saturation', value: 97, unit: '%' },
      { value: 97, unit: '%' },
    ],
    [
      { type: 'inspired-oxygen', value: 'air' },
      { value: 0, code: 'air', unit: 'L/min' },
    ],
    [
      { type: 'inspired-oxygen', value: 2.5, unit: 'L/min' },
      { value: 2.5, code: null, unit: 'L/min' },
    ],
    [
      { type: 'body-temperature', value: 100.4, unit: '[degF]' },
      { value: 38, unit: 'Cel' },
    ],
    [
      { type: 'blood-pressure', systolic: 128, diastolic: 76 },
      { systolic: 128, diastolic: 76, unit: 'mm[Hg]' },
    ],
    [
      { type: 'blood-pressure', components: { systolic: 16, diastolic: 10.7 }, unit: 'kPa' },
      { value: null, components: { systolic: 120, diastolic: 80 }, unit: 'mm[Hg]' },
    ],
    [
      { type: 'consciousness', value: 'new-confusion' },
      { value: 'new-confusion', unit: null },
    ],
    [
      { type: 'blood-glucose', value: 5.5, unit: 'mmol/L' },
      { value: 99.1, unit: 'mg/dL' },
    ],
    [
      { type: 'blood-glucose', value: 104, unit: 'mg/dL' },
      { value: 104, unit: 'mg/dL' },
    ],
    [
      { type: 'body-weight', value: 150, unit: '[lb_av]' },
      { value: 68.04, unit: 'kg' },
    ],
    [
      { type: 'body-height', value: 63, unit: '[in_i]' },
      { value: 160, unit: 'cm' },
    ],
    [
      { type: 'pain', value: 4 },
      { value: 4, unit: '{score}' },
    ],
    [
      { type: 'mood', value: 5 },
      { value: 5, unit: '{score}' },
    ],
    [
      { type: 'sleep', value: 450, unit: 'min' },
      { value: 7.5, unit: 'h' },
    ],
    [
      { type: 'fluid-intake', value: 0.25, unit: 'L' },
      { value: 250, unit: 'mL' },
    ],
    [
      { type: 'food-intake', value: 75 },
      { value: 75, unit: '%' },
    ],
    [
      { type: 'bowel-movement', value: 4 },
      { value: 4, unit: '{score}' },
    ],
    [
      { type: 'fall', value: 'no-harm' },
      { value: 'no-harm', unit: null },
    ],
  ])('%j is kept as %j and read back so', async (sent, kept) => {
    const stored = await record({ ...sent, note: 'as it was', method: 'by hand' });
    const expected = { ...kept, type: sent['type'], status: 'final', note: 'as it was', method: 'by hand', version: 1 };
    expect(stored).toMatchObject({ status: 201, body: expected });
    expect(stored.headers.get('location')).toBe(`${path()}/${String(stored.body['id'])}`);
    const read = await carer.get(`${path()}/${String(stored.body['id'])}`);
    expect(read.body).toEqual(stored.body);
  });

  test('every type of the registry has been told a value above', async () => {
    const { items } = await carer.read<PageBody>('/api/v1/observation-types');
    const { items: seen } = await carer.read<PageBody>(`${path()}?limit=200`);
    expect([...new Set(seen.map(({ type }) => type))].sort()).toEqual(items.map(({ code }) => code).sort());
  });

  testAlone.each<[string, Record<string, unknown>, string[]]>([
    ['a pulse of 400', { type: 'heart-rate', value: 400 }, ['/value']],
    ['a temperature of 100.4 without its unit', { type: 'body-temperature', value: 100.4 }, ['/value']],
    ['a saturation of 101 %, confirmed', { type: 'oxygen-saturation', value: 101, confirm: true }, ['/value']],
    ['half a step of pain', { type: 'pain', value: 3.5 }, ['/value']],
    ['a word for a number', { type: 'heart-rate', value: 'fast' }, ['/value']],
    ['an unknown word', { type: 'fall', value: 'terrible' }, ['/value']],
    ['a pressure upside down', { type: 'blood-pressure', systolic: 70, diastolic: 120 }, ['/diastolic']],
    ['half a pressure', { type: 'blood-pressure', systolic: 120 }, ['/diastolic']],
    ['a pressure as one value', { type: 'blood-pressure', value: 120 }, ['/value', '/systolic', '/diastolic']],
    ['an unknown unit', { type: 'body-weight', value: 70, unit: 'stone' }, ['/unit']],
    ['an unknown type', { type: 'aura', value: 1 }, ['/type']],
    ['nothing', {}, ['/type']],
    ['the future', { type: 'mood', value: 3, takenAt: '2026-11-24T10:00:00+01:00' }, ['/takenAt']],
    ['several at once', { type: 'mood', value: [], takenAt: 'noon', colour: 'red' }, ['/value', '/takenAt', '/colour']],
  ])('%s is refused', async (_, sent, pointers) => {
    expectBadFields(await record(sent), ...pointers);
  });

  test('an unlikely value is taken when the carer stands by it', async () => {
    const unlikely = { type: 'body-weight', value: 25 };
    expectProblem(await record(unlikely), 422, 'validation-failed', {
      errors: [expect.objectContaining({ pointer: '/value', code: 'unlikely-value' })],
    });
    expect(await record({ ...unlikely, confirm: true })).toMatchObject({ status: 201, body: { value: 25 } });
  });
});

describe('the list of observations', () => {
  let other: Resource;
  const taken = ['2026-11-22T23:30:00Z', '2026-11-23T08:00:00Z', '2026-11-23T22:59:59.999Z', '2026-11-23T23:00:00Z'];

  beforeAll(async () => {
    other = await nurse.created('/api/v1/residents', aResident());
    for (const takenAt of taken) await record(anObservation({ takenAt }), other);
    await record({ type: 'mood', value: 3, takenAt: '2026-11-23T09:00:00Z' }, other);
  });

  async function times(query: string): Promise<unknown[]> {
    const { items } = await carer.read<PageBody>(`${path(other)}?${query}`);
    return items.map(({ takenAt }) => takenAt);
  }

  test('is ordered by when it was true, newest first, however late it was written down', async () => {
    await record(anObservation({ takenAt: '2026-11-01T08:00:00Z' }), other);
    expect(await times('type=heart-rate')).toEqual(
      ['2026-11-01T08:00:00Z', ...taken].map((at) => new Date(at).toISOString()).reverse(),
    );
  });

  test('a date means its whole day in the home', async () => {
    expect(await times('from=2026-11-23&to=2026-11-23')).toEqual([
      '2026-11-23T22:59:59.999Z',
      '2026-11-23T09:00:00.000Z',
      '2026-11-23T08:00:00.000Z',
      '2026-11-22T23:30:00.000Z',
    ]);
  });

  test('an end of the range is not in it, and pages follow each other', async () => {
    const query = 'type=heart-rate&from=2026-11-23T08:00:00Z&to=2026-11-23T23:00:00Z&limit=1';
    const first = await carer.get<PageBody>(`${path(other)}?${query}`);
    expect(first.body.items).toHaveLength(1);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    const second = await carer.read<PageBody>(next);
    expect(second).toMatchObject({ items: [{ takenAt: '2026-11-23T08:00:00.000Z' }], nextCursor: null });
  });

  test.each(['type=aura', 'from=yesterday', 'cursor=x'])('%s can not be read', async (query) => {
    const answer = await carer.get(`${path(other)}?${query}`);
    expectProblem(answer, 400, query.startsWith('cursor') ? 'bad-cursor' : 'bad-query');
  });
});

describe('a wrong observation', () => {
  test('is marked with the reason, once, and stays readable', async () => {
    const { id } = await carer.created(path(), anObservation());
    const mark = (reason: string, headers = {}): Promise<Answer> =>
      carer.post(`${path()}/${id}/enter-in-error`, { reason }, headers);
    expectProblem(await mark('old version', { 'if-match': '"7"' }), 412, 'version-conflict');
    const marked = { status: 'entered-in-error', statusReason: 'of her neighbour', version: 2, value: 72 };
    expect(await mark('of her neighbour')).toMatchObject({ status: 200, body: marked });
    expectProblem(await mark('again'), 409, 'illegal-transition');
    expect(await carer.read(`${path()}/${id}`)).toMatchObject(marked);
  });

  test('is of one resident only', async () => {
    const { id } = await carer.created(path(), anObservation());
    const other = await nurse.created('/api/v1/residents', aResident());
    expectProblem(await carer.get(`${path(other)}/${id}`), 404, 'not-found');
  });
});

describe('whom it is about', () => {
  test('nobody knows a stranger', async () => {
    const stranger = { id: '0199b1d0-7c00-7000-8000-00000000dead', version: 1 };
    expectProblem(await record(anObservation(), stranger), 404, 'not-found');
    expectProblem(await carer.get(path(stranger)), 404, 'not-found');
  });

  test('a coordinator may read, not write', async () => {
    const coordinator = await home.as('coordinator');
    expectProblem(await coordinator.post(path(), anObservation()), 403, 'forbidden');
    expect((await coordinator.get(path())).status).toBe(200);
  });
});
