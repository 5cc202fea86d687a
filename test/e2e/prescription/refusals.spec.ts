import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  aResidentSinceNovember,
  AS_NEEDED,
  record,
  thePrescription,
  type Order,
  type Prescription,
} from '../../support/builders/prescriptions.js';
import { move } from '../../support/builders/stock.js';
import type { Answer, Body, Client } from '../../support/client.js';
import { loadContract, type Operation } from '../../support/contract.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';
import { testAlone } from '../../support/running-home.js';

/** Ten past eight: the dose of 08:00 is due, that of yesterday at 20:00 was missed at 22:00. */
const NOW = '2026-11-24T08:10:00+01:00';
const LAST_NIGHT = '2026-11-23T20:00:00+01:00';
const MORPHINE = { controlled: true, activeSubstance: 'morphine' };
const OFTEN = { ...AS_NEEDED, minIntervalMinutes: 0, maxDosesPer24h: 40 };

let home: Home;
let nurse: Client;
let carer: Client;

beforeAll(async () => {
  home = await Home.start({ anywhere: true, clockAt: NOW });
  nurse = await home.as('nurse');
  carer = await home.as('carer');
  await carer.post('/api/v1/auth/pin', { pin: '482913' });
});
afterAll(() => home.stop());

/** A dose that is refused: of which prescription, what is said of it beside that it was given just now, and by whom. */
interface Refused {
  readonly of: { readonly id: string };
  readonly said?: Body;
  readonly by?: Client;
}

async function doseOf(order: Order = {}, said: Body = {}): Promise<Refused> {
  return { of: await thePrescription(home, order), said };
}

async function given(prescription: Prescription, at: string, more: Body = {}): Promise<void> {
  const { status, body } = await record(nurse, prescription, { administeredAt: at, ...more });
  if (status !== 201) throw new Error(JSON.stringify(body));
}

async function changed(order: Order, change: string, at = '2026-11-24T07:30:00+01:00'): Promise<Refused> {
  const prescription = await thePrescription(home, order);
  const by = change === 'stop' ? await home.as('prescriber') : nurse;
  await by.post(`/api/v1/prescriptions/${prescription.id}/${change}`, { reason: 'x', at });
  return { of: prescription };
}

async function away(order: Order, type: string): Promise<Refused> {
  const of = await thePrescription(home, order);
  await nurse.created(`/api/v1/residents/${of.residentId}/movements`, { type, at: '2026-11-24T07:00:00+01:00' });
  return { of };
}

/** Of what was received two tablets are left. */
async function counted(terms: Body): Promise<Refused> {
  const of = await thePrescription(home, { terms });
  await move(nurse, { medicationId: of.medicationId, residentId: of.residentId, quantity: 2 });
  return { of };
}

/**
 * Paracetamol of one resident by three prescriptions: half an hour past seven in the evening of yesterday the scheduled one,
 * at three in the morning one and a half as needed; the third is asked for now.
 */
async function thirdOfASubstance(schedule: Body): Promise<Refused> {
  const { id: residentId } = await aResidentSinceNovember(home);
  const medication = { activeSubstance: 'paracetamol', atcCode: 'N02BE01' };
  const all = { acknowledge: ['duplicate-therapy'], acknowledgeReason: 'between the doses' };
  const scheduled = await thePrescription(home, { residentId, medication });
  const other = await thePrescription(home, { residentId, medication, terms: { schedule: OFTEN, ...all } });
  const of = await thePrescription(home, { residentId, medication, terms: { schedule, ...all } });
  await given(scheduled, '2026-11-23T19:30:00+01:00', { scheduledFor: LAST_NIGHT });
  await given(other, '2026-11-24T03:00:00+01:00', { quantity: 1.5 });
  return { of };
}

/** A dose of morphine with a witness, or without. */
async function morphine(witness?: Body): Promise<Refused> {
  return doseOf({ medication: MORPHINE }, witness === undefined ? {} : { witness });
}

/** The rules of section 5 of the contract that refuse a dose, with the code of each. */
const REFUSALS: readonly [code: string, status: number, story: string, () => Promise<Refused>][] = [
  ['too-early', 409, 'before its window opens', () => doseOf({}, { scheduledFor: '2026-11-24T20:00:00+01:00' })],
  ['not-a-scheduled-dose', 422, 'of a draft', () => doseOf({ terms: { status: 'draft' } })],
  [
    'not-a-scheduled-dose',
    422,
    'at a time of no slot',
    () => doseOf({}, { scheduledFor: '2026-11-24T08:30:00+01:00' }),
  ],
  [
    'not-a-scheduled-dose',
    422,
    'of a day before the resident came',
    () => doseOf({}, { scheduledFor: '2026-10-31T07:00:00Z' }),
  ],
  [
    'not-a-scheduled-dose',
    422,
    'of a slot, as needed',
    () => doseOf({ terms: { schedule: OFTEN } }, { scheduledFor: NOW }),
  ],
  ['reason-required', 422, 'refused, nobody says why', () => doseOf({}, { outcome: 'refused', reason: null })],
  [
    'late-reason-required',
    422,
    'given late, nobody says why',
    () => doseOf({}, { scheduledFor: LAST_NIGHT, reason: null, administeredAt: '2026-11-23T23:00:00+01:00' }),
  ],
  ['slot-closed', 409, 'given after the next one has opened', () => doseOf({}, { scheduledFor: LAST_NIGHT })],
  [
    'dose-already-recorded',
    409,
    'recorded before',
    async () => {
      const dose = await doseOf();
      await record(carer, dose.of);
      return dose;
    },
  ],
  ['dose-not-required', 409, 'while suspended', () => changed({}, 'suspend')],
  ['dose-not-required', 409, 'while on leave', () => away({}, 'leave')],
  ['dose-not-required', 409, 'while in hospital', () => away({}, 'hospitalisation')],
  ['insufficient-stock', 409, 'of three where two are left', () => counted({ dose: { quantity: 3, unit: 'tablet' } })],
  [
    'unit-mismatch',
    409,
    'in a unit of which nobody knows how much it is',
    () => counted({ dose: { quantity: 1, unit: 'mg' } }),
  ],
  [
    'too-soon',
    409,
    'as needed, three hours after the last where four are asked for',
    async () => {
      const of = await thePrescription(home, { terms: { schedule: AS_NEEDED } });
      await given(of, '2026-11-24T05:10:00+01:00');
      return { of };
    },
  ],
  [
    'daily-maximum',
    409,
    'as needed, the third of a substance where two a day are given at most',
    () => thirdOfASubstance({ ...OFTEN, maxDosesPer24h: 2 }),
  ],
  [
    'daily-maximum',
    409,
    'as needed, with which a substance comes to 3.5 tablets where three a day are given at most',
    () => thirdOfASubstance({ ...OFTEN, maxQuantityPer24h: 3 }),
  ],
  [
    'prescription-not-active',
    409,
    'as needed, while suspended',
    () => changed({ terms: { schedule: OFTEN } }, 'suspend'),
  ],
  ['prescription-not-active', 409, 'as needed, once stopped', () => changed({ terms: { schedule: OFTEN } }, 'stop')],
  [
    'prescription-not-active',
    409,
    'as needed, before its first day',
    () => doseOf({ terms: { schedule: OFTEN, startsOn: '2026-11-25' } }),
  ],
  ['resident-not-present', 409, 'as needed, while on leave', () => away({ terms: { schedule: OFTEN } }, 'leave')],
  [
    'resident-not-present',
    409,
    'as needed, while in hospital',
    () => away({ terms: { schedule: OFTEN } }, 'hospitalisation'),
  ],
  [
    'insufficient-stock',
    409,
    'as needed, of three where two are left',
    () => counted({ schedule: OFTEN, dose: { quantity: 3, unit: 'tablet' } }),
  ],
  [
    'validation-failed',
    422,
    'in twenty minutes from now',
    () => doseOf({}, { administeredAt: '2026-11-24T08:30:00+01:00' }),
  ],
  ['witness-required', 422, 'of a controlled drug, alone', () => morphine()],
  [
    'witness-refused',
    403,
    'before a witness with the wrong PIN',
    () => morphine({ username: 'the-carer', pin: '000000' }),
  ],
  ['witness-refused', 403, 'before oneself', () => morphine({ username: 'the-nurse', pin: 'a nurse of the tests' })],
  ['witness-refused', 403, 'before nobody known', () => morphine({ username: 'the-cat', pin: '482913' })],
  ['forbidden', 403, 'of a controlled drug, by a carer', async () => ({ ...(await morphine()), by: carer })],
  ['forbidden', 403, 'by a prescriber', async () => ({ ...(await doseOf()), by: await home.as('prescriber') })],
];

interface Check {
  readonly rule: string;
  readonly outcome: string;
  readonly until: string | null;
}

/** Records it, given late where nothing else is said: so it is what the question whether it can be given is about. */
function tryIt({ of, said, by = nurse }: Refused): Promise<Answer> {
  return record(by, of, { administeredAt: NOW, reason: 'late', ...said });
}

describe('a dose', () => {
  testAlone.each(REFUSALS)('is refused with %s (%d): %s', async (code, status, _, arrange) => {
    const dose = await arrange();
    const answer = await tryIt(dose);
    expectProblem(answer, status, code);
    const rules = answer.body['rules'] as readonly Check[] | undefined;
    if (rules === undefined) return;
    const blocking = rules.filter(({ outcome }) => outcome === 'block');
    expect(blocking.map(({ rule }) => rule)).toContain(code);
    if (Object.keys(dose.said ?? {}).length > 0) return;
    // What was asked about is the same dose: so are the rules, of which either has some of its own before them.
    const asked = await nurse.read(`/api/v1/prescriptions/${dose.of.id}/can-give?at=${encodeURIComponent(NOW)}`);
    const same = (asked['rules'] as readonly Check[]).slice(-rules.length);
    expect(asked['allowed']).toBe(false);
    expect(rules.slice(-same.length)).toEqual(same);
    expect(same.length).toBeGreaterThan(2);
  });

  test('is refused for no reason that the document has and this table has not', async () => {
    const { document } = await loadContract(home.url);
    const operation = document.paths['/api/v1/prescriptions/{id}/administrations']?.['post'];
    const documented = [403, 409, 422].flatMap((status) => codesOf(operation?.responses[status]));
    const known = new Set([...REFUSALS.map(([code]) => code), 'idempotency-key-reused']);
    expect(documented.filter((code) => !known.has(code))).toEqual([]);
    expect(documented.length).toBeGreaterThan(15);
  });
});

function codesOf(response: Operation['responses'][string] | undefined): string[] {
  const { description } = { description: '', ...response };
  return [...description.matchAll(/`([a-z-]+)`/g)].map(([, code]) => code ?? '');
}

describe('a refusal of a dose as needed', () => {
  test('names the doses that count, of every prescription of the substance, and when the first no longer does', async () => {
    const { body } = await tryIt(await thirdOfASubstance({ ...OFTEN, maxDosesPer24h: 2 }));
    expect(body).toMatchObject({ until: '2026-11-24T18:30:00.000Z' });
    const facts = { limit: 'doses', maximum: 2, given: 2 };
    expect(body['rules']).toContainEqual(expect.objectContaining({ facts: expect.objectContaining(facts) }));
  });

  test('names how much was given of the substance, scheduled doses too', async () => {
    const { body } = await tryIt(await thirdOfASubstance({ ...OFTEN, maxQuantityPer24h: 3 }));
    const facts = { limit: 'quantity', maximum: 3, given: 2.5, asked: 1, unit: 'tablet' };
    expect(body['rules']).toContainEqual(expect.objectContaining({ facts: expect.objectContaining(facts) }));
  });

  test('gives no time where waiting alone does not help', async () => {
    const { body } = await tryIt(await away({ terms: { schedule: OFTEN } }, 'hospitalisation'));
    expect(body).not.toHaveProperty('until');
  });
});
