import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  aPrescription,
  aResidentSinceNovember,
  AS_NEEDED,
  record,
  roundOf,
  thePrescription,
  type Round,
} from '../../support/builders/prescriptions.js';
import { theMedication } from '../../support/builders/medications.js';
import { anAdmittedResident, aResident, aRoom, type Room } from '../../support/builders/residents.js';
import type { Client } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';
import { testAlone } from '../../support/running-home.js';

const EIGHT = '2026-11-24T07:00:00.000Z';
const TWENTY = '2026-11-24T19:00:00.000Z';

let home: Home;
let nurse: Client;
let prescriber: Client;

beforeAll(async () => {
  home = await Home.start({ anywhere: true, clockAt: '2026-11-24T08:10:00+01:00' });
  nurse = await home.as('nurse');
  prescriber = await home.as('prescriber');
});
afterAll(() => home.stop());

describe('the round of a day', () => {
  testAlone('has each dose of the three kinds of schedule, with its window and state', async () => {
    const { id: residentId } = await aResidentSinceNovember(home);
    const twice = await thePrescription(home, { residentId });
    const once = await thePrescription(home, {
      residentId,
      terms: { schedule: { kind: 'once', at: '2026-11-24T10:00:00+01:00' } },
    });
    const asNeeded = await thePrescription(home, { residentId, terms: { schedule: AS_NEEDED } });
    const round = await roundOf(nurse, residentId);
    expect(round.items.map((item) => [item.prescriptionId, item.scheduledFor, item.state])).toEqual([
      [twice.id, EIGHT, 'due'],
      [once.id, '2026-11-24T09:00:00.000Z', 'upcoming'],
      [twice.id, TWENTY, 'upcoming'],
    ]);
    expect(round.items[0]).toMatchObject({
      residentId,
      residentName: expect.stringMatching(/, Carmen$/),
      bed: { name: 'A', unit: 'Ground floor' },
      dose: { quantity: 1, unit: 'tablet' },
      route: 'oral',
      window: {
        opensAt: '2026-11-24T06:00:00.000Z',
        overdueAt: '2026-11-24T08:00:00.000Z',
        missedAt: '2026-11-24T09:00:00.000Z',
      },
      administration: null,
      flags: [],
      allergies: [],
    });
    expect(round.asNeeded).toMatchObject([
      { prescriptionId: asNeeded.id, canGive: true, until: null, lastGivenAt: null },
    ]);
  });

  testAlone('shows what was recorded, and when a medicine as needed can be given again', async () => {
    const { id: residentId } = await aResidentSinceNovember(home);
    const twice = await thePrescription(home, { residentId });
    const asNeeded = await thePrescription(home, { residentId, terms: { schedule: AS_NEEDED } });
    const { body } = await record(nurse, twice, { scheduledFor: EIGHT, outcome: 'refused', reason: 'refused' });
    await record(nurse, asNeeded, { administeredAt: '2026-11-24T07:00:00+01:00' });
    const round = await roundOf(nurse, residentId);
    expect(round.items[0]).toMatchObject({ state: 'refused', administration: { id: body.id, quantity: null } });
    expect(round.asNeeded).toMatchObject([
      { canGive: false, lastGivenAt: '2026-11-24T06:00:00.000Z', until: '2026-11-24T10:00:00.000Z' },
    ]);
  });

  test('says of each line when a dose of its prescription was last taken, however long ago', async () => {
    const { id: residentId } = await aResidentSinceNovember(home);
    const twice = await thePrescription(home, { residentId });
    const other = await thePrescription(home, { residentId });
    const lastGivenAt = async (): Promise<unknown[]> => {
      const { items } = await roundOf(nurse, residentId);
      return items.flatMap((item) => (item.prescriptionId === twice.id ? [item['lastGivenAt']] : []));
    };
    expect(await lastGivenAt()).toEqual([null, null]);
    const then = { scheduledFor: '2026-11-03T07:00:00Z', administeredAt: '2026-11-03T07:05:00Z' };
    await record(nurse, twice, then);
    await record(nurse, twice, { scheduledFor: '2026-11-23T19:00:00Z', outcome: 'refused', reason: 'refused' });
    await record(nurse, other, { scheduledFor: EIGHT });
    expect(await lastGivenAt()).toEqual(['2026-11-03T07:05:00.000Z', '2026-11-03T07:05:00.000Z']);
    await record(nurse, twice, { scheduledFor: EIGHT, administeredAt: '2026-11-24T08:05:00+01:00' });
    expect(await lastGivenAt()).toEqual(['2026-11-24T07:05:00.000Z', '2026-11-24T07:05:00.000Z']);
  });

  test('raises flags, and names the allergies of the resident', async () => {
    const { id: residentId } = await aResidentSinceNovember(home);
    const allergy = { substance: 'penicillin', type: 'allergy', criticality: 'high', reaction: 'rash' };
    await nurse.created(`/api/v1/residents/${residentId}/allergies`, allergy);
    const medication = { controlled: true, highRisk: true, timeCritical: true };
    await thePrescription(home, { residentId, medication, terms: { critical: true } });
    const { items } = await roundOf(nurse, residentId);
    expect(items[0]).toMatchObject({
      flags: ['controlled', 'witness-required', 'high-risk', 'time-critical', 'critical'],
      allergies: [allergy],
      window: { opensAt: '2026-11-24T06:30:00.000Z' },
    });
  });

  testAlone('who is in hospital needs no dose, who is discharged has none', async () => {
    const { id: residentId } = await aResidentSinceNovember(home);
    await thePrescription(home, { residentId });
    const move = (type: string, at: string) => nurse.created(`/api/v1/residents/${residentId}/movements`, { type, at });
    await move('hospitalisation', '2026-11-24T07:55:00+01:00');
    expect((await roundOf(nurse, residentId)).items.map(({ state }) => state)).toEqual([
      'not-required',
      'not-required',
    ]);
    await move('return', '2026-11-24T08:00:00+01:00');
    expect((await roundOf(nurse, residentId)).items.map(({ state }) => state)).toEqual(['due', 'upcoming']);
    await move('discharge', '2026-11-24T08:09:00+01:00');
    expect((await roundOf(nurse, residentId)).items.map(({ state }) => state)).toEqual(['due']);
  });

  testAlone('a suspended prescription needs no dose until it is resumed', async () => {
    const prescription = await thePrescription(home);
    const path = `/api/v1/prescriptions/${prescription.id}`;
    await nurse.post(`${path}/suspend`, { reason: 'low blood pressure', at: '2026-11-24T07:30:00+01:00' });
    await nurse.post(`${path}/resume`, { reason: 'better', at: '2026-11-24T18:00:00+01:00' });
    const { items } = await roundOf(nurse, prescription.residentId);
    expect(items.map(({ state }) => state)).toEqual(['not-required', 'upcoming']);
  });
});

describe('the round of a unit', () => {
  test('goes by time, then room and bed, and leaves the other units out', async () => {
    const rooms = await Promise.all(
      ['10', '9'].map((name) => nurse.created<Room>('/api/v1/rooms', aRoom(2, { unit: 'East', name }))),
    );
    const { id: medicationId } = await theMedication(await home.as('admin'));
    for (const [bedId, familyName] of [
      [rooms[0]?.beds[0]?.id, 'Ten A'],
      [rooms[1]?.beds[1]?.id, 'Nine B'],
      [rooms[1]?.beds[0]?.id, 'Nine A'],
    ] as const) {
      const { id } = await nurse.created('/api/v1/residents', aResident({ familyName }));
      const admission = { type: 'admission', bedId, at: '2026-11-01T00:00:00+01:00' };
      await nurse.created(`/api/v1/residents/${id}/movements`, admission);
      await prescriber.created('/api/v1/prescriptions', aPrescription(id, medicationId));
    }
    const { items } = await nurse.read<Round>('/api/v1/medication-rounds?from=2026-11-24&to=2026-11-24&unit=East');
    const eight = ['Nine A, Carmen', 'Nine B, Carmen', 'Ten A, Carmen'];
    expect(items.map((item) => item['residentName'])).toEqual([...eight, ...eight]);
    expect(await nurse.read<Round>('/api/v1/medication-rounds?unit=Nowhere')).toEqual({ items: [], asNeeded: [] });
  });
});

describe('the window of a round', () => {
  testAlone('is half-open, and today where none is asked for', async () => {
    const { residentId } = await thePrescription(home);
    const slots = async (window: string) =>
      (await roundOf(nurse, residentId, window)).items.map((item) => item.scheduledFor);
    expect(await slots(`from=${EIGHT}&to=${TWENTY}`)).toEqual([EIGHT]);
    expect(await slots('from=2026-11-23&to=2026-11-24')).toHaveLength(4);
    expect(await slots('')).toEqual([EIGHT, TWENTY]);
  });

  test.each([
    ['from=2026-11-24&to=2026-11-26', 'three days'],
    ['from=2026-11-24T08:00:00Z&to=2026-11-24T08:00:00Z', 'nothing'],
    ['from=2026-11-25&to=2026-11-23', 'backwards'],
    ['from=yesterday', 'in words'],
  ])('%s is refused: %s', async (window) => {
    expectProblem(await nurse.get(`/api/v1/medication-rounds?${window}`), 400, 'bad-query');
  });
});

describe('the nights when the clocks change', () => {
  testAlone.each([
    ['2027-03-28', ['01:30', '02:30', '03:00'], ['00:30', '01:00', '01:30']],
    ['2026-10-25', ['01:30', '02:30', '03:00'], ['23:30', '00:30', '02:00']],
  ])('on %s the slots of %j are given once each, at %j UTC', async (day, times, expected) => {
    const clock = await Home.start({ clockAt: `${day}T12:00:00Z` });
    try {
      const on = await clock.as('nurse');
      const { id } = await anAdmittedResident(on, {}, { at: `${day.slice(0, 7)}-01T00:00:00Z` });
      const { id: medicationId } = await theMedication(await clock.as('admin'));
      const order = aPrescription(id, medicationId, {
        schedule: { kind: 'times', times },
        startsOn: `${day.slice(0, 7)}-02`,
      });
      await (await clock.as('prescriber')).created('/api/v1/prescriptions', order);
      const { items } = await roundOf(on, id, `from=${day}&to=${day}`);
      expect(items.map(({ scheduledFor }) => scheduledFor.slice(11, 16))).toEqual(expected);
    } finally {
      await clock.stop();
    }
  });
});
