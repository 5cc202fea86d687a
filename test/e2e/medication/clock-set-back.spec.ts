import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { theMedication } from '../../support/builders/medications.js';
import { move } from '../../support/builders/stock.js';
import type { PageBody } from '../../support/client.js';
import { Home } from '../../support/home.js';

let home: Home;

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T09:05:00+01:00' });
});
afterAll(() => home.stop());

test('the ledger follows its balances, though the clock was set back between two lines', async () => {
  const nurse = await home.as('nurse');
  const { id: medicationId } = await theMedication(await home.as('admin'));
  await move(nurse, { medicationId });
  await home.restart('2026-11-24T09:00:00+01:00');
  await move(nurse, { medicationId, type: 'return', quantity: 4 });
  await move(nurse, { medicationId, type: 'count', quantity: 26 });
  const { items } = await nurse.read<PageBody>(`/api/v1/stock-movements?medicationId=${medicationId}`);
  expect(items).toMatchObject([
    { position: 3, type: 'count', balance: 26 },
    { position: 2, type: 'return', balance: 26 },
    { position: 1, type: 'receipt', balance: 30 },
  ]);
  const entered = items.map(({ recordedAt }) => String(recordedAt));
  expect(new Set(entered).size).toBe(3);
  expect(entered).toEqual(entered.toSorted().toReversed());
});
