import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { addMinutes, Clock } from '#platform/time';
import { RecordAllergies, RecordConditions } from '#resident';
import { ReadSummary, RecordAssessments, RecordObservations, type Summary } from '#wellness';
import { Inhabitants, NURSE, WHEN_NEEDED } from '../house/inhabitants.js';
import { Inspected, noIndex } from './plans.js';

let home: Inspected;
let app: NestFastifyApplication;
let people: Inhabitants;

beforeAll(async () => {
  home = await Inspected.open();
  ({ app } = home);
  people = new Inhabitants(app);
});
afterAll(() => home.close());

/** Some of everything that a summary tells, and a medicine of which a dose was given. */
async function tell(residentId: string, number: number): Promise<void> {
  const now = app.get(Clock).now();
  const substance = `substance ${residentId} ${number}`;
  const allergy = { substance: `pollen ${number}`, type: 'allergy', criticality: 'high' } as const;
  await app.get(RecordAllergies).record(residentId, allergy, NURSE);
  await app.get(RecordConditions).record(residentId, { text: substance }, NURSE);
  for (const type of ['heart-rate', 'body-weight', 'pain']) {
    const takenAt = addMinutes(now, -number);
    await app.get(RecordObservations).record(residentId, { type, value: type === 'pain' ? 3 : 70, takenAt }, NURSE);
  }
  await app.get(RecordAssessments).record(residentId, { instrument: 'news2', answers: { heartRate: 70 } }, NURSE);
  const { prescriptionId } = await people.prescribe(residentId, `another ${substance}`, WHEN_NEEDED);
  await people.giveNow(prescriptionId);
}

/** A summary, with the plan of every statement that it took. */
async function read(residentId: string): Promise<{ summary: Summary; plans: readonly string[] }> {
  const found: Summary[] = [];
  const statements = await home.statementsOf(async () => {
    found.push(await app.get(ReadSummary).read(residentId, NURSE));
  });
  const plans: string[] = [];
  for (const statement of statements) plans.push(await home.planOf(statement, ['seqscan']));
  const [summary] = found;
  if (summary === undefined) throw new Error('there is no summary');
  return { summary, plans };
}

test('a summary takes as many statements of much as of little, and each goes by an index', async () => {
  const [little, much] = [await people.moveIn('Little'), await people.moveIn('Much')];
  await tell(little, 1);
  for (let number = 1; number <= 8; number += 1) await tell(much, number);
  const one = await read(little);
  const eight = await read(much);
  expect([one, eight].map(({ summary }) => summary.medicines?.length)).toEqual([1, 8]);
  expect(eight.summary.medicines?.every(({ lastGiven }) => lastGiven !== null)).toBe(true);
  expect(eight.summary.observations?.map(({ type }) => type)).toEqual(['heart-rate', 'body-weight', 'pain']);
  expect(one.plans.length).toBeGreaterThan(12);
  expect(eight.plans).toHaveLength(one.plans.length);
  expect(eight.plans.filter((plan) => noIndex.test(plan))).toEqual([]);
  const latest = eight.plans.filter((plan) => plan.includes('ix_observations__readings'));
  expect(latest).toEqual([expect.not.stringMatching(/TEMP B-TREE FOR ORDER BY|Sort/)]);
});
