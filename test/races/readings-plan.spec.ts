import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { addMinutes, Clock } from '#platform/time';
import { ReadCharts, ReadTrends, RecordObservations } from '#wellness';
import { Inhabitants, NURSE } from '../house/inhabitants.js';
import { Inspected, noIndex } from './plans.js';

/* Of a table that has few rows PostgreSQL takes the one index or the other; both have the order. */

/** In a plan: rows that come in no order. */
const sorts = /sort|TEMP B-TREE/i;

let home: Inspected;
let app: NestFastifyApplication;
let people: Inhabitants;

beforeAll(async () => {
  home = await Inspected.open();
  ({ app } = home);
  people = new Inhabitants(app);
});
afterAll(() => home.close());

/** So many heart rates of the last hours. */
async function measure(residentId: string, count: number): Promise<void> {
  const now = app.get(Clock).now();
  const readings = Array.from({ length: count }, (_, index) => ({
    ...{ residentId, type: 'heart-rate', value: 60 + (index % 30) },
    takenAt: addMinutes(now, -1 - index),
  }));
  await app.get(RecordObservations).recordMany(readings, NURSE);
}

async function plansOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const plans: string[] = [];
  for (const statement of await home.statementsOf(work)) plans.push(await home.planOf(statement, ['seqscan', 'sort']));
  return plans;
}

test('readings of a trend are read two thousand at a time, in the order of an index that has all of them', async () => {
  const [few, many] = [await people.moveIn('Few'), await people.moveIn('Many')];
  await measure(few, 3);
  await measure(many, 2001);
  const one = await plansOf(() => app.get(ReadTrends).read(few, { type: 'heart-rate' }));
  const two = await plansOf(() => app.get(ReadTrends).read(many, { type: 'heart-rate' }));
  expect(two).toHaveLength(one.length + 1);
  expect(two.filter((plan) => noIndex.test(plan))).toEqual([]);
  const byIndex = two.filter((plan) =>
    /COVERING INDEX ix_observations__readings|Index Only Scan ix_observations__readings/.test(plan),
  );
  expect(byIndex).toHaveLength(2);
  expect(byIndex.filter((plan) => sorts.test(plan))).toEqual([]);
});

test('and so are scores and alerts of a chart', async () => {
  const charted = await people.moveIn('Charted');
  const plans = await plansOf(() => app.get(ReadCharts).read(charted, 'news2', {}));
  expect(plans.filter((plan) => noIndex.test(plan))).toEqual([]);
  for (const index of [
    /ix_assessments__resident_id_(instrument_)?assessed_at_id/,
    /ix_alerts__resident_id_raised_at_id/,
  ]) {
    const found = plans.filter((plan) => index.test(plan));
    expect([index, found.length, found.filter((plan) => sorts.test(plan))]).toEqual([index, 1, []]);
  }
});
