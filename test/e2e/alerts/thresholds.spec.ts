import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { alertsOf } from '../../support/builders/alerts.js';
import { aResidentSinceNovember } from '../../support/builders/prescriptions.js';
import { anObservation } from '../../support/builders/wellness.js';
import type { Answer, Client, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';

type Details = Readonly<Record<string, unknown>>;

interface Rules {
  readonly version: number;
  readonly rules: readonly Details[];
  readonly inEffect: readonly Details[];
}

let home: Home;
let nurse: Client;
let resident: Resource;

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T09:00:00+01:00' });
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());
beforeEach(async () => {
  resident = await aResidentSinceNovember(home);
  await nurse.put('/api/v1/alert-rules', { rules: [] });
});

const own = (): string => `/api/v1/residents/${resident.id}/alert-rules`;

async function set(path: string, ...rules: readonly Details[]): Promise<void> {
  expect((await nurse.put(path, { rules })).status).toBe(200);
}

async function causesOf(details: Details): Promise<readonly unknown[]> {
  await nurse.created(`/api/v1/residents/${resident.id}/observations`, anObservation(details));
  return (await alertsOf(nurse, resident.id)).map(({ cause, severity }) => `${cause} ${severity}`);
}

const of = (inEffect: readonly Details[], type: string): unknown[] =>
  inEffect.filter((rule) => rule['type'] === type).map(({ low, high, origin }) => [origin, low, high]);

test('who has no thresholds of their own goes by those of the home, which begin with the defaults', async () => {
  const { rules, inEffect } = await nurse.read<Rules>(own());
  expect(rules).toEqual([]);
  expect(of(inEffect, 'heart-rate')).toEqual([
    ['default', 41, 130],
    ['default', null, 110],
  ]);
  await set('/api/v1/alert-rules', { type: 'heart-rate', low: 45, severity: 'notice' });
  expect(of((await nurse.read<Rules>(own())).inEffect, 'heart-rate')).toEqual([['home', 45, null]]);
  expect(await causesOf({ value: 141 })).toEqual([]);
  expect(await causesOf({ value: 44 })).toEqual(['heart-rate:low notice']);
});

test("a person's own take the place of the home's for the values that they are about, and of no other", async () => {
  await set('/api/v1/alert-rules', { type: 'heart-rate', low: 45, severity: 'notice' });
  await set(
    own(),
    { type: 'heart-rate', high: 90, severity: 'warning' },
    { type: 'heart-rate', high: 100, severity: 'emergency' },
  );
  expect(of((await nurse.read<Rules>(own())).inEffect, 'heart-rate')).toEqual([
    ['person', null, 90],
    ['person', null, 100],
  ]);
  expect(await causesOf({ value: 44 })).toEqual([]);
  expect(await causesOf({ value: 90 })).toEqual([]);
  expect(await causesOf({ value: 101 })).toEqual(['heart-rate:high emergency']);
  expect(await causesOf({ type: 'oxygen-saturation', value: 90 })).toContain('oxygen-saturation:low urgent');
});

test('of blood pressure each part has its own', async () => {
  await set(own(), { type: 'blood-pressure', component: 'diastolic', high: 95, severity: 'warning' });
  const pressure = { type: 'blood-pressure', value: undefined, systolic: 221, diastolic: 96 };
  expect([...(await causesOf(pressure))].sort()).toEqual([
    'blood-pressure.diastolic:high warning',
    'blood-pressure.systolic:high urgent',
  ]);
});

test.each<[Details, string]>([
  [{ type: 'heart-rate', severity: 'urgent' }, '/rules/0'],
  [{ type: 'heart-rate', low: 100, high: 60, severity: 'urgent' }, '/rules/0/high'],
  [{ type: 'heart-rate', high: 900, severity: 'urgent' }, '/rules/0/high'],
  [{ type: 'heart-rate', component: 'systolic', high: 90, severity: 'urgent' }, '/rules/0/component'],
  [{ type: 'fall', high: 1, severity: 'urgent' }, '/rules/0/type'],
  [{ type: 'pain', high: 4, severity: 'awful' }, '/rules/0/severity'],
])('%j is no rule', async (rule, pointer) => {
  expectBadFields(await nurse.put(own(), { rules: [rule] }), pointer);
});

test('the same said twice is refused, and more than there can be', async () => {
  const rule = { type: 'pain', high: 4, severity: 'warning' };
  expectBadFields(await nurse.put(own(), { rules: [rule, { ...rule, high: 5 }] }), '/rules/1');
  expectBadFields(await nurse.put(own(), { rules: Array.from({ length: 61 }, () => rule) }), '/rules');
});

test('two who set them at once never overwrite each other unseen', async () => {
  const rules = [{ type: 'pain', high: 4, severity: 'warning' }];
  const put = (version: number): Promise<Answer> => nurse.put(own(), { rules }, { 'if-match': `"${version}"` });
  expect((await put(1)).body).toMatchObject({ version: 2, rules });
  expectProblem(await put(1), 412, 'version-conflict');
  expect((await put(2)).body).toMatchObject({ version: 3 });
});

test('they are set by who may: those of a person as observations, those of the home as alerts', async () => {
  const carer = await home.as('carer');
  expect((await carer.put(own(), { rules: [] })).status).toBe(200);
  expectProblem(await carer.put('/api/v1/alert-rules', { rules: [] }), 403, 'forbidden');
  const unknown = '/api/v1/residents/0199b1d0-7c00-7000-8000-00000000dead/alert-rules';
  expectProblem(await nurse.put(unknown, { rules: [] }), 404, 'not-found');
});
