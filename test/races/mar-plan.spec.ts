import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { addMinutes, Clock } from '#platform/time';
import { ReadMar, RecordAdministrations, type Mar } from '#prescription';
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

/** A medicine that is due now, not given for a reason, and one as needed of which a dose was given. */
async function tell(residentId: string, number: number): Promise<void> {
  const substance = `substance ${residentId} ${number}`;
  const now = app.get(Clock).now();
  const once = await people.prescribe(residentId, substance, { kind: 'once', at: now });
  const said = { quantity: null, administeredAt: null, note: null, witness: null, acknowledgeReason: null };
  const asleep = { outcome: 'refused', reason: 'asleep', scheduledFor: now, ...said } as const;
  await app.get(RecordAdministrations).record({ ...once, ...asleep, acknowledge: [] }, NURSE);
  const { prescriptionId } = await people.prescribe(residentId, `another ${substance}`, WHEN_NEEDED);
  await people.giveNow(prescriptionId);
}

/** A chart of the last hour and the next, with the plan of every statement that it took. */
async function read(residentId: string): Promise<{ mar: Mar; plans: readonly string[] }> {
  const found: Mar[] = [];
  const now = app.get(Clock).now();
  const window = { from: addMinutes(now, -60), to: addMinutes(now, 60) };
  const statements = await home.statementsOf(async () => {
    found.push(await app.get(ReadMar).read(residentId, window, NURSE));
  });
  const plans: string[] = [];
  for (const statement of statements) plans.push(await home.planOf(statement, ['seqscan']));
  const [mar] = found;
  if (mar === undefined) throw new Error('there is no chart');
  return { mar, plans };
}

test('a chart takes as many statements of many doses as of few, and each goes by an index', async () => {
  const [few, many] = [await people.moveIn('Few'), await people.moveIn('Many')];
  await tell(few, 1);
  for (let number = 1; number <= 8; number += 1) await tell(many, number);
  const one = await read(few);
  const eight = await read(many);
  const counted = [one, eight].map(({ mar: { lines } }) => [
    lines.flatMap(({ doses }) => doses.filter(({ administration }) => administration !== null)).length,
    lines.flatMap(({ asNeeded }) => asNeeded).length,
  ]);
  expect(counted).toEqual([
    [1, 1],
    [8, 8],
  ]);
  expect(one.plans.length).toBeGreaterThan(12);
  expect(eight.plans).toHaveLength(one.plans.length);
  expect(eight.plans.filter((plan) => noIndex.test(plan))).toEqual([]);
  for (const index of [
    '_administrations__prescription_id_scheduled_for',
    'ix_administrations__resident_id_scheduled_for',
  ]) {
    expect(eight.plans).toContainEqual(expect.stringContaining(index));
  }
});
