import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { aResident } from '../../support/builders/residents.js';
import type { Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';
import { testAlone } from '../../support/running-home.js';

const LATEX = { substance: 'latex', type: 'allergy', criticality: 'high' };

let home: Home;
let nurse: Client;
let resident: string;

beforeAll(async () => {
  home = await Home.start({ anywhere: true, clockAt: '2026-11-24T00:30:00+01:00' });
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

beforeEach(async () => {
  const { id } = await nurse.created('/api/v1/residents', aResident({ birthDate: '1938-04-17' }));
  resident = `/api/v1/residents/${id}`;
});

describe('asking what harms a resident', () => {
  test('gives an answer that is kept: none known, with when and by whom', async () => {
    const path = `${resident}/allergy-reviews`;
    const body = { outcome: 'none-known', reviewedAt: '2026-11-20T09:00:00.000Z', note: 'asked her daughter' };
    const review = await nurse.created(path, body);
    expect(review).toMatchObject({ ...body, status: 'recorded', statusReason: null });
    expect(await nurse.read(`${path}/${review.id}`)).toEqual(review);
    const latest = await nurse.created(path, { outcome: 'none-known' });
    await nurse.created(path, { outcome: 'none-known', reviewedAt: '2026-11-22T09:00:00Z' });
    const { items } = await nurse.read<PageBody>(path);
    expect(items.map(({ reviewedAt }) => reviewedAt)).toEqual([
      latest['reviewedAt'],
      '2026-11-22T09:00:00.000Z',
      body.reviewedAt,
    ]);
  });

  test('does not say that none are known while one is, nor confirms an empty list', async () => {
    const path = `${resident}/allergy-reviews`;
    expectProblem(await nurse.post(path, { outcome: 'list-confirmed' }), 409, 'no-allergies-listed');
    const { id } = await nurse.created(`${resident}/allergies`, LATEX);
    const refused = await nurse.post(path, { outcome: 'none-known' });
    expectProblem(refused, 409, 'allergies-known', { allergies: [{ id, substance: 'latex' }] });
    await nurse.created(path, { outcome: 'list-confirmed' });
    await nurse.patch(`${resident}/allergies/${id}`, { status: 'resolved', statusReason: 'tested' });
    await nurse.created(path, { outcome: 'none-known' });
  });

  testAlone('is not done in the future, and a carer does not do it', async () => {
    const path = `${resident}/allergy-reviews`;
    const later = { outcome: 'none-known', reviewedAt: '2026-11-24T02:00:00+01:00' };
    expectBadFields(await nurse.post(path, later), '/reviewedAt');
    expectProblem(await (await home.as('carer')).post(path, { outcome: 'none-known' }), 403, 'forbidden');
  });
});

describe('what was entered in error', () => {
  test.each([
    ['allergies', LATEX, { reaction: 'hives' }],
    ['conditions', { text: 'Asthma' }, { text: 'Type 1 diabetes' }],
    ['allergy-reviews', { outcome: 'none-known' }, { status: 'recorded' }],
  ])('stays so among %s, with the reason', async (kind, body, change) => {
    const { id } = await nurse.created(`${resident}/${kind}`, body);
    const path = `${resident}/${kind}/${id}`;
    const marking = { status: 'entered-in-error', statusReason: 'of her neighbour' };
    const marked = await nurse.patch<Resource>(path, marking, { 'if-match': '"1"' });
    expect(marked.body).toMatchObject({ ...marking, version: 2 });
    expectProblem(await nurse.patch(path, change), 409, 'illegal-transition');
    expectProblem(await nurse.patch(path, { statusReason: null }), 409, 'illegal-transition');
    expect(await nurse.read(path)).toEqual(marked.body);
  });

  test('and what was resolved says why, until it is active again', async () => {
    const { id } = await nurse.created(`${resident}/allergies`, LATEX);
    const path = `${resident}/allergies/${id}`;
    const resolved = { status: 'resolved', statusReason: 'negative skin test' };
    expect((await nurse.patch(path, resolved)).body).toMatchObject(resolved);
    expect((await nurse.patch(path, { status: 'active' })).body).toMatchObject({
      status: 'active',
      statusReason: null,
    });
  });
});

/* Half past midnight in Madrid is still the day before in UTC: today is the home's. */
describe('a day of a life', () => {
  testAlone('is no day that has not come yet', async () => {
    const tomorrow = '2026-11-25';
    const unborn = aResident({ birthDate: tomorrow, resuscitation: { decision: 'attempt', reviewedOn: tomorrow } });
    expectBadFields(await nurse.post('/api/v1/residents', unborn), '/birthDate', '/resuscitation/reviewedOn');
    expectBadFields(await nurse.patch(resident, { birthDate: tomorrow }), '/birthDate');
    expectBadFields(await nurse.post(`${resident}/conditions`, { text: 'Asthma', onsetOn: tomorrow }), '/onsetOn');
  });

  test('may be today, and for an illness any since birth', async () => {
    const reviewed = { resuscitation: { decision: 'do-not-attempt', reviewedOn: '2026-11-24' } };
    expect((await nurse.patch(resident, reviewed)).body).toMatchObject(reviewed);
    const path = `${resident}/conditions`;
    const { id } = await nurse.created(path, { text: 'Asthma', onsetOn: '1938-04-17' });
    expectBadFields(await nurse.post(path, { text: 'Asthma', onsetOn: '1938-04-16' }), '/onsetOn');
    expectBadFields(await nurse.patch(`${path}/${id}`, { onsetOn: '1900-01-01' }), '/onsetOn');
    expect((await nurse.patch(`${path}/${id}`, { onsetOn: '2026-11-24' })).status).toBe(200);
  });
});
