import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CATALOGUE } from '../../support/builders/catalogue.js';
import { anAdmittedResident } from '../../support/builders/residents.js';
import type { PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';

/* Tuesday 24 November 2026 in a home in Madrid, told in the order in which it happens: each test goes on from the last. */

interface RoundItem {
  readonly prescriptionId: string;
  readonly residentName: string;
  readonly medication: { readonly name: string };
  readonly scheduledFor: string;
  readonly state: string;
  readonly administration: { readonly id: string } | null;
}

interface Round {
  readonly items: readonly RoundItem[];
  readonly asNeeded: readonly { readonly prescriptionId: string; readonly canGive: boolean }[];
}

const EIGHT = '2026-11-24T07:00:00.000Z';
const ROUND = '/api/v1/medication-rounds?from=2026-11-24T06:30:00Z&to=2026-11-24T07:30:00Z';

let home: Home;
let carmen: Resource;
let luis: Resource;
let rosa: Resource;
const medicines = new Map<string, string>();
let asNeededId = '';

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T07:40:00+01:00' });
});
afterAll(() => home.stop());

test('three residents are admitted the week before', async () => {
  const nurse = await home.as('nurse');
  const admission = { at: '2026-11-16T10:00:00+01:00' };
  carmen = await anAdmittedResident(nurse, { familyName: 'Ortega Núñez' }, admission);
  luis = await anAdmittedResident(nurse, { givenName: 'Luis', familyName: 'Abad Sanz', sex: 'male' }, admission);
  rosa = await anAdmittedResident(nurse, { givenName: 'Rosa', familyName: 'Vidal Pons' }, admission);
  const { items } = await nurse.read<PageBody>('/api/v1/residents?status=admitted');
  expect(items.map((item) => item['familyName'])).toEqual(['Abad Sanz', 'Ortega Núñez', 'Vidal Pons']);
});

test('the manager imports the catalogue: four medicines come in, the bad row is named', async () => {
  const manager = await home.as('manager');
  const answer = await manager.post('/api/v1/medications/import', CATALOGUE, { 'content-type': 'text/csv' });
  expect(answer.body).toMatchObject({ created: 4, updated: 0, unchanged: 0, rejected: [{ line: 6 }] });
  for (const word of ['paracet', 'metfor', 'alendr', 'levodopa']) {
    const { items } = await manager.read<PageBody>(`/api/v1/medications?q=${word}`);
    expect(items).toHaveLength(1);
    medicines.set(word, items[0]?.id ?? '');
  }
});

test('the prescriber orders twice daily, weekly and as needed', async () => {
  const prescriber = await home.as('prescriber');
  const order = (resident: Resource, word: string, schedule: object): Promise<Resource> =>
    prescriber.created('/api/v1/prescriptions', {
      residentId: resident.id,
      medicationId: medicines.get(word),
      dose: { quantity: 1, unit: 'tablet' },
      route: 'oral',
      schedule,
      startsOn: '2026-11-17',
      prescriber: 'Dr. Gil',
    });
  await order(carmen, 'metfor', { kind: 'times', times: ['08:00', '20:00'] });
  await order(luis, 'levodopa', { kind: 'times', times: ['08:00', '13:00', '20:00'] });
  await order(rosa, 'alendr', { kind: 'times', times: ['08:00'], daysOfWeek: ['tue'] });
  const asNeeded = await order(rosa, 'paracet', {
    kind: 'as-needed',
    minIntervalMinutes: 240,
    maxDosesPer24h: 4,
    reason: 'pain',
  });
  asNeededId = asNeeded.id;
  const { items } = await prescriber.read<PageBody>('/api/v1/prescriptions?status=active');
  expect(items).toHaveLength(4);
});

test('the round of 08:00 has three doses due, in order, and one medicine as needed', async () => {
  const nurse = await home.as('nurse');
  const round = await nurse.read<Round>(ROUND);
  expect(round.items.map(({ scheduledFor, state }) => [scheduledFor, state])).toEqual([
    [EIGHT, 'due'],
    [EIGHT, 'due'],
    [EIGHT, 'due'],
  ]);
  expect(round.asNeeded).toMatchObject([{ prescriptionId: asNeededId, canGive: true }]);
});

test('20 tablets record the same dose at the same moment: one is right, 19 are told who was first', async () => {
  const nurse = await home.as('nurse');
  const { items } = await nurse.read<Round>(ROUND);
  const dose = items.find(({ medication }) => medication.name.startsWith('Metformin'));
  const path = `/api/v1/prescriptions/${dose?.prescriptionId ?? ''}/administrations`;
  const body = { scheduledFor: dose?.scheduledFor, outcome: 'given' };
  const answers = await Promise.all(Array.from({ length: 20 }, () => nurse.post<Resource>(path, body)));
  const [first, ...more] = answers.filter(({ status }) => status === 201);
  const refused = answers.filter(({ status }) => status === 409);
  expect(more).toEqual([]);
  expect(refused).toHaveLength(19);
  for (const answer of refused) {
    expectProblem(answer, 409, 'dose-already-recorded', { administration: { id: first?.body.id } });
  }
});

test('the other two are recorded, one as refused, and the round shows it', async () => {
  const nurse = await home.as('nurse');
  const { items } = await nurse.read<Round>(ROUND);
  for (const { prescriptionId, scheduledFor, medication } of items.filter(
    ({ administration }) => administration === null,
  )) {
    const outcome = medication.name.startsWith('Alendronic')
      ? { outcome: 'refused', reason: 'refused' }
      : { outcome: 'given' };
    await nurse.created(`/api/v1/prescriptions/${prescriptionId}/administrations`, { scheduledFor, ...outcome });
  }
  const after = await nurse.read<Round>(ROUND);
  expect(after.items.map(({ state }) => state).sort()).toEqual(['given', 'given', 'refused']);
});

test('Rosa has pain: one paracetamol is given, a second one too soon', async () => {
  const nurse = await home.as('nurse');
  const path = `/api/v1/prescriptions/${asNeededId}/administrations`;
  await nurse.created(path, { outcome: 'given' });
  expectProblem(await nurse.post(path, { outcome: 'given' }), 409, 'too-soon');
});

test('in the morning there is chair exercise; two come, one declines', async () => {
  const coordinator = await home.as('coordinator');
  const activity = await coordinator.created('/api/v1/activities', {
    title: 'Chair exercise',
    category: 'physical',
    startsAt: '2026-11-17T11:00',
    durationMinutes: 45,
    recurrence: 'FREQ=WEEKLY;BYDAY=TU',
  });
  for (const { id } of [carmen, luis, rosa]) {
    await coordinator.created(`/api/v1/activities/${activity.id}/enrolments`, { residentId: id });
  }
  const answer = await coordinator.put(`/api/v1/activities/${activity.id}/sessions/2026-11-24T11:00/attendance`, [
    { residentId: carmen.id, attendance: 'attended', engagement: 4 },
    { residentId: luis.id, attendance: 'attended', engagement: 5 },
    { residentId: rosa.id, attendance: 'declined' },
  ]);
  expect(answer.status).toBe(200);
  const { items } = await coordinator.read<PageBody>('/api/v1/activity-sessions?from=2026-11-24&to=2026-11-24');
  expect(items).toMatchObject([
    { activityId: activity.id, enrolled: 3, attended: 2, startsAt: '2026-11-24T10:00:00.000Z' },
  ]);
});

test('Carmen is unwell: her vital signs make a NEWS2 of 7, high', async () => {
  const nurse = await home.as('nurse');
  for (const observation of [
    { type: 'respiratory-rate', value: 22 },
    { type: 'oxygen-saturation', value: 93 },
    { type: 'blood-pressure', systolic: 105, diastolic: 60 },
    { type: 'heart-rate', value: 95 },
    { type: 'body-temperature', value: 38.4 },
  ]) {
    await nurse.created(`/api/v1/residents/${carmen.id}/observations`, observation);
  }
  const assessment = await nurse.created(`/api/v1/residents/${carmen.id}/assessments`, {
    instrument: 'news2',
    answers: {
      respiratoryRate: 22,
      oxygenSaturation: 93,
      oxygenScale: 1,
      supplementalOxygen: false,
      systolicBloodPressure: 105,
      heartRate: 95,
      consciousness: 'alert',
      temperature: 38.4,
    },
  });
  expect(assessment).toMatchObject({ score: 7, band: 'high', complete: true });
});
