import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { theMedication } from '../../support/builders/medications.js';
import {
  aPrescription,
  aResidentSinceNovember,
  AS_NEEDED,
  thePrescription,
} from '../../support/builders/prescriptions.js';
import { aResident } from '../../support/builders/residents.js';
import type { Body, Client } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';

let home: Home;
let nurse: Client;
let prescriber: Client;

beforeAll(async () => {
  home = await Home.start({ anywhere: true, clockAt: '2026-11-24T08:10:00+01:00' });
  nurse = await home.as('nurse');
  prescriber = await home.as('prescriber');
});
afterAll(() => home.stop());

const PARACETAMOL = { activeSubstance: 'paracetamol', atcCode: 'N02BE01' };
const AT_MOST_FOUR = { ...PARACETAMOL, maxDailyQuantity: 4 };

/** What is to be prescribed to whom: one tablet at 08:00 and 20:00 unless said otherwise. */
async function order(medication: Body, terms: Body = {}, residentId?: string): Promise<Body> {
  const { id } = await theMedication(await home.as('admin'), medication);
  return aPrescription(residentId ?? (await aResidentSinceNovember(home)).id, id, terms);
}

async function allergicTo(allergy: Body): Promise<string> {
  const { id } = await aResidentSinceNovember(home);
  await nurse.created(`/api/v1/residents/${id}/allergies`, { type: 'allergy', criticality: 'high', ...allergy });
  return id;
}

async function whoHas(medication: Body, terms: Body = {}): Promise<string> {
  const { id } = await aResidentSinceNovember(home);
  await thePrescription(home, { residentId: id, medication, terms });
  return id;
}

/** The safety checks of section 5 of the contract. */
const WARNINGS: readonly [codes: readonly string[], severity: string, story: string, () => Promise<Body>][] = [
  [
    ['allergy'],
    'high',
    'to the substance',
    async () => order(PARACETAMOL, {}, await allergicTo({ substance: 'Paracetamol' })),
  ],
  [
    ['allergy'],
    'high',
    'to a group of substances, by its ATC code',
    async () =>
      order(
        { activeSubstance: 'amoxicillin', atcCode: 'J01CA04' },
        {},
        await allergicTo({ substance: 'penicillins', atcCode: 'J01C' }),
      ),
  ],
  [
    ['duplicate-therapy'],
    'high',
    'the same substance under another name',
    async () => order({ ...PARACETAMOL, name: 'Gelocatil' }, {}, await whoHas(PARACETAMOL)),
  ],
  [
    ['duplicate-therapy'],
    'moderate',
    'another substance of its subgroup',
    async () =>
      order(
        { activeSubstance: 'dexibuprofen', atcCode: 'M01AE14' },
        {},
        await whoHas({ activeSubstance: 'ibuprofen', atcCode: 'M01AE01' }),
      ),
  ],
  [
    ['resident-not-admitted'],
    'moderate',
    'nobody has been admitted yet',
    async () => order(PARACETAMOL, {}, (await nurse.created('/api/v1/residents', aResident())).id),
  ],
  [['medication-inactive'], 'moderate', 'it is no longer in use', () => order({ ...PARACETAMOL, active: false })],
  [
    ['over-daily-maximum'],
    'high',
    'five tablets a day of which four are the most',
    () => order(AT_MOST_FOUR, { dose: { quantity: 2.5, unit: 'tablet' } }),
  ],
  [
    ['over-daily-maximum'],
    'high',
    'as needed, five a day of which four are the most',
    () => order(AT_MOST_FOUR, { schedule: { ...AS_NEEDED, maxDosesPer24h: 5, minIntervalMinutes: 60 } }),
  ],
  [
    ['duplicate-therapy', 'over-daily-maximum'],
    'high',
    'six tablets a day with what is prescribed already',
    async () => order(AT_MOST_FOUR, {}, await whoHas(AT_MOST_FOUR, { dose: { quantity: 2, unit: 'tablet' } })),
  ],
];

describe('an order', () => {
  test.each(WARNINGS)('raises %j (%s): %s', async (codes, severity, _, make) => {
    const asked = await make();
    const { body: checked } = await prescriber.post('/api/v1/prescriptions/check', asked);
    const warnings = checked['warnings'] as readonly { code: string; severity: string }[];
    expect(warnings.map(({ code }) => code)).toEqual(codes);
    expect(warnings.at(-1)).toMatchObject({ severity });
    expectProblem(await prescriber.post('/api/v1/prescriptions', asked), 409, 'safety-warnings', { warnings });
    const answered = { acknowledge: codes, acknowledgeReason: 'weighed with the family' };
    const made = await prescriber.created('/api/v1/prescriptions', { ...asked, ...answered });
    const me = (await prescriber.read('/api/v1/auth/me'))['id'];
    expect(made['acknowledged']).toMatchObject(
      codes.map((code) => ({ code, reason: 'weighed with the family', acknowledgedBy: me })),
    );
  });

  test('of four tablets a day where four are the most raises nothing', async () => {
    const asked = await order(AT_MOST_FOUR, { dose: { quantity: 2, unit: 'tablet' } });
    expect((await prescriber.post('/api/v1/prescriptions/check', asked)).body).toMatchObject({ warnings: [] });
  });

  test('that grows past what is stated for a day is held back too', async () => {
    const made = await prescriber.created('/api/v1/prescriptions', await order(AT_MOST_FOUR));
    const amend = (more: Body) =>
      prescriber.post(`/api/v1/prescriptions/${made.id}/amend`, {
        effectiveFrom: '2026-11-25T00:00:00+01:00',
        reason: 'still in pain',
        dose: { quantity: 3, unit: 'tablet' },
        ...more,
      });
    expectProblem(await amend({}), 409, 'safety-warnings', { warnings: [{ code: 'over-daily-maximum' }] });
    const answered = { acknowledge: ['over-daily-maximum'], acknowledgeReason: 'for two days' };
    expect((await amend(answered)).status).toBe(200);
  });
});
