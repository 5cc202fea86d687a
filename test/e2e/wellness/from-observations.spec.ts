import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aResident } from '../../support/builders/residents.js';
import { calmReadings } from '../../support/builders/wellness.js';
import type { Answer, Client, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields } from '../../support/matchers.js';
import { testAlone } from '../../support/running-home.js';

let home: Home;
let nurse: Client;
let of: string;

beforeAll(async () => {
  home = await Home.start({ anywhere: true, clockAt: '2026-11-24T09:00:00Z' });
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

/** A resident of whom everything that NEWS2 asks for was measured at 08:50; the readings by type. */
async function measured(changes: Readonly<Record<string, unknown>> = {}): Promise<Record<string, Resource>> {
  const resident = await nurse.created('/api/v1/residents', aResident());
  of = `/api/v1/residents/${resident.id}`;
  const readings: Record<string, unknown> = {
    'respiratory-rate': { value: 22 },
    'oxygen-saturation': { value: 95 },
    'inspired-oxygen': { value: 2 },
    'blood-pressure': { systolic: 105, diastolic: 70 },
    'heart-rate': { value: 95 },
    consciousness: { value: 'alert' },
    'body-temperature': { value: 37.2 },
    ...changes,
  };
  const stored: Record<string, Resource> = {};
  for (const [type, reading] of Object.entries(readings)) {
    if (reading !== null) stored[type] = await observe({ type, ...(reading as object) });
  }
  return stored;
}

function observe(reading: object): Promise<Resource> {
  return nurse.created(`${of}/observations`, { takenAt: '2026-11-24T08:50:00Z', ...reading });
}

function assess(more: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
  const body = {
    instrument: 'news2',
    answers: { oxygenScale: 1 },
    fromObservations: {},
    assessedAt: '2026-11-24T09:00:00Z',
  };
  return nurse.post(`${of}/assessments`, { ...body, ...more });
}

test('the last readings make a NEWS2, which keeps what it was made from', async () => {
  const stored = await measured();
  const { status, body } = await assess();
  expect(status).toBe(201);
  expect(body).toMatchObject({ score: 7, band: 'high', complete: true, missing: [] });
  expect(body['answers']).toEqual(
    calmReadings({
      respiratoryRate: 22,
      oxygenSaturation: 95,
      supplementalOxygen: true,
      systolicBloodPressure: 105,
      heartRate: 95,
      temperature: 37.2,
    }),
  );
  const from = { takenAt: '2026-11-24T08:50:00.000Z', ageMinutes: 10 };
  expect(body['derivedFrom']).toEqual([
    { item: 'respiratoryRate', observationId: stored['respiratory-rate']?.id, ...from },
    { item: 'oxygenSaturation', observationId: stored['oxygen-saturation']?.id, ...from },
    { item: 'supplementalOxygen', observationId: stored['inspired-oxygen']?.id, ...from },
    { item: 'systolicBloodPressure', observationId: stored['blood-pressure']?.id, ...from },
    { item: 'heartRate', observationId: stored['heart-rate']?.id, ...from },
    { item: 'consciousness', observationId: stored['consciousness']?.id, ...from },
    { item: 'temperature', observationId: stored['body-temperature']?.id, ...from },
  ]);
  expect((await nurse.get(`${of}/assessments/${String(body['id'])}`)).body).toEqual(body);
});

test('what is missing, and what is too old, is named, and there is no total', async () => {
  await measured({
    'heart-rate': { value: 95, takenAt: '2026-11-24T07:59:59Z' },
    'respiratory-rate': { value: 22, takenAt: '2026-11-24T08:00:00Z' },
    consciousness: null,
  });
  expect((await assess()).body).toMatchObject({
    score: null,
    missing: ['heartRate', 'consciousness'],
    partialScore: 6,
  });
  const { body } = await assess({ fromObservations: { maxAgeMinutes: 120 } });
  expect(body).toMatchObject({ missing: ['consciousness'], answers: { heartRate: 95 } });
});

test('what the nurse answers herself stays, and only the rest is taken from readings', async () => {
  await measured();
  const { body } = await assess({ answers: { oxygenScale: 2, temperature: 39.5, consciousness: null } });
  expect(body['answers']).toMatchObject({ oxygenScale: 2, temperature: 39.5, consciousness: 'alert', heartRate: 95 });
  const derivedFrom = body['derivedFrom'] as readonly { readonly item: string }[];
  expect(derivedFrom.map(({ item }) => item)).not.toContain('temperature');
  expect((await assess({ answers: {} })).body).toMatchObject({ missing: ['oxygenScale'], score: null });
});

test('a wrong reading answers nothing, and neither does one from after the assessment', async () => {
  const { 'heart-rate': wrong } = await measured();
  const earlier = await observe({ type: 'heart-rate', value: 70, takenAt: '2026-11-24T08:45:00Z' });
  await nurse.post(`${of}/observations/${wrong?.id ?? ''}/enter-in-error`, { reason: 'another person' });
  await observe({ type: 'heart-rate', value: 131, takenAt: '2026-11-24T08:55:01Z' });
  const { body } = await assess({ assessedAt: '2026-11-24T08:55:00Z' });
  expect(body).toMatchObject({ answers: { heartRate: 70 }, itemScores: { heartRate: 0 } });
  expect(body['derivedFrom']).toContainEqual(
    expect.objectContaining({ item: 'heartRate', observationId: earlier.id, ageMinutes: 10 }),
  );
});

test('of two readings of one instant the one that was entered last counts', async () => {
  await measured();
  await observe({ type: 'heart-rate', value: 60 });
  const last = await observe({ type: 'heart-rate', value: 135 });
  const { body } = await assess();
  expect(body).toMatchObject({ answers: { heartRate: 135 } });
  expect(body['derivedFrom']).toContainEqual(expect.objectContaining({ observationId: last.id }));
});

testAlone('a reading that was just taken counts for an assessment now, and air is no oxygen', async () => {
  await measured({ 'inspired-oxygen': { value: 'air' } });
  const { body } = await assess({ assessedAt: null });
  expect(body).toMatchObject({ complete: true, answers: { supplementalOxygen: false } });
});

test.each<[string, Record<string, unknown>, string]>([
  ['an instrument that nobody measures', { instrument: 'abbey', answers: {} }, '/fromObservations'],
  ['readings of more than a day', { fromObservations: { maxAgeMinutes: 1441 } }, '/fromObservations/maxAgeMinutes'],
  ['readings of no age', { fromObservations: { maxAgeMinutes: 0 } }, '/fromObservations/maxAgeMinutes'],
  ['an age that is null', { fromObservations: { maxAgeMinutes: null } }, '/fromObservations/maxAgeMinutes'],
  ['a scale that is no answer', { fromObservations: { oxygenScale: 1 } }, '/fromObservations/oxygenScale'],
  ['no answers at all', { answers: undefined }, '/answers'],
])('%s is refused', async (_, more, pointer) => {
  await measured();
  expectBadFields(await assess(more), pointer);
});
