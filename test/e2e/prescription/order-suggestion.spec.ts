import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { theMedication } from '../../support/builders/medications.js';
import { aPrescription, AS_NEEDED } from '../../support/builders/prescriptions.js';
import { anAdmittedResident } from '../../support/builders/residents.js';
import { move } from '../../support/builders/stock.js';
import type { Body, Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';

const NOW = '2026-11-24T11:00:00+01:00';
const PATH = '/api/v1/stock/order-suggestion';

type Line = Body & { readonly medication: Body; readonly resident: Body | null };

let home: Home;
let nurse: Client;
let ana: Resource;
let blas: Resource;

beforeAll(async () => {
  home = await Home.start({ clockAt: NOW });
  nurse = await home.as('nurse');
  const since = { at: '2026-11-01T00:00:00+01:00' };
  ana = await anAdmittedResident(nurse, { familyName: 'Ortega', givenName: 'Ana' }, since);
  blas = await anAdmittedResident(nurse, { familyName: '=Gil', givenName: 'Blas' }, since);
});
afterAll(() => home.stop());

async function aMedicine(name: string, details: Body = {}): Promise<string> {
  return (await theMedication(await home.as('admin'), { name, ...details })).id;
}

/** One tablet at 08:00 and 20:00, unless it is said otherwise. */
async function prescribe(medicationId: string, of: Resource, terms: Body = {}): Promise<Resource> {
  const prescriber = await home.as('prescriber');
  return prescriber.created('/api/v1/prescriptions', aPrescription(of.id, medicationId, terms));
}

/** The lines of one medicine until a day. */
async function order(medicationId: string, until: string): Promise<readonly Line[]> {
  const { items } = await nurse.read<PageBody<Line>>(`${PATH}?until=${until}&limit=200`);
  return items.filter(({ medication }) => medication['id'] === medicationId);
}

describe('the suggestion of an order', () => {
  test('says who needs what until a day, what is there of it and what is missing', async () => {
    const of = { strength: '850 mg', form: 'tablet', nationalCode: '012345', registrationNumber: '60123' };
    const metformin = await aMedicine('Metformin', of);
    await prescribe(metformin, ana);
    await move(nurse, { medicationId: metformin, residentId: ana.id, quantity: 10 });
    // This evening, and two a day for six days.
    expect(await order(metformin, '2026-11-30')).toEqual([
      {
        medication: { id: metformin, name: 'Metformin', unit: 'tablet', ...of },
        resident: { id: ana.id, name: 'Ortega, Ana' },
        until: '2026-11-30T23:00:00.000Z',
        counted: true,
        needed: 13,
        inStock: 10,
        expiring: 0,
        fromHome: 0,
        suggested: 3,
        runsOutOn: '2026-11-29',
        asNeededUpTo: 0,
        uncounted: [],
      },
    ]);
  });

  test('is for four weeks where nobody says for how long', async () => {
    const aspirin = await aMedicine('Aspirin');
    await prescribe(aspirin, ana);
    const { items } = await nurse.read<PageBody<Line>>(`${PATH}?limit=200`);
    const line = items.find(({ medication }) => medication['id'] === aspirin);
    expect(line).toMatchObject({ until: '2026-12-22T23:00:00.000Z', needed: 57, suggested: 57, counted: false });
  });

  test('orders for the home what those lack who live off it, and leaves out what expires before it is used', async () => {
    const vitamin = await aMedicine('Vitamin');
    await prescribe(vitamin, ana);
    await prescribe(vitamin, blas);
    await move(nurse, { medicationId: vitamin, residentId: ana.id, quantity: 5 });
    await move(nurse, { medicationId: vitamin, quantity: 8, lot: 'A1', expiresOn: '2026-11-25' });
    await move(nurse, { medicationId: vitamin, quantity: 2, lot: 'B2', expiresOn: '2026-11-01' });
    // Ana has hers until the 26th, Blas takes three from the home until it expires.
    expect(await order(vitamin, '2026-11-27')).toMatchObject([
      { resident: null, needed: 7, inStock: 8, expiring: 5, suggested: 4, runsOutOn: '2026-11-26' },
      { resident: { id: ana.id }, needed: 7, inStock: 5, fromHome: 0, suggested: 2, runsOutOn: '2026-11-27' },
    ]);
  });

  test('tells apart what may be given when needed, and names doses that it can not count', async () => {
    const drops = await aMedicine('Drops', { unit: 'ml' });
    const { id } = await prescribe(drops, ana, { dose: { quantity: 20, unit: 'drop' } });
    await prescribe(drops, blas, { dose: { quantity: 2, unit: 'ml' }, schedule: AS_NEEDED });
    const [first, second] = await order(drops, '2026-11-25');
    expect([first, second]).toMatchObject([
      {
        resident: { id: ana.id },
        needed: 0,
        suggested: 0,
        uncounted: [{ prescriptionId: id, residentId: ana.id, quantity: 20, unit: 'drop', doses: 3, asNeeded: false }],
      },
      // Four a day in a day and a half, of which the second is begun.
      { resident: { id: blas.id }, needed: 0, suggested: 0, asNeededUpTo: 16, uncounted: [] },
    ]);
  });

  test('has no line for what is suspended', async () => {
    const statin = await aMedicine('Statin');
    const { id } = await prescribe(statin, ana);
    const suspended = await nurse.post(`/api/v1/prescriptions/${id}/suspend`, { reason: 'pain' });
    expect(suspended.status).toBe(200);
    expect(await order(statin, '2026-12-24')).toEqual([]);
  });

  test('is read page by page, by name of medicine and the home first, nothing twice', async () => {
    const names = ['ácid', 'Bromide', 'bromide'];
    for (const name of names) {
      const medicine = await aMedicine(name);
      for (const person of [ana, blas]) {
        await prescribe(medicine, person);
        await move(nurse, { medicationId: medicine, residentId: person.id, quantity: 1 });
      }
      await move(nurse, { medicationId: medicine, quantity: 1 });
    }
    const whole = await nurse.read<PageBody<Line>>(`${PATH}?limit=200`);
    const paged: Line[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: PageBody<Line> = await nurse.read(`${PATH}?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      expect(page.items.length).toBeLessThanOrEqual(2);
      paged.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(whole.items);
    const shown = whole.items.filter(({ medication }) => names.includes(String(medication['name'])));
    expect(
      shown.map(({ medication, resident }) => `${String(medication['name'])} ${String(resident?.['id'])}`),
    ).toEqual(names.flatMap((name) => ['undefined', ana.id, blas.id].map((id) => `${name} ${id}`)));
  });

  test.each(['until=2026-11-23', 'until=2026-11-24T10:00:00%2B01:00', 'until=2027-11-26', 'until=soon', 'cursor=x'])(
    'is not made for %s',
    async (query) => {
      expectProblem(await nurse.get(`${PATH}?${query}`), 400, query.startsWith('cursor') ? 'bad-cursor' : 'bad-query');
    },
  );
});

describe('the order as CSV', () => {
  test('has all lines at once, with the names as they are and nothing that a spreadsheet would reckon', async () => {
    const warfarin = await aMedicine('=1+1', { nationalCode: '000123' });
    await prescribe(warfarin, blas);
    const whole = await nurse.read<PageBody<Line>>(`${PATH}?until=2026-11-30&limit=200`);
    const { status, headers, body } = await nurse.get<string>(`${PATH}?until=2026-11-30&limit=1`, {
      accept: 'text/csv',
    });
    expect([status, headers.get('content-type'), headers.get('vary')]).toEqual([
      200,
      'text/csv; charset=utf-8; header=present',
      'accept',
    ]);
    expect(headers.get('content-disposition')).toBe('attachment; filename="order-suggestion.csv"');
    const rows: Record<string, string>[] = parse(body, { bom: true, columns: true });
    expect(rows.map(({ suggested }) => Number(suggested))).toEqual(whole.items.map(({ suggested }) => suggested));
    expect(rows.find(({ medicine }) => medicine === "'=1+1")).toMatchObject({
      resident: "'=Gil, Blas",
      nationalCode: '000123',
      unit: 'tablet',
      needed: '13',
      suggested: '13',
      runsOutOn: '2026-11-24',
      counted: 'no',
    });
  });

  test('refuses like the list', async () => {
    expectProblem(await nurse.get(`${PATH}?until=2026-11-23`, { accept: 'text/csv' }), 400, 'bad-query');
  });
});
