import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aFullResident } from '../../support/builders/full-resident.js';
import { aResident } from '../../support/builders/residents.js';
import { anObservation } from '../../support/builders/wellness.js';
import type { Body, Client, Resource } from '../../support/client.js';
import { eventually } from '../../support/eventually.js';
import { Home, type Role } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';
import { testAlone } from '../../support/running-home.js';

interface Medicine extends Body {
  readonly name: string;
}

interface Summary extends Body {
  readonly resident: Body;
  readonly allergies: { readonly answer: string; readonly items: readonly Body[] } & Body;
  readonly conditions: readonly Body[];
  readonly medicines: readonly Medicine[];
  readonly observations: readonly Body[];
  readonly contacts: readonly Body[];
}

const HTML = { accept: 'text/html' };

let home: Home;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({ anywhere: true, clockAt: '2026-11-24T12:00:00+01:00' });
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

function summaryOf({ id }: { readonly id: string }, client = nurse): Promise<Summary> {
  return client.read<Summary>(`/api/v1/residents/${id}/summary`);
}

async function register(details: Body = {}): Promise<Resource> {
  return nurse.created('/api/v1/residents', aResident(details));
}

describe('the summary of a resident', () => {
  let resident: Resource;
  let summary: Summary;

  beforeAll(async () => {
    resident = await aFullResident(home);
    summary = await summaryOf(resident);
  }, 60_000);

  testAlone('says who it is, where, and what was decided', () => {
    expect(summary).toMatchObject({ madeBy: 'The nurse', timeZone: 'Europe/Madrid', withheld: [] });
    expect(summary.resident).toMatchObject({
      id: resident.id,
      familyName: 'Ortega Núñez',
      age: 88,
      status: 'admitted',
      bed: { name: 'A', unit: 'Ground floor' },
      resuscitation: { decision: 'do-not-attempt', reviewedOn: '2026-10-01' },
    });
  });

  test('has the worst allergies first, and who confirmed the list', () => {
    const { answer, items, reviewedBy, reviewedAt } = summary.allergies;
    expect(items.map(({ substance }) => substance).slice(0, 2)).toEqual(['penicillin', 'ibuprofen']);
    expect(items).toHaveLength(5);
    expect({ answer, reviewedBy, reviewedAt }).toEqual({
      answer: 'listed',
      reviewedBy: 'The nurse',
      reviewedAt: '2026-11-02T09:00:00.000Z',
    });
  });

  test('has every medicine with its schedule in words and what was given last, those as needed at the end', () => {
    const { medicines } = summary;
    expect(medicines).toHaveLength(15);
    expect(medicines.slice(-2).map(({ name }) => name.split(' ')[0])).toEqual(['Lorazepam', 'Paracetamol']);
    const bisoprolol = medicines.find(({ name }) => name.startsWith('Bisoprolol'));
    expect(bisoprolol).toMatchObject({
      doseQuantity: 0.5,
      schedule: { en: 'every day at 08:00, 20:00', es: 'cada día a las 08:00, 20:00' },
      asNeeded: null,
      lastGiven: { at: '2026-11-24T07:10:00.000Z', outcome: 'given', quantity: 0.5, unit: 'tablet' },
    });
    const [furosemide, lorazepam, fentanyl] = ['Furosemide', 'Lorazepam', 'Fentanyl'].map((name) =>
      medicines.find((medicine) => medicine.name.startsWith(name)),
    );
    expect(furosemide).toMatchObject({ suspendedBecause: 'dehydrated, until seen' });
    expect(lorazepam).toMatchObject({ asNeeded: { minIntervalMinutes: 720, maxDosesPer24h: 1 } });
    expect(fentanyl).toMatchObject({ lastGiven: null, flags: ['controlled', 'witness-required'] });
  });

  test('has the last of each observation, the last NEWS2, and those to call first', () => {
    const rates = summary.observations.filter(({ type }) => type === 'heart-rate');
    expect(rates.map(({ value }) => value)).toEqual([96]);
    expect(summary.observations).toHaveLength(14);
    expect(summary['news2']).toMatchObject({ score: 6, band: 'medium' });
    expect(summary.contacts.map(({ relationship }) => relationship)).toEqual([
      'daughter',
      'son',
      'brother',
      'general practice',
    ]);
  });

  test('forgets what was wrong, resolved or stopped', async () => {
    const other = await register();
    const of = `/api/v1/residents/${other.id}`;
    const asthma = await nurse.created(`${of}/conditions`, { text: 'Asthma' });
    await nurse.patch(`${of}/conditions/${asthma.id}`, { status: 'resolved' });
    await nurse.created(`${of}/observations`, anObservation({ value: 70, takenAt: '2026-11-24T08:00:00Z' }));
    const wrong = await nurse.created(`${of}/observations`, anObservation({ value: 140 }));
    await nurse.post(`${of}/observations/${wrong.id}/enter-in-error`, { reason: 'of her neighbour' });
    const { conditions, observations } = await summaryOf(other);
    expect(conditions).toEqual([]);
    expect(observations.map(({ value }) => value)).toEqual([70]);
  });

  test.each<[Role, string[]]>([
    ['nurse', []],
    ['carer', []],
    ['auditor', []],
    ['coordinator', ['conditions', 'medicines']],
    ['admin', ['allergies', 'conditions', 'medicines', 'observations']],
  ])('keeps from the %s what that role may not read: %j', async (role, withheld) => {
    const seen = await summaryOf(resident, await home.as(role));
    const empty = ['allergies', 'conditions', 'medicines', 'observations'].filter((part) => seen[part] === null);
    expect([seen['withheld'], empty, seen['news2'] === null]).toEqual([
      withheld,
      withheld,
      withheld.includes('observations'),
    ]);
    const page = (await (await home.as(role)).get<string>(`/api/v1/residents/${resident.id}/summary`, HTML)).body;
    expect(page.includes('Metformin')).toBe(!withheld.includes('medicines'));
    expect(page.match(/Withheld/g)?.length ?? 0).toBe(withheld.length);
  });
});

describe('allergies in the summary', () => {
  test('are not asked, then none known and by whom, then listed', async () => {
    const resident = await register();
    const of = `/api/v1/residents/${resident.id}`;
    expect((await summaryOf(resident)).allergies).toMatchObject({ answer: 'not-asked', reviewedAt: null });
    expect((await nurse.get<string>(`${of}/summary`, HTML)).body).toContain('ALLERGIES NOT ASKED');

    await nurse.created(`${of}/allergy-reviews`, { outcome: 'none-known', reviewedAt: '2026-11-20T09:00:00Z' });
    expect((await summaryOf(resident)).allergies).toMatchObject({ answer: 'none-known', reviewedBy: 'The nurse' });
    expect((await nurse.get<string>(`${of}/summary`, HTML)).body).toContain('No known allergies');

    const latex = { substance: 'latex', type: 'allergy', criticality: 'high' };
    const { id } = await nurse.created(`${of}/allergies`, latex);
    expect((await summaryOf(resident)).allergies).toMatchObject({ answer: 'listed', reviewedBy: null });
    await nurse.patch(`${of}/allergies/${id}`, { status: 'resolved' });
    expect((await summaryOf(resident)).allergies).toMatchObject({ answer: 'not-asked', items: [] });
  });

  test('are none known again when what was recorded since was an error, or the review was', async () => {
    const resident = await register();
    const of = `/api/v1/residents/${resident.id}`;
    const review = await nurse.created(`${of}/allergy-reviews`, { outcome: 'none-known' });
    const latex = { substance: 'latex', type: 'allergy', criticality: 'high' };
    const { id } = await nurse.created(`${of}/allergies`, latex);
    const wrong = { status: 'entered-in-error', statusReason: 'of her neighbour' };
    await nurse.patch(`${of}/allergies/${id}`, wrong);
    expect((await summaryOf(resident)).allergies).toMatchObject({ answer: 'none-known' });
    await nurse.patch(`${of}/allergy-reviews/${review.id}`, wrong);
    expect((await summaryOf(resident)).allergies).toMatchObject({ answer: 'not-asked' });
  });
});

describe('the page to print', () => {
  test('is sent to a browser, and JSON in doubt; no cache takes one for the other', async () => {
    const path = `/api/v1/residents/${(await register()).id}/summary`;
    const page = await nurse.get<string>(path, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
    expect(page.body).toMatch(/^<!doctype html><html lang="en">/);
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      vary: expect.stringContaining('accept'),
      'cache-control': 'no-store',
    });
    expect(page.headers.has('etag')).toBe(false);
    for (const accept of ['*/*', 'application/pdf', 'application/json, text/html;q=0.5']) {
      const { headers } = await nurse.get(path, { accept });
      expect(headers.get('content-type')).toMatch(/^application\/json/);
    }
    expectProblem(await nurse.get('/api/v1/residents/nobody/summary', HTML), 404, 'not-found');
  });

  test('speaks Spanish when it is asked to', async () => {
    const path = `/api/v1/residents/${(await register()).id}/summary`;
    const { body, headers } = await nurse.get<string>(path, { ...HTML, 'accept-language': 'es-ES,es;q=0.9,en;q=0.8' });
    expect(body).toContain('<html lang="es">');
    expect(body).toContain('ALERGIAS SIN PREGUNTAR');
    expect(headers.get('content-language')).toBe('es');
  });

  test('lets a browser run nothing and ask for nothing', async () => {
    const path = `/api/v1/residents/${(await register()).id}/summary`;
    const { body, headers } = await nurse.get<string>(path, HTML);
    const policy = headers.get('content-security-policy');
    expect(policy).toMatch(/^default-src 'none';.*style-src 'sha256-[\w+/=]{44}'$/);
    expect(body).not.toMatch(/<script|<link|<img| style=|https?:/);
  });

  test('shows hostile text as text', async () => {
    const nasty = `</title></style><script>alert("1")</script><b onclick='x'>&amp; \u202Eevil`;
    const resident = await register({
      familyName: nasty,
      preferredName: nasty,
      notes: nasty,
      diet: '"><svg/onload=x>',
    });
    const of = `/api/v1/residents/${resident.id}`;
    await nurse.created(`${of}/allergies`, { substance: nasty, type: 'allergy', criticality: 'low', reaction: nasty });
    await nurse.created(`${of}/contacts`, { name: nasty, relationship: 'friend' });
    const { body } = await nurse.get<string>(`${of}/summary`, HTML);
    expect(body).not.toMatch(/<script|<svg|<b on/);
    expect(body.match(/<style>/g)).toHaveLength(1);
    expect(body.match(/<\/style>/g)).toHaveLength(1);
    expect(body).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
  });

  testAlone('is a read of the record, told as such', async () => {
    const resident = await register();
    await nurse.get(`/api/v1/residents/${resident.id}/summary`, HTML);
    const manager = await home.as('manager');
    await expectTold(manager, resident, ['read by the-nurse']);
  });
});

async function expectTold(manager: Client, { id }: Resource, told: readonly string[]): Promise<void> {
  const path = `/api/v1/audit?residentId=${id}&resource=resident-summary`;
  await eventually(async () => {
    const { items } = await manager.read<{ items: Body[] }>(path);
    return items.map(({ action, actor }) => `${String(action)} by ${String(actor)}`);
  }, told);
}
