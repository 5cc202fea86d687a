import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { theMedication } from '../../support/builders/medications.js';
import { aPrescription, AS_NEEDED, record } from '../../support/builders/prescriptions.js';
import { anAdmittedResident } from '../../support/builders/residents.js';
import { move } from '../../support/builders/stock.js';
import type { Body, Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';

const NOW = '2026-11-24T11:00:00+01:00';
const HTML = { accept: 'text/html' };
const PIN = '482916';

type Register = Body & PageBody;

let home: Home;
let nurse: Client;
let witness: Body;
let ana: Resource;
let medicationId: string;

beforeAll(async () => {
  home = await Home.start({ clockAt: NOW });
  nurse = await home.as('nurse');
  const manager = await home.as('manager');
  await manager.post('/api/v1/auth/pin', { pin: PIN });
  witness = { username: 'the-manager', pin: PIN };
  ana = await anAdmittedResident(
    nurse,
    { familyName: 'Ortega', givenName: 'Ana' },
    { at: '2026-11-01T00:00:00+01:00' },
  );
});
afterAll(() => home.stop());

beforeEach(async () => {
  const morphine = { strength: '10 mg', form: 'tablet', controlled: true };
  medicationId = (await theMedication(await home.as('admin'), morphine)).id;
});

/** Thirty come in for Ana, unless it is said otherwise. */
function enter(movement: Body = {}): Promise<Resource> {
  return move(nurse, { medicationId, residentId: ana.id, witness, ...movement });
}

function path(query = ''): string {
  return `/api/v1/stock/controlled-register?medicationId=${medicationId}${query}`;
}

describe('the register of a controlled medicine', () => {
  test('tells every movement and dose, what is left, who did it and who was there', async () => {
    const receipt = await enter({ lot: 'L1', expiresOn: '2027-10-31', reason: 'delivery' });
    const prescriber = await home.as('prescriber');
    const terms = aPrescription(ana.id, medicationId, { schedule: AS_NEEDED });
    const prescription = await prescriber.created('/api/v1/prescriptions', terms);
    const given = await record(nurse, prescription, { witness });
    expect(given.status).toBe(201);
    const destroyed = await enter({ type: 'disposal', quantity: 2, reason: 'fell on the floor' });
    const register = await nurse.read<Register>(path());
    const by = { recordedBy: { name: 'The nurse' }, witnessedBy: { name: 'The manager' } };
    expect(register).toMatchObject({
      medication: { id: medicationId, strength: '10 mg', form: 'tablet', unit: 'tablet' },
      timeZone: 'Europe/Madrid',
      isNewest: true,
      nextCursor: null,
      items: [
        {
          id: destroyed.id,
          number: 3,
          type: 'destroyed',
          quantity: -2,
          balance: 27,
          reason: 'fell on the floor',
          ...by,
        },
        { number: 2, type: 'given', quantity: -1, balance: 29, administrationId: given.body.id, ...by },
        {
          id: receipt.id,
          number: 1,
          resident: { id: ana.id, name: 'Ortega, Ana' },
          type: 'receipt',
          quantity: 30,
          balance: 30,
          lot: 'L1',
          expiresOn: '2027-10-31',
          administrationId: null,
          correctedBy: null,
          ...by,
        },
      ],
    });
  });

  test('keeps a wrong line, and each of the two points at the other', async () => {
    const wrong = await enter({ quantity: 30 });
    const correction = { quantity: 28, reason: 'counted wrong', witness };
    const right = await nurse.post<Resource>(`/api/v1/stock-movements/${wrong.id}/correct`, correction);
    expect(right.status).toBe(201);
    const { items } = await nurse.read<Register>(path());
    expect(items).toMatchObject([
      { type: 'correction', quantity: -2, balance: 28, corrects: { id: wrong.id, number: 1 }, correctedBy: null },
      { type: 'receipt', quantity: 30, balance: 30, corrects: null, correctedBy: { id: right.body.id, number: 2 } },
    ]);
    // Also where the other line is on another page.
    const first = await nurse.read<Register>(path('&limit=1'));
    expect(first.items).toMatchObject([{ corrects: { number: 1 } }]);
    const second = await nurse.read<Register>(path(`&limit=1&cursor=${String(first.nextCursor)}`));
    expect(second).toMatchObject({ isNewest: false, items: [{ correctedBy: { number: 2 } }] });
  });

  test('says between whom a transfer was, each with a balance of its own', async () => {
    await enter({ residentId: null, quantity: 10 });
    await enter({ type: 'transfer', residentId: null, toResidentId: ana.id, quantity: 4 });
    const { items } = await nurse.read<Register>(path());
    expect(
      items.map(({ resident, quantity, balance, counterpart }) => ({ resident, quantity, balance, counterpart })),
    ).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          resident: null,
          quantity: -4,
          balance: 6,
          counterpart: expect.objectContaining({ number: 1 }),
        }),
        expect.objectContaining({
          quantity: 4,
          balance: 4,
          counterpart: expect.objectContaining({ number: 2, resident: null }),
        }),
      ]),
    );
    const own = await nurse.read<Register>(path(`&residentId=${ana.id}`));
    expect(own.items).toMatchObject([{ resident: { id: ana.id }, quantity: 4 }]);
  });

  test('can be asked for the time in which lines were entered', async () => {
    await enter();
    const count = async (query: string) => (await nurse.read<Register>(path(query))).items.length;
    expect(await count('&from=2026-11-24&to=2026-11-24')).toBe(1);
    expect(await count('&to=2026-11-23')).toBe(0);
    expect(await count('&from=2026-11-25')).toBe(0);
  });

  test('has no page of a medicine that is not controlled, or that does not exist', async () => {
    const { id } = await theMedication(await home.as('admin'));
    const of = (medicine: string) => nurse.get(`/api/v1/stock/controlled-register?medicationId=${medicine}`);
    expectProblem(await of(id), 409, 'not-controlled');
    for (const id of ['0199b1d0-7c00-7000-8000-0000000000ff', ana.id]) expectProblem(await of(id), 404, 'not-found');
    expect((await nurse.read<Register>(path('&residentId=0199b1d0-7c00-7000-8000-0000000000ff'))).items).toEqual([]);
    expectProblem(await nurse.get('/api/v1/stock/controlled-register'), 400, 'bad-query');
  });
});

describe('the register on paper', () => {
  async function page(query = '', language = 'en'): Promise<string> {
    const { status, headers, body } = await nurse.get<string>(path(query), { ...HTML, 'accept-language': language });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    return body;
  }

  /** The words of each row of the tables. */
  function rows(html: string): readonly string[] {
    return [...html.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row = '']) =>
      row
        .replace(/<\/t[dh]>/g, '|')
        .replace(/<[^>]+>/g, '')
        .replace(/\|$/, ''),
    );
  }

  test('lies on its long side: a ledger for each owner, the oldest line first, with room to sign', async () => {
    await enter({ residentId: null, quantity: 10, lot: 'H1' });
    await enter({ quantity: 30, lot: 'L1', expiresOn: '2027-10-31', reason: 'delivery' });
    await enter({ type: 'count', quantity: 30 });
    const html = await page();
    expect(html).toContain('@page{size:A4 landscape}');
    const [homes, , first, anas, , second, third, signatures] = rows(html);
    expect(homes).toMatch(/^Stock of the home · .*, 10 mg, tablet · tablet$/);
    expect(first).toMatch(
      /^1\|24 Nov 2026, 11:\d\d\|24 Nov 2026, 11:\d\d\|received\|\+10\|10\|H1\|The nurse\|The manager\|$/,
    );
    expect(anas).toMatch(/^Ortega, Ana · /);
    expect(second).toMatch(/^1\|.*\|received\|\+30\|30\|L1, 31 Oct 2027\|The nurse\|The manager\|delivery$/);
    expect(third).toMatch(/^2\|.*\|counted\|0\|30\|.*\|there were 30$/);
    expect(signatures).toBe('Checked: date and balance found|Signature|Signature of the witness');
  });

  test('strikes a wrong line and says which one corrects it', async () => {
    const wrong = await enter({ quantity: 30 });
    const correction = { quantity: 28, reason: 'counted wrong', witness };
    await nurse.post(`/api/v1/stock-movements/${wrong.id}/correct`, correction);
    const html = await page();
    expect(html).toMatch(/<tr class="wrong"><td>1<\/td>.*WRONG: corrected by no. 2/);
    expect(rows(html)).toContainEqual(
      expect.stringMatching(/^2\|.*\|correction\|-2\|28\|.*corrects no. 1. counted wrong$/),
    );
  });

  test('says when there are earlier lines than those on it', async () => {
    for (const quantity of [1, 2, 3]) await enter({ quantity });
    expect(await page()).not.toContain('There are earlier lines');
    const html = await page('&limit=2');
    expect(html).toContain('There are earlier lines than those printed here');
    expect(rows(html)).toContain('Lines before no. 2 exist and are not printed here.');
  });

  test('speaks Spanish when it is asked to, and shows hostile text as text', async () => {
    await enter({ reason: '</td><script>alert(1)</script>' });
    const html = await page('', 'es');
    expect(html).toContain('Libro de estupefacientes');
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });
});
