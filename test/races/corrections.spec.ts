import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aResident } from '../support/builders/residents.js';
import { anObservation, calmReadings } from '../support/builders/wellness.js';
import type { Client, PageBody } from '../support/client.js';
import { Home } from '../support/home.js';

let home: Home;
let nurses: readonly Client[];

beforeAll(async () => {
  home = await Home.start();
  nurses = [await home.as('nurse'), await home.as('carer'), await home.as('prescriber')];
});
afterAll(() => home.stop());

test.each<[string, object, object]>([
  ['observations', anObservation({ value: 27, confirm: true }), { value: 72 }],
  ['assessments', { instrument: 'news2', answers: calmReadings({ heartRate: 95 }) }, { answers: calmReadings() }],
])('of ten who correct one of the %s at once one does, and leaves one right record', async (kind, wrong, right) => {
  const [nurse] = nurses;
  if (nurse === undefined) throw new Error('nobody is in');
  const { id } = await nurse.created('/api/v1/residents', aResident());
  const path = `/api/v1/residents/${id}/${kind}`;
  const { id: wrongId } = await nurse.created(path, wrong);
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      (nurses[index % nurses.length] ?? nurse).post(`${path}/${wrongId}/correct`, { reason: 'a slip', ...right }),
    ),
  );
  const refused = answers.filter(({ status }) => status !== 200);
  expect(refused.map(({ status, body }) => [status, body['code']])).toEqual(Array(9).fill([409, 'illegal-transition']));
  const [winner] = answers.filter(({ status }) => status === 200);
  const { items } = await nurse.read<PageBody>(path);
  expect(items).toHaveLength(2);
  expect(items.map((item) => item.id).sort()).toEqual([wrongId, winner?.body['correctedBy']].sort());
});
