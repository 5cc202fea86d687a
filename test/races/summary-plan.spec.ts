import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Caller } from '#platform/access';
import { quantity } from '#platform/kernel';
import { addMinutes, Clock, HomeZone, localDateOf } from '#platform/time';
import { KeepMedications } from '#medication';
import { Prescribe, RecordAdministrations } from '#prescription';
import { KeepResidents, KeepRooms, MoveResident, RecordAllergies, RecordConditions } from '#resident';
import { ReadSummary, RecordAssessments, RecordObservations, type Summary } from '#wellness';
import { onPostgres } from '../support/fresh-database.js';
import { Inspected } from './plans.js';

const nurse: Caller = {
  kind: 'person',
  userId: '0199b1d0-7c00-7000-8000-000000000001',
  username: 'n.ruiz',
  displayName: 'Nuria Ruiz',
  roles: ['nurse', 'prescriber'],
  tokenId: null,
};

let home: Inspected;
let app: NestFastifyApplication;

beforeAll(async () => {
  home = await Inspected.open();
  ({ app } = home);
});
afterAll(() => home.close());

/** Someone with a medicine, of which a dose was given, and some of everything else that a summary tells. */
async function moveIn(name: string): Promise<string> {
  const room = await app.get(KeepRooms).create({ name, unit: 'East', beds: [{ name: 'A' }] });
  const birthDate = localDateOf(app.get(Clock).now(), app.get(HomeZone).id);
  const { id } = await app
    .get(KeepResidents)
    .register({ givenName: 'Carmen', familyName: name, birthDate, sex: 'female' });
  await app.get(MoveResident).move(id, { type: 'admission', bedId: room.beds[0]?.id }, undefined, nurse);
  return id;
}

async function tell(residentId: string, number: number): Promise<void> {
  const now = app.get(Clock).now();
  const substance = `substance ${residentId} ${number}`;
  const allergy = { substance: `pollen ${number}`, type: 'allergy', criticality: 'high' } as const;
  await app.get(RecordAllergies).record(residentId, allergy, nurse);
  await app.get(RecordConditions).record(residentId, { text: substance }, nurse);
  for (const type of ['heart-rate', 'body-weight', 'pain']) {
    const takenAt = addMinutes(now, -number);
    await app.get(RecordObservations).record(residentId, { type, value: type === 'pain' ? 3 : 70, takenAt }, nurse);
  }
  await app.get(RecordAssessments).record(residentId, { instrument: 'news2', answers: { heartRate: 70 } }, nurse);
  await give(residentId, `another ${substance}`);
}

async function give(residentId: string, substance: string): Promise<void> {
  const { id: medicationId } = await app.get(KeepMedications).add({ name: substance, activeSubstance: substance });
  const terms = {
    dose: { quantity: quantity(1), unit: 'tablet' },
    route: 'oral',
    indication: null,
    instructions: null,
    schedule: { kind: 'as-needed', minIntervalMinutes: 0, maxDosesPer24h: 4, maxQuantityPer24h: null, reason: 'pain' },
    startsOn: localDateOf(app.get(Clock).now(), app.get(HomeZone).id),
    endsOn: null,
    prescriber: 'Dr. Gil',
    critical: false,
  } as const;
  const order = { residentId, medicationId, terms, draft: false, acknowledge: [], acknowledgeReason: null };
  const { prescription } = await app.get(Prescribe).prescribe(order, nurse);
  const nothing = { scheduledFor: null, reason: null, quantity: null, administeredAt: null, note: null, witness: null };
  const dose = { prescriptionId: prescription.id, outcome: 'given', ...nothing } as const;
  await app.get(RecordAdministrations).record({ ...dose, acknowledge: [], acknowledgeReason: null }, nurse);
}

/** A summary, with the plan of every statement that it took. */
async function read(residentId: string): Promise<{ summary: Summary; plans: readonly string[] }> {
  const found: Summary[] = [];
  const statements = await home.statementsOf(async () => {
    found.push(await app.get(ReadSummary).read(residentId, nurse));
  });
  const plans: string[] = [];
  for (const statement of statements) plans.push(await home.planOf(statement, ['seqscan']));
  const [summary] = found;
  if (summary === undefined) throw new Error('there is no summary');
  return { summary, plans };
}

const NO_INDEX = onPostgres() ? /Seq Scan/ : /SCAN (?!CONSTANT)/;

test('a summary takes as many statements of much as of little, and each goes by an index', async () => {
  const [little, much] = [await moveIn('Little'), await moveIn('Much')];
  await tell(little, 1);
  for (let number = 1; number <= 8; number += 1) await tell(much, number);
  const one = await read(little);
  const eight = await read(much);
  expect([one, eight].map(({ summary }) => summary.medicines?.length)).toEqual([1, 8]);
  expect(eight.summary.medicines?.every(({ lastGiven }) => lastGiven !== null)).toBe(true);
  expect(eight.summary.observations?.map(({ type }) => type)).toEqual(['heart-rate', 'body-weight', 'pain']);
  expect(one.plans.length).toBeGreaterThan(12);
  expect(eight.plans).toHaveLength(one.plans.length);
  expect(eight.plans.filter((plan) => NO_INDEX.test(plan))).toEqual([]);
  const latest = eight.plans.filter((plan) => plan.includes('ix_observations__resident_id_type_taken_at_id'));
  expect(latest).toEqual([expect.not.stringMatching(/TEMP B-TREE FOR ORDER BY|Sort/)]);
});
