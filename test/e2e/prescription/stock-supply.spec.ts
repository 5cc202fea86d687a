import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { theMedication } from '../../support/builders/medications.js';
import { aPrescription, aResidentSinceNovember, AS_NEEDED } from '../../support/builders/prescriptions.js';
import { move } from '../../support/builders/stock.js';
import type { Body, Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';

/** A Tuesday at eleven, when the doses of eight o'clock that nobody recorded are missed. */
const NOW = '2026-11-24T11:00:00+01:00';

let home: Home;
let nurse: Client;
let prescriber: Client;
let residentId: string;
let medicationId: string;

beforeAll(async () => {
  home = await Home.start({ clockAt: NOW });
  nurse = await home.as('nurse');
  prescriber = await home.as('prescriber');
});
afterAll(() => home.stop());

beforeEach(async () => {
  residentId = (await aResidentSinceNovember(home)).id;
  medicationId = (await theMedication(await home.as('admin'))).id;
});

/** One tablet at 08:00 and 20:00, unless it is said otherwise. */
function prescribe(terms: Body = {}, of = residentId): Promise<Resource> {
  return prescriber.created('/api/v1/prescriptions', aPrescription(of, medicationId, terms));
}

async function rows(query = ''): Promise<readonly Resource[]> {
  return (await nurse.read<PageBody>(`/api/v1/stock?medicationId=${medicationId}${query}`)).items;
}

/** By owner: `null` is the home. */
async function days(): Promise<Body> {
  return Object.fromEntries((await rows()).map((row) => [String(row['residentId']), row['daysOfSupply']]));
}

describe('days of supply', () => {
  test('are those until the dose that is short, by the real schedule', async () => {
    await prescribe();
    await move(nurse, { medicationId, residentId, quantity: 30, lot: 'A1', expiresOn: '2027-10-31' });
    expect(await rows()).toMatchObject([
      { medicationId, residentId, lot: 'A1', expiresOn: '2027-10-31', balance: 30, ownerBalance: 30, daysOfSupply: 15 },
    ]);
  });

  test('are the same for all lots of an owner, in which what has expired counts for nothing', async () => {
    await prescribe();
    await move(nurse, { medicationId, residentId, quantity: 4, lot: 'A1', expiresOn: '2026-11-20' });
    await move(nurse, { medicationId, residentId, quantity: 10, lot: 'B2', expiresOn: '2026-11-25' });
    await move(nurse, { medicationId, residentId, quantity: 4, lot: 'C3' });
    // Three from B2 until it expires, then four.
    expect(await rows()).toMatchObject([
      { lot: 'C3', expiresOn: null, balance: 4, ownerBalance: 18, daysOfSupply: 3 },
      { lot: 'B2', balance: 10, daysOfSupply: 3 },
      { lot: 'A1', balance: 4, daysOfSupply: 3 },
    ]);
  });

  test("use up the resident's own first, then what all share", async () => {
    const other = (await aResidentSinceNovember(home)).id;
    await prescribe();
    await prescribe({}, other);
    await move(nurse, { medicationId, residentId, quantity: 10 });
    await move(nurse, { medicationId, quantity: 20 });
    expect(await days()).toEqual({ [residentId]: 7, null: 7 });
  });

  test('follow a planned change, a suspension and the end of a prescription', async () => {
    const { id } = await prescribe({ endsOn: '2026-12-20' });
    await move(nurse, { medicationId, residentId, quantity: 40 });
    expect(await days()).toEqual({ [residentId]: 20 });
    const amendment = { dose: { quantity: 2, unit: 'tablet' }, effectiveFrom: '2026-12-01T00:00:00+01:00' };
    const amended = await prescriber.post(`/api/v1/prescriptions/${id}/amend`, { ...amendment, reason: 'pain' });
    expect(amended.status).toBe(200);
    // Thirteen until December, then twice two a day.
    expect(await days()).toEqual({ [residentId]: 13 });
    const suspended = await prescriber.post(`/api/v1/prescriptions/${id}/suspend`, { reason: 'surgery' });
    expect(suspended.status).toBe(200);
    expect(await days()).toEqual({ [residentId]: null });
  });

  test('are longer by a leave, of which nobody knows the end', async () => {
    await prescribe();
    await move(nurse, { medicationId, residentId, quantity: 3 });
    expect(await days()).toEqual({ [residentId]: 1 });
    await nurse.created(`/api/v1/residents/${residentId}/movements`, { type: 'leave', reason: 'family' });
    expect(await days()).toEqual({ [residentId]: null });
  });

  test('do not count a dose that was given before its time once more', async () => {
    const { id } = await prescribe({ schedule: { kind: 'times', times: ['11:30', '20:00'] } });
    await move(nurse, { medicationId, residentId, quantity: 1 });
    expect(await days()).toEqual({ [residentId]: 0 });
    await nurse.created(`/api/v1/prescriptions/${id}/administrations`, {
      scheduledFor: '2026-11-24T11:30:00+01:00',
      outcome: 'refused',
      reason: 'refused',
    });
    await move(nurse, { medicationId, residentId, quantity: 1 });
    // This evening and tomorrow noon, but not tomorrow evening.
    expect(await days()).toEqual({ [residentId]: 1 });
  });

  test('are converted where the medicine says how, and unknown where it does not', async () => {
    await prescribe({ dose: { quantity: 500, unit: 'mg' } });
    await move(nurse, { medicationId, residentId, quantity: 30 });
    expect(await days()).toEqual({ [residentId]: null });
    const admin = await home.as('admin');
    const doseUnits = [{ unit: 'mg', perUnit: 1000 }];
    expect((await admin.patch(`/api/v1/medications/${medicationId}`, { doseUnits })).status).toBe(200);
    expect(await days()).toEqual({ [residentId]: 30 });
  });

  test('are unknown for what nobody has, and for what is given when needed', async () => {
    await move(nurse, { medicationId, residentId, quantity: 30 });
    expect(await days()).toEqual({ [residentId]: null });
    await prescribe({ schedule: AS_NEEDED });
    expect(await days()).toEqual({ [residentId]: null });
  });

  test('are a year at most', async () => {
    await prescribe();
    await move(nurse, { medicationId, quantity: 100_000 });
    expect(await days()).toEqual({ null: 366 });
  });
});

describe('the list of stock', () => {
  test('can be narrowed to what expires, to who has little, and to one resident', async () => {
    const other = (await aResidentSinceNovember(home)).id;
    await move(nurse, { medicationId, residentId, quantity: 8, lot: 'A1', expiresOn: '2026-12-31' });
    await move(nurse, { medicationId, residentId, quantity: 8, lot: 'B2', expiresOn: '2027-06-30' });
    await move(nurse, { medicationId, residentId: other, quantity: 9 });
    const lots = async (query: string) => (await rows(query)).map(({ lot }) => lot);
    expect(await lots('')).toEqual([null, 'B2', 'A1']);
    expect(await lots('&expiringBefore=2027-01-01')).toEqual(['A1']);
    // Sixteen over both lots are not below ten.
    expect(await lots('&below=10')).toEqual([null]);
    expect(await lots('&below=16.5')).toEqual([null, 'B2', 'A1']);
    expect(await lots(`&residentId=${residentId}`)).toEqual(['B2', 'A1']);
  });

  test('is read page by page, the newest first', async () => {
    for (const lot of ['A1', 'B2', 'C3']) await move(nurse, { medicationId, lot });
    const first = await nurse.read<PageBody>(`/api/v1/stock?medicationId=${medicationId}&limit=2`);
    expect(first.items.map(({ lot }) => lot)).toEqual(['C3', 'B2']);
    expect(await rows(`&limit=2&cursor=${String(first.nextCursor)}`)).toMatchObject([{ lot: 'A1' }]);
  });

  test.each(['below=-1', 'below=1.2345678', 'below=many', 'expiringBefore=soon'])(
    'is not asked for %s',
    async (query) => {
      expectProblem(await nurse.get(`/api/v1/stock?${query}`), 400, 'bad-query');
    },
  );
});
