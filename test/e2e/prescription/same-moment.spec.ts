import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { theMedication } from '../../support/builders/medications.js';
import {
  aPrescription,
  aResidentSinceNovember,
  AS_NEEDED,
  record,
  roundOf,
  thePrescription,
  type Administration,
  type Prescription,
} from '../../support/builders/prescriptions.js';
import { move } from '../../support/builders/stock.js';
import type { Answer, Client, PageBody } from '../../support/client.js';
import { onPostgres } from '../../support/fresh-database.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';

const EIGHT = '2026-11-24T07:00:00.000Z';
const CLOCK = { clockAt: '2026-11-24T08:10:00+01:00' };

let home: Home;
let second: Home;
let tablets: readonly Client[];
let nurse: Client;

/** A hundred tablets of one nurse; on PostgreSQL every other one is served by a second process. */
beforeAll(async () => {
  home = await Home.start(CLOCK);
  // A SQLite file belongs to one process.
  const shared = { url: home.databaseUrl, remove: () => Promise.resolve() };
  second = onPostgres() ? await Home.start({ ...CLOCK, database: shared, ownProcess: true }) : home;
  nurse = await home.as('nurse');
  tablets = Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? nurse : second.bearing(nurse.bearer)));
});
afterAll(async () => {
  if (second !== home) await second.stop();
  await home.stop();
});

/** The one that was recorded, and the 99 refusals. */
function told(answers: readonly Answer<Administration>[]): [Administration, readonly Answer<Administration>[]] {
  const [first, ...others] = answers.filter(({ status }) => status === 201).map(({ body }) => body);
  if (first === undefined) throw new Error('nobody recorded it');
  expect(others).toEqual([]);
  return [first, answers.filter(({ status }) => status !== 201)];
}

async function inStock({ medicationId, residentId }: Prescription): Promise<unknown[]> {
  const path = `/api/v1/stock?medicationId=${medicationId}&residentId=${residentId}`;
  return (await nurse.read<PageBody>(path)).items.map(({ balance }) => balance);
}

test('of 100 who record a dose one is first, 99 are told who was, and the stock falls once', async () => {
  const prescription = await thePrescription(home);
  await move(nurse, { medicationId: prescription.medicationId, residentId: prescription.residentId });
  const answers = await Promise.all(tablets.map((tablet) => record(tablet, prescription, { scheduledFor: EIGHT })));
  const [first, refused] = told(answers);
  expect(refused).toHaveLength(99);
  const rule = expect.objectContaining({ rule: 'dose-already-recorded', outcome: 'block' });
  for (const answer of refused) {
    expectProblem(answer, 409, 'dose-already-recorded', {
      administration: first,
      rules: expect.arrayContaining([rule]),
    });
  }
  expect(await inStock(prescription)).toEqual([29]);
  const { medicationId } = prescription;
  const ledger = await nurse.read<PageBody>(`/api/v1/stock-movements?medicationId=${medicationId}`);
  expect(ledger.items).toMatchObject([{ type: 'given', administrationId: first.id }, { type: 'receipt' }]);
  const { items } = await roundOf(nurse, prescription.residentId);
  expect(items[0]).toMatchObject({ state: 'given', administration: { id: first.id } });
});

test('of 100 who record a whole round each of its doses is recorded once', async () => {
  const { id: residentId } = await aResidentSinceNovember(home);
  const round = [await thePrescription(home, { residentId }), await thePrescription(home, { residentId })];
  for (const { medicationId } of round) await move(nurse, { medicationId, residentId });
  const dose = { scheduledFor: EIGHT, outcome: 'given' };
  const answers = await Promise.all(
    tablets.map((tablet, index) => {
      const items = round.map(({ id: prescriptionId }) => ({ prescriptionId, ...dose }));
      return tablet.post<{ results: { status: number; id?: string; problem?: { code: string } }[] }>(
        '/api/v1/medication-rounds/record',
        // Not all walk the same way.
        { items: index % 4 < 2 ? items : items.toReversed() },
      );
    }),
  );
  const results = answers.flatMap(({ body }) => body.results);
  expect(results.filter(({ status }) => status === 201)).toHaveLength(2);
  expect(results.filter(({ problem }) => problem?.code === 'dose-already-recorded')).toHaveLength(198);
  for (const prescription of round) expect(await inStock(prescription)).toEqual([29]);
});

test('of 100 who give one substance when needed, by two prescriptions, one does', async () => {
  const { id: residentId } = await aResidentSinceNovember(home);
  const { id: medicationId } = await theMedication(await home.as('admin'));
  const order = {
    ...aPrescription(residentId, medicationId, { schedule: AS_NEEDED }),
    acknowledge: ['duplicate-therapy'],
    acknowledgeReason: 'two strengths',
  };
  const prescriber = await home.as('prescriber');
  const path = '/api/v1/prescriptions';
  const ordered = await prescriber.created<Prescription>(path, order);
  const again = await prescriber.created<Prescription>(path, order);
  await move(nurse, { medicationId, residentId });
  const answers = await Promise.all(tablets.map((tablet, index) => record(tablet, index % 4 < 2 ? ordered : again)));
  const [first, refused] = told(answers);
  const doses = [expect.objectContaining({ administrationId: first.id })];
  const rule = { rule: 'too-soon', outcome: 'block', facts: expect.objectContaining({ doses }) };
  for (const answer of refused) {
    expectProblem(answer, 409, 'too-soon', { rules: expect.arrayContaining([expect.objectContaining(rule)]) });
  }
  expect(await inStock(ordered)).toEqual([29]);
});
