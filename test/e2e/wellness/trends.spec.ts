import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anAdmittedResident } from '../../support/builders/residents.js';
import type { Client, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';

let home: Home;
let carer: Client;
let carmen: Resource;

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T12:00:00+01:00' });
  carer = await home.as('carer');
  carmen = await anAdmittedResident(await home.as('nurse'), {}, { at: '2026-01-01T10:00:00+01:00' });
});
afterAll(() => home.stop());

function path(query = ''): string {
  return `/api/v1/residents/${carmen.id}/trends?${query}`;
}

async function observed(type: string, at: string, details: Readonly<Record<string, unknown>>): Promise<Resource> {
  return carer.created(`/api/v1/residents/${carmen.id}/observations`, { type, takenAt: at, ...details });
}

describe('how observations went', () => {
  test('is told by day of the home, around the night in which the clocks go back, without errors', async () => {
    await observed('heart-rate', '2026-10-25T00:30:00+02:00', { value: 70 });
    await observed('heart-rate', '2026-10-25T23:30:00+01:00', { value: 85 });
    await observed('heart-rate', '2026-10-25T12:00:00+01:00', { value: 71 });
    const wrong = await observed('heart-rate', '2026-10-25T13:00:00+01:00', { value: 170 });
    const mark = `/api/v1/residents/${carmen.id}/observations/${wrong.id}/enter-in-error`;
    await carer.post(mark, { reason: 'of her neighbour' });
    const answer = await carer.read(path('type=heart-rate&from=2026-10-24&to=2026-10-25'));
    const figures = { count: 3, min: 70, mean: 75.333333, max: 85, last: 85, lastTakenAt: '2026-10-25T22:30:00.000Z' };
    expect(answer).toMatchObject({
      ...{ residentId: carmen.id, type: 'heart-rate', unit: '/min', bucket: 'day' },
      ...{ from: '2026-10-23T22:00:00.000Z', to: '2026-10-25T23:00:00.000Z', ...figures },
      buckets: [
        { from: '2026-10-24', count: 0, min: null, mean: null, max: null, last: null, lastTakenAt: null },
        { from: '2026-10-25', ...figures, components: [], codes: [], changePercent: null },
      ],
      changes: [],
    });
  });

  test('of blood pressure is told of each part, of words how often each was said', async () => {
    await observed('blood-pressure', '2026-11-02T08:00:00+01:00', { systolic: 120, diastolic: 80 });
    await observed('blood-pressure', '2026-11-08T08:00:00+01:00', { systolic: 131, diastolic: 74 });
    expect(await carer.read(path('type=blood-pressure&from=2026-11-02&to=2026-11-08&bucket=week'))).toMatchObject({
      buckets: [
        {
          ...{ from: '2026-11-02', count: 2, mean: null, last: null },
          components: [
            { code: 'systolic', min: 120, mean: 125.5, max: 131, last: 131 },
            { code: 'diastolic', min: 74, mean: 77, max: 80, last: 74 },
          ],
        },
      ],
    });
    await observed('fall', '2026-11-03T08:00:00+01:00', { value: 'minor' });
    expect(await carer.read(path('type=fall'))).toMatchObject({
      ...{ count: 1, unit: null, last: 'minor', mean: null },
      codes: [{ code: 'minor', count: 1 }],
    });
  });

  test('of weight says the change from month to month, and over 30, 90 and 180 days', async () => {
    for (const [day, value] of [
      ['2026-05-28', 64],
      ['2026-10-25', 61],
      ['2026-11-24', 57.95],
    ] as const)
      await observed('body-weight', `${day}T08:00:00+01:00`, { value });
    const trend = await carer.read<Record<string, unknown>>(path('type=body-weight&bucket=month&from=2026-10-01'));
    expect(trend).toMatchObject({
      buckets: [
        { from: '2026-10-01', last: 61, changePercent: null },
        { from: '2026-11-01', last: 57.95, changePercent: -5 },
      ],
      changes: [
        { days: 30, reference: 61, referenceTakenAt: '2026-10-25T07:00:00.000Z', percent: -5 },
        { days: 180, reference: 64, percent: -9.5 },
      ],
    });
  });

  test('of more readings than are read in one go counts each once', async () => {
    const items = Array.from({ length: 1000 }, (_, index) => ({
      ...{ residentId: carmen.id, type: 'respiratory-rate', value: 12 + (index % 3) },
      takenAt: new Date(Date.parse('2026-11-20T08:00:00Z') + Math.floor(index / 4) * 60_000).toISOString(),
    }));
    for (let batch = 0; batch < 3; batch += 1) await carer.post('/api/v1/observations/batch', { items });
    expect(await carer.read(path('type=respiratory-rate'))).toMatchObject({ count: 3000, mean: 12.999, last: 12 });
  });

  test('is told of a kind there is, and of no longer than it can be shown by', async () => {
    expectProblem(await carer.get(path('type=weight')), 400, 'bad-query');
    expectProblem(await carer.get(path()), 400, 'bad-query');
    expectBadFields(await carer.get(path('type=pain&from=2025-11-01')), '/to');
    expectBadFields(await carer.get(path('type=pain&from=2026-11-25')), '/from');
    const nobody = '/api/v1/residents/0199b1d0-7c00-7000-8000-00000000dead/trends?type=pain';
    expectProblem(await carer.get(nobody), 404, 'not-found');
    expectProblem(await (await home.as('admin')).get(path('type=pain')), 403, 'forbidden');
  });
});
