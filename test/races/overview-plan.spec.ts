import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { addMinutes, Clock } from '#platform/time';
import { ReadOverview, RecordAssessments, RecordObservations, type OverviewWithAlerts } from '#wellness';
import { Inhabitants, NURSE } from '../house/inhabitants.js';
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

const DAY = 24 * 60;

/** SQLite says of the few rows that a seek has found that it takes them all. */
const FEW_OF_A_SEEK = /SCAN of\d+/g;

/** Readings of so many days, and assessments by two instruments. */
async function tell(residentId: string, days: number): Promise<void> {
  const now = app.get(Clock).now();
  for (let day = 0; day < days; day += 1) {
    const takenAt = addMinutes(now, -day * DAY);
    const readings = ['heart-rate', 'body-weight', 'respiratory-rate'].map((type) => ({
      residentId,
      type,
      value: type === 'respiratory-rate' ? 16 : 70,
      takenAt,
    }));
    await app.get(RecordObservations).recordMany(readings, NURSE);
    for (const instrument of ['news2', 'barthel']) {
      const assessment = { instrument, answers: {}, assessedAt: takenAt };
      await app.get(RecordAssessments).record(residentId, assessment, NURSE);
    }
  }
}

/** An overview, with the plan of every statement that it took. */
async function read(residentId: string): Promise<{ overview: OverviewWithAlerts; plans: readonly string[] }> {
  const found: OverviewWithAlerts[] = [];
  const statements = await home.statementsOf(async () => {
    found.push(await app.get(ReadOverview).read(residentId, NURSE));
  });
  const plans: string[] = [];
  for (const statement of statements) plans.push(await home.planOf(statement, ['seqscan']));
  const [overview] = found;
  if (overview === undefined) throw new Error('there is no overview');
  return { overview, plans };
}

test('an overview takes as many statements of much as of little, and seeks each type by an index', async () => {
  const [little, much] = [await people.moveIn('Little'), await people.moveIn('Much')];
  await tell(little, 1);
  await tell(much, 30);
  const one = await read(little);
  const many = await read(much);
  expect(many.overview.observations.map(({ measures }) => measures[0]?.baseline?.readings)).toEqual([10, 10, 10]);
  expect(many.overview.assessments).toHaveLength(2);
  expect(many.plans).toHaveLength(one.plans.length);
  const toTheEnd = many.plans.map((plan) => plan.replaceAll(FEW_OF_A_SEEK, '')).filter((plan) => noIndex.test(plan));
  expect(toTheEnd).toEqual([]);
  const seeks = many.plans.filter((plan) => /ix_(observations|assessments)__/.test(plan));
  expect(seeks).toHaveLength(4);
  expect(seeks.filter((plan) => /TEMP B-TREE FOR ORDER BY|Sort/.test(plan))).toEqual([]);
});
