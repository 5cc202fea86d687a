import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aResident } from '../../support/builders/residents.js';
import type { Answer, Client, PageBody, Resource } from '../../support/client.js';
import { createDatabase, type TestDatabase } from '../../support/fresh-database.js';
import { Home } from '../../support/home.js';
import { expectBadFields } from '../../support/matchers.js';

const CLOCK = { clockAt: '2026-11-24T09:00:00+01:00' };

let database: TestDatabase;
let home: Home;
let nurse: Client;
let resident: Resource;

beforeAll(async () => {
  database = await createDatabase();
  home = await Home.start({ ...CLOCK, database });
  nurse = await home.as('nurse');
  resident = await nurse.created('/api/v1/residents', aResident());
});
afterAll(() => home.stop());

/** The home closes and opens again with other settings. */
async function openAgain(environment: Readonly<Record<string, string>>): Promise<void> {
  await home.close();
  home = await Home.start({ ...CLOCK, database, environment });
  nurse = await home.signIn({ username: 'the-nurse', password: 'a nurse of the tests' });
}

const FRAIL = {
  build: 18.2,
  skin: ['tissue-paper', 'discoloured'],
  sex: 'female',
  age: 88,
  continence: 'urine',
  mobility: 'chairbound',
  weightLoss: 'from-5-to-10-kg',
  appetite: 'poor',
  tissueMalnutrition: ['anaemia'],
  neurologicalDeficit: 'none',
  surgeryOrTrauma: 'none',
  medication: ['steroids', 'anti-inflammatories'],
};

function assess(instrument: string, answers: unknown): Promise<Answer> {
  return nurse.post(`/api/v1/residents/${resident.id}/assessments`, { instrument, answers });
}

test('Waterlow waits until the home has stated its licence, and what was assessed stays when that ends', async () => {
  const refused = await assess('waterlow', FRAIL);
  expectBadFields(refused, '/instrument');
  expect(refused.body).toMatchObject({ errors: [{ code: 'licence-not-stated' }] });
  expect(await nurse.read('/api/v1/assessment-instruments/waterlow')).toMatchObject({ enabled: false });

  await openAgain({ INSTRUMENT_LICENCES: 'waterlow' });
  const assessed = await assess('waterlow', FRAIL);
  // 3 + (1 + 2) + 2 + 5 + 1 + 5 + 2 + 1 + 2 + 0 + 0 + 4, of two medicines no more than 4.
  expect(assessed).toMatchObject({
    status: 201,
    body: { score: 28, band: 'very-high', itemScores: { medication: 4 } },
  });
  expect(assessed.body['advice']).toMatchObject({ en: expect.stringContaining('nutritional assessment') });
  expectBadFields(await assess('waterlow', { ...FRAIL, skin: ['healthy', 'dry'] }), '/answers/skin');
  expectBadFields(await assess('mna-sf', {}), '/instrument');
  expect(await nurse.read('/api/v1/assessment-instruments/waterlow')).toMatchObject({ enabled: true });

  await openAgain({});
  const path = `/api/v1/residents/${resident.id}/assessments/${String(assessed.body['id'])}`;
  expect(await nurse.read(path)).toEqual(assessed.body);
  expectBadFields(await assess('waterlow', FRAIL), '/instrument');
});

test('a home that has stated every licence may assess with every instrument', async () => {
  await openAgain({ INSTRUMENT_LICENCES: 'waterlow,mna-sf' });
  const { items } = await nurse.read<PageBody>('/api/v1/assessment-instruments');
  expect(items.filter(({ enabled }) => enabled !== true)).toEqual([]);
  const answers = {
    foodIntake: 'moderate-decrease',
    weightLoss: 'from-1-to-3-kg',
    mobility: 'gets-up',
    acuteDisease: false,
    neuropsychological: 'none',
    calfCircumference: 30.5,
  };
  expect(await assess('mna-sf', answers)).toMatchObject({ status: 201, body: { score: 8, band: 'at-risk' } });
});
