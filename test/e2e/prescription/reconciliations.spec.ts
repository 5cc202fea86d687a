import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decide, keep, reconciliationOf, someoneBack } from '../../support/builders/reconciliations.js';
import { aBed, aResident, move } from '../../support/builders/residents.js';
import type { Client, PageBody } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';

let home: Home;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T15:00:00+01:00' });
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

describe('the list of who is to be reconciled', () => {
  test('has those of a unit, the last return first, page by page', async () => {
    const people: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      const { residentId } = await someoneBack(home, 1);
      await move(nurse, residentId, 'transfer', { bedId: await aBed(nurse, { unit: 'North' }) });
      people.push(residentId);
    }
    const path = '/api/v1/reconciliations?unit=North&limit=2';
    const first = await nurse.read<PageBody>(path);
    const second = await nurse.read<PageBody>(`${path}&cursor=${first.nextCursor ?? ''}`);
    const all = [...first.items, ...second.items];
    expect(all.map((one) => one['residentId'])).toEqual(people.toReversed());
    expect(all[0]).toMatchObject({
      residentName: expect.stringMatching(/, Carmen$/),
      bed: { unit: 'North', name: 'A' },
      returnedAt: '2026-11-24T13:00:00.000Z',
      undecided: 1,
      status: 'open',
    });
    expect(second.nextCursor).toBeNull();
    expect((await nurse.read<PageBody>('/api/v1/reconciliations?unit=Nowhere')).items).toEqual([]);
  });

  test('has nobody who has left for good', async () => {
    const { residentId } = await someoneBack(home, 2);
    await move(nurse, residentId, 'discharge');
    expect(await reconciliationOf(nurse, residentId)).toMatchObject({ status: 'cancelled', undecided: 0 });
    expectProblem(await decide(nurse, residentId, [keep()]), 422, 'validation-failed');
    const { items } = await nurse.read<PageBody>('/api/v1/reconciliations?limit=200');
    expect(items.filter((one) => one['residentId'] === residentId)).toEqual([]);
    const { id } = await nurse.created('/api/v1/residents', aResident());
    expectProblem(await nurse.get(`/api/v1/residents/${id}/reconciliation`), 404, 'not-found');
  });
});
