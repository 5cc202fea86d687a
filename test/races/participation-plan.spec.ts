import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  addDays,
  Clock,
  HomeZone,
  localDateOf,
  localDateTime,
  parseLocalTime,
  type LocalDateTime,
} from '#platform/time';
import {
  EnrolResidents,
  FindWithoutParticipation,
  KeepActivities,
  ReadParticipation,
  RecordAttendance,
} from '#activity';
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

/** A daily activity with a place for each of these, which they declined on each of the days before today. */
async function declineAll(residentIds: readonly string[], days: number, time = '10:00'): Promise<void> {
  const today = localDateOf(app.get(Clock).now(), app.get(HomeZone).id);
  const at = (ago: number): LocalDateTime => localDateTime(addDays(today, -ago), parseLocalTime(time));
  const series = {
    title: 'Bingo',
    category: 'social',
    startsAt: at(days),
    durationMinutes: 60,
    recurrence: 'FREQ=DAILY',
  };
  const { id } = await app.get(KeepActivities).create(series);
  const from = addDays(today, -days);
  for (const residentId of residentIds) await app.get(EnrolResidents).enrol(id, { residentId, from }, NURSE);
  const entries = residentIds.map((residentId) => ({ residentId, attendance: 'declined' }));
  for (let ago = 1; ago <= days; ago += 1)
    await app.get(RecordAttendance).record(id, at(ago), entries, undefined, NURSE);
}

async function plansOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const plans: string[] = [];
  for (const statement of await home.statementsOf(work)) plans.push(await home.planOf(statement, ['seqscan']));
  return plans;
}

test('however much is offered to whomever, it is counted in as many statements, and each goes by an index', async () => {
  const [few, many] = [await people.moveIn('Few'), await people.moveIn('Many')];
  await declineAll([few, many], 1);
  await declineAll([many], 9, '15:00');
  const one = await plansOf(() => app.get(ReadParticipation).read(few, {}));
  const ten = await plansOf(() => app.get(ReadParticipation).read(many, {}));
  expect(one.length).toBeGreaterThan(6);
  expect(ten).toHaveLength(one.length);
  expect(ten.filter((plan) => noIndex.test(plan))).toEqual([]);
  expect(ten).toContainEqual(expect.stringMatching(/ix_attendances__resident_id_starts_at/));
});

test('who takes part in nothing is found in as many statements of many as of few, by the index of those who do', async () => {
  const list = () => app.get(FindWithoutParticipation).list({}, { limit: 200 });
  const before = await plansOf(list);
  const others = [await people.moveIn('One more'), await people.moveIn('Another')];
  await declineAll(others, 3);
  expect((await list()).items.map(({ declinedSince }) => declinedSince).sort()).toEqual([1, 10, 3, 3]);
  const after = await plansOf(list);
  expect(after).toHaveLength(before.length);
  expect(after.filter((plan) => noIndex.test(plan))).toEqual([]);
  const byIndex = after.filter((plan) => /ix_attendances__resident_id_starts_at(?!_id)/.test(plan));
  expect(byIndex).toHaveLength(3);
});
