import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  anEventfulWeek,
  inNovember,
  marOf,
  recorded,
  WEEK,
  type Eventful,
  type Mar,
  type MarDose,
  type MarPrescription,
} from '../../support/builders/mar.js';
import { thePrescription } from '../../support/builders/prescriptions.js';
import { anAdmittedResident } from '../../support/builders/residents.js';
import type { Client, Resource } from '../../support/client.js';
import { eventually } from '../../support/eventually.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';

let home: Home;
let nurse: Client;
let week: Eventful;
let mar: Mar;

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T12:00:00+01:00' });
  nurse = await home.as('nurse');
  week = await anEventfulWeek(home);
  mar = await marOf(nurse, week.resident.id);
}, 60_000);
afterAll(() => home.stop());

function of({ id }: Resource): MarPrescription {
  const found = mar.prescriptions.find(({ prescriptionId }) => prescriptionId === id);
  if (found === undefined) throw new Error('it is not on the chart');
  return found;
}

/** A cell in a word: day and time, what became of it, code and initials. */
function word({ local, state, notRequiredBecause, isLate, isOtherQuantity, administration }: MarDose): string {
  const { code, by, witness } = administration ?? { code: null, by: null, witness: null };
  const marks = [
    ...[notRequiredBecause, code, by, witness].flatMap((one) => (typeof one === 'string' ? [one] : [])),
    ...(isLate === true ? ['late'] : []),
    ...(isOtherQuantity === true ? ['other quantity'] : []),
  ];
  return [local.slice(8).replace('T', ' '), state, ...marks].join(' ');
}

describe('the chart of a week', () => {
  test('has who it is of at its head, and what harms her', () => {
    expect(mar).toMatchObject({
      ...{ timeZone: 'Europe/Madrid', madeBy: 'The nurse' },
      ...{ from: '2026-11-15T23:00:00.000Z', to: '2026-11-22T23:00:00.000Z' },
      resident: {
        ...{ familyName: 'Vidal Soler', preferredName: 'Anita', birthDate: '1936-05-02', age: 90, status: 'admitted' },
        bed: { unit: 'Ground floor', name: 'A' },
        identifiers: [{ system: 'CIP-SNS', value: 'VDSL360502947810' }],
        resuscitation: { decision: 'do-not-attempt', reviewedOn: '2026-10-01' },
      },
      allergies: { answer: 'listed', items: [{ substance: 'penicillin', criticality: 'high' }] },
    });
  });

  test('has a cell for each dose, with what became of it and who says so', () => {
    expect(of(week.metformin).doses.map(word)).toEqual([
      ...['16 08:00 given TN', '16 20:00 refused R TN', '17 08:00 given TN late', '17 20:00 missed'],
      ...['18 08:00 part-given N TN other quantity', '18 20:00 self-administered T TN', '19 08:00 refused X TN'],
      ...['19 20:00 missed', '20 08:00 missed', '20 20:00 missed', '21 08:00 missed'],
      ...['21 20:00 not-required in-hospital', '22 08:00 not-required in-hospital', '22 20:00 missed'],
    ]);
    expect(of(week.oxycodone)).toMatchObject({
      flags: ['controlled', 'witness-required', 'time-critical', 'unreconciled'],
    });
    expect(of(week.oxycodone).doses.map(word)[0]).toBe('16 21:00 given TN TM');
  });

  test('shows when a medicine was suspended and why, and both terms where it was amended', () => {
    const { doses, suspensions, terms } = of(week.ramipril);
    expect(doses.map(word)).toEqual([
      ...['16 09:00 given TN', '17 09:00 given TN', '18 09:00 not-required suspended'],
      ...['19 09:00 not-required suspended', '20 09:00 missed', '21 10:00 missed', '22 10:00 not-required in-hospital'],
    ]);
    expect(suspensions).toEqual([
      {
        ...{ status: 'suspended', reason: 'low blood pressure', by: 'TP' },
        ...{ from: '2026-11-18T06:00:00.000Z', to: '2026-11-20T06:00:00.000Z' },
      },
    ]);
    expect(terms).toMatchObject([
      { revision: 1, from: null, to: '2026-11-20T23:00:00.000Z', times: ['09:00'], dose: { quantity: 1 } },
      {
        ...{ revision: 2, from: '2026-11-20T23:00:00.000Z', to: null, times: ['10:00'], reason: 'still low' },
        ...{ dose: { quantity: 0.5 }, prescriber: 'Dr. Gil', schedule: { es: 'cada día a las 10:00' } },
      },
    ]);
    expect(mar).toMatchObject({ absences: [{ kind: 'in-hospital', from: '2026-11-21T17:00:00.000Z' }] });
  });

  test('keeps a wrong record beside the right one, with why', () => {
    expect(of(week.metformin).corrections).toMatchObject([
      {
        wrong: { outcome: 'given', scheduledFor: '2026-11-19T07:00:00.000Z', quantity: 1 },
        reason: 'it was spat out',
        right: { outcome: 'refused', code: 'X', by: 'TN' },
      },
    ]);
  });

  test('tells of a wrong record beside the right one, though they belong to two weeks', async () => {
    const { id: residentId } = await anAdmittedResident(nurse, {}, { at: inNovember('01 00:00') });
    const prescription = await thePrescription(home, { residentId });
    const wrong = await recorded(nurse, prescription, '15 20:00');
    const morning = inNovember('16 08:00');
    const mistake = { reason: 'the morning after', scheduledFor: morning, administeredAt: morning };
    expect((await nurse.post(`/api/v1/administrations/${wrong.id}/correct`, mistake)).status).toBe(200);
    for (const days of ['from=2026-11-09&to=2026-11-15', 'from=2026-11-16&to=2026-11-22']) {
      const { prescriptions } = await marOf(nurse, residentId, days);
      expect(prescriptions.map(({ corrections }) => corrections)).toMatchObject([
        [
          {
            wrong: { id: wrong.id, scheduledFor: '2026-11-15T19:00:00.000Z' },
            reason: 'the morning after',
            right: { scheduledFor: '2026-11-16T07:00:00.000Z' },
          },
        ],
      ]);
    }
    const { prescriptions } = await marOf(nurse, residentId, 'from=2026-11-23&to=2026-11-29');
    expect(prescriptions).toMatchObject([{ corrections: [] }]);
  });

  test('has doses as needed with what they were for, and how much it was in 24 hours', () => {
    const { asNeeded, terms, doses } = of(week.paracetamol);
    expect(doses).toEqual([]);
    expect(terms).toMatchObject([{ kind: 'as-needed', asNeededFor: 'pain' }]);
    expect(asNeeded.map(({ administration, total }) => [administration['administeredAt'], total])).toEqual([
      ['2026-11-16T09:00:00.000Z', { doses: 1, quantity: 2, hasOtherUnits: false }],
      ['2026-11-16T14:00:00.000Z', { doses: 2, quantity: 4, hasOtherUnits: false }],
      ['2026-11-17T02:00:00.000Z', { doses: 3, quantity: 6, hasOtherUnits: false }],
    ]);
    expect(asNeeded).toMatchObject([
      { response: { effect: 'effective', by: 'TN' }, administration: { note: 'hip', by: 'TN' } },
      { response: { effect: 'not-effective', note: 'still limps', at: '2026-11-16T15:10:00.000Z' } },
      { response: null },
    ]);
  });

  test('explains the codes and the initials that occur, and no others', () => {
    expect(mar.codes.map(({ code }) => code)).toEqual(['R', 'X', 'N', 'T']);
    expect(mar.signatories.map(({ initials, name }) => `${initials} ${name ?? ''}`)).toEqual([
      ...['TM The manager', 'TN The nurse', 'TP The prescriber'],
    ]);
  });

  test('lists what is given when needed after what has its times, each by name', () => {
    expect(mar.prescriptions.map(({ medication }) => (medication as { name: string }).name)).toEqual([
      ...['Metformin 850 mg tablets', 'Oxycodone 5 mg tablets', 'Ramipril 5 mg tablets', 'Paracetamol 500 mg tablets'],
    ]);
  });
});

describe('nothing that was recorded is missing', () => {
  test('when the prescription is found to be an error, or was stopped before', async () => {
    const { resident, metformin, ramipril } = await anEventfulWeek(home, { identifiers: [] });
    const prescriber = await home.as('prescriber');
    await prescriber.post(`/api/v1/prescriptions/${metformin.id}/enter-in-error`, { reason: 'meant for another' });
    await prescriber.post(`/api/v1/prescriptions/${ramipril.id}/stop`, {
      at: inNovember('23 08:00'),
      reason: 'dry cough',
    });
    mar = await marOf(nurse, resident.id);
    expect(of(metformin)).toMatchObject({
      status: 'entered-in-error',
      ended: { reason: 'meant for another', by: 'TP' },
    });
    expect(of(metformin).doses.map(word)).toHaveLength(6);
    expect(of(metformin).doses.every(({ isOffSchedule }) => isOffSchedule)).toBe(true);
    expect(of(metformin).corrections).toHaveLength(1);
    expect(of(ramipril)).toMatchObject({ status: 'stopped', ended: null });
    expect((await marOf(nurse, resident.id, '')).prescriptions.map(({ prescriptionId }) => prescriptionId)).toContain(
      ramipril.id,
    );
  });
});

describe('a chart', () => {
  test.each([
    ['32 days', 'from=2026-11-01&to=2026-12-02'],
    ['nothing', 'from=2026-11-24&to=2026-11-22'],
  ])('of %s is refused', async (_, window) => {
    expectProblem(await nurse.get(`/api/v1/residents/${week.resident.id}/mar?${window}`), 400, 'bad-query');
  });

  test('of nobody is not there', async () => {
    const answer = await nurse.get('/api/v1/residents/0199b1d0-7c00-7000-8000-000000000001/mar');
    expectProblem(answer, 404, 'not-found');
  });

  test('is of this week where nothing is asked for, and empty for who takes nothing', async () => {
    const resident = await anAdmittedResident(nurse);
    await nurse.created(`/api/v1/residents/${resident.id}/allergy-reviews`, { outcome: 'none-known' });
    expect(await marOf(nurse, resident.id, '')).toMatchObject({
      ...{ from: '2026-11-22T23:00:00.000Z', to: '2026-11-29T23:00:00.000Z' },
      ...{ prescriptions: [], codes: [], signatories: [] },
      allergies: { answer: 'none-known', items: [], reviewedBy: 'The nurse' },
    });
  });

  test('is for who may read what became of doses, and that it was read is on the trail', async () => {
    expect((await (await home.as('coordinator')).get(`/api/v1/residents/${week.resident.id}/mar`)).status).toBe(403);
    const carer = await home.as('carer');
    await marOf(carer, week.resident.id);
    const manager = await home.as('manager');
    await eventually(async () => {
      const address = `/api/v1/audit?residentId=${week.resident.id}&actor=the-carer`;
      const { items } = await manager.read<{ items: readonly { resource: string; action: string }[] }>(address);
      return items.map(({ resource, action }) => `${action} ${resource}`);
    }, ['read medication-administration-record']);
  });

  test('is a page to print for who asks for one, in the language that they ask for', async () => {
    const { resident } = await anEventfulWeek(home, { identifiers: [], familyName: "O'Brien <b>" });
    const headers = { accept: 'text/html', 'accept-language': 'es' };
    const { body, headers: given } = await nurse.get<string>(`/api/v1/residents/${resident.id}/mar?${WEEK}`, headers);
    expect(given.get('content-type')).toBe('text/html; charset=utf-8');
    expect(given.get('vary')).toMatch(/accept, accept-language/i);
    expect(given.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect(body).toContain('<html lang="es">');
    expect(body).toContain('O&#39;Brien &lt;b&gt;');
    expect(body).not.toContain('Brien <b>');
  });
});
