import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { acknowledged, aRacingHeart, resolve, theAlertOf } from '../../support/builders/alerts.js';
import { aResident } from '../../support/builders/residents.js';
import { anObservation, calmReadings } from '../../support/builders/wellness.js';
import type { Client } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';

interface Overview {
  readonly observations: readonly { readonly observation: Readonly<Record<string, unknown>> }[];
  readonly assessments: readonly unknown[];
  readonly weightChanges: unknown;
}

let home: Home;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T09:00:00+01:00' });
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

async function someone(): Promise<string> {
  return `/api/v1/residents/${(await nurse.created('/api/v1/residents', aResident())).id}`;
}

describe('how a resident is', () => {
  test('is nothing as long as nothing is known', async () => {
    const of = await someone();
    expect(await nurse.read(`${of}/wellness`)).toMatchObject({
      observations: [],
      assessments: [],
      weightChanges: [],
    });
  });

  test('is the last of each type, with its age, the normal range and what is usual for the person', async () => {
    const of = await someone();
    for (const [day, value] of [88, 90, 89].entries()) {
      const takenAt = `2026-11-2${day}T08:00:00Z`;
      await nurse.created(`${of}/observations`, { type: 'oxygen-saturation', value, takenAt });
    }
    const readings = [
      { type: 'consciousness', value: 'alert' },
      { type: 'oxygen-saturation', value: 85, takenAt: '2026-11-24T08:25:00+01:00' },
      { type: 'heart-rate', value: 95 },
    ];
    for (const reading of readings) await nurse.created(`${of}/observations`, reading);
    const overview = await nurse.read<Overview & Record<string, unknown>>(`${of}/wellness`);
    expect(overview.observations).toMatchObject([
      {
        observation: { type: 'heart-rate' },
        measures: [{ value: 95, interpretation: 'high', baseline: null, trend: null }],
      },
      {
        observation: { type: 'oxygen-saturation', value: 85, status: 'final' },
        ageMinutes: 35,
        measures: [
          {
            component: null,
            value: 85,
            referenceRange: { low: 96, high: 100 },
            interpretation: 'low',
            baseline: { median: 89, low: 88, high: 90, readings: 3 },
            trend: 'down',
          },
        ],
      },
      { observation: { type: 'consciousness', value: 'alert' }, ageMinutes: 0, measures: [] },
    ]);
  });

  test('has nothing of what was entered in error', async () => {
    const of = await someone();
    await nurse.created(`${of}/observations`, anObservation({ value: 72, takenAt: '2026-11-23T08:00:00Z' }));
    const wrong = await nurse.created(`${of}/observations`, anObservation({ value: 120 }));
    await nurse.post(`${of}/observations/${wrong.id}/enter-in-error`, { reason: 'of her neighbour' });
    const { observations } = await nurse.read<Overview>(`${of}/wellness`);
    expect(observations.map(({ observation }) => observation['value'])).toEqual([72]);
  });

  test('names the alerts that are open, until they are resolved', async () => {
    const of = await someone();
    const alert = await theAlertOf(nurse, of.split('/').at(-1) ?? '');
    expect(await nurse.read(`${of}/wellness`)).toMatchObject({ openAlerts: [{ id: alert.id, rule: 'threshold' }] });
    await resolve(nurse, await acknowledged(nurse, alert));
    expect(await nurse.read(`${of}/wellness`)).toMatchObject({ openAlerts: [] });
  });

  test('says when each assessment is due again', async () => {
    const of = await someone();
    const news2 = { instrument: 'news2', answers: calmReadings({ heartRate: 95 }) };
    await nurse.created(`${of}/assessments`, { ...news2, assessedAt: '2026-11-24T01:00:00Z' });
    const { assessments } = await nurse.read<Overview>(`${of}/wellness`);
    expect(assessments).toMatchObject([
      {
        assessment: { instrument: 'news2', score: 1, band: 'low' },
        ageMinutes: 420,
        dueAt: '2026-11-24T07:00:00.000Z',
        overdue: true,
      },
    ]);
  });

  test('says what became of the weight, as the trend of it does', async () => {
    const of = await someone();
    const weights = { '2026-05-20': 66, '2026-06-10': 64, '2026-10-20': 61, '2026-10-30': 60, '2026-11-23': 57 };
    for (const [day, value] of Object.entries(weights)) {
      await nurse.created(`${of}/observations`, { type: 'body-weight', value, takenAt: `${day}T08:00:00Z` });
    }
    const { weightChanges } = await nurse.read<Overview>(`${of}/wellness`);
    expect(weightChanges).toEqual([
      { days: 30, referenceTakenAt: '2026-10-20T08:00:00.000Z', reference: 61, percent: -6.6 },
      { days: 180, referenceTakenAt: '2026-05-20T08:00:00.000Z', reference: 66, percent: -13.6 },
    ]);
    const trend = await nurse.read<{ changes: unknown }>(`${of}/trends?type=body-weight&from=2026-11-01&to=2026-11-24`);
    expect(weightChanges).toEqual(trend.changes);
  });

  test('is told to who may read observations, of a resident whom the home knows', async () => {
    const of = await someone();
    await nurse.created(`${of}/observations`, aRacingHeart());
    expect(await (await home.as('coordinator')).read(`${of}/wellness`)).toMatchObject({ openAlerts: null });
    expectProblem(await (await home.as('admin')).get(`${of}/wellness`), 403, 'forbidden');
    expectProblem(await nurse.get('/api/v1/residents/nobody/wellness'), 404, 'not-found');
  });
});
