import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aResident } from '../../support/builders/residents.js';
import type { Answer, Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields } from '../../support/matchers.js';

let home: Home;
let nurse: Client;
let resident: Resource;

beforeAll(async () => {
  home = await Home.start({ anywhere: true, clockAt: '2026-11-24T09:00:00+01:00' });
  nurse = await home.as('nurse');
  resident = await nurse.created('/api/v1/residents', aResident());
});
afterAll(() => home.stop());

interface Form {
  readonly items: readonly {
    readonly id: string;
    readonly required: boolean;
    readonly choices: readonly { readonly value: unknown; readonly score: number | null }[];
  }[];
}

/** A form as a client fills it in that knows nothing but the registry: the choice of each item that `choose` says. */
async function filledIn(code: string, choose: 'first' | 'last'): Promise<Record<string, unknown>> {
  const { items } = await nurse.read<Form>(`/api/v1/assessment-instruments/${code}`);
  return Object.fromEntries(items.map(({ id, choices }) => [id, choices.at(choose === 'first' ? 0 : -1)?.value]));
}

function assess(instrument: string, answers: unknown, more: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
  return nurse.post(`/api/v1/residents/${resident.id}/assessments`, { instrument, answers, ...more });
}

test.each([
  ['barthel', 0, 'total', 100, 'independent'],
  ['braden', 6, 'very-high', 23, 'none'],
  ['must', 2, 'high', 4, 'high'],
  ['gds-15', 10, 'very-likely', 5, 'suggestive'],
  ['painad', 0, 'none', 10, 'severe'],
  ['abbey', 0, 'none', 18, 'severe'],
])('%s is filled in from what the registry says alone', async (code, first, firstBand, last, lastBand) => {
  const score = async (choose: 'first' | 'last'): Promise<unknown[]> => {
    const { body } = await assess(code, await filledIn(code, choose));
    return [body['score'], body['band'], body['complete']];
  };
  expect(await score('first')).toEqual([first, firstBand, true]);
  expect(await score('last')).toEqual([last, lastBand, true]);
});

test('a woman who needs a hand to wash and in the stairs has a Barthel of 90, and her story says so', async () => {
  const answers = { ...(await filledIn('barthel', 'last')), bathing: 'needs-help', stairs: 'needs-help' };
  expect(await assess('barthel', answers, { assessedAt: '2026-11-24T08:30:00+01:00' })).toMatchObject({
    status: 201,
    body: { score: 90, partialScore: null, band: 'moderate', itemScores: { bathing: 0, stairs: 5, feeding: 10 } },
  });
  const { items } = await nurse.read<PageBody>(`/api/v1/residents/${resident.id}/timeline?kinds=assessments`);
  expect(items.map(({ text }) => text)).toContain('Barthel index: 90, Moderate dependence (61-90)');
});

test('without an item Barthel is incomplete: it names the item and has a partial sum, never a total', async () => {
  const answers = { ...(await filledIn('barthel', 'last')), walking: null };
  expect(await assess('barthel', answers)).toMatchObject({
    status: 201,
    body: { score: null, partialScore: 85, complete: false, missing: ['walking'], band: 'incomplete' },
  });
});

describe('a GDS-15', () => {
  const CALM = {
    satisfied: true,
    droppedInterests: false,
    lifeEmpty: false,
    bored: false,
    goodSpirits: true,
    afraid: false,
    happy: true,
    helpless: false,
    prefersStayingIn: false,
    memoryWorse: false,
    wonderfulToBeAlive: true,
    worthless: false,
    fullOfEnergy: true,
    hopeless: false,
    othersBetterOff: false,
  };

  test('with two blanks has a prorated score that says so, in the story too', async () => {
    // 4 of 13 answers: 4 x 15 / 13 is 4.6.
    const answers = {
      ...CALM,
      bored: true,
      happy: false,
      fullOfEnergy: false,
      helpless: true,
      afraid: null,
      memoryWorse: null,
    };
    expect(await assess('gds-15', answers, { assessedAt: '2026-11-24T08:00:00+01:00' })).toMatchObject({
      status: 201,
      body: {
        score: 5,
        partialScore: 4,
        complete: false,
        prorated: true,
        missing: ['afraid', 'memoryWorse'],
        band: 'suggestive',
      },
    });
    const { items } = await nurse.read<PageBody>(`/api/v1/residents/${resident.id}/timeline?kinds=assessments`);
    const told = 'Geriatric Depression Scale, GDS-15: 5 (prorated), Suggests depression (5-9)';
    expect(items.map(({ text }) => text)).toContain(told);
  });

  test('with three blanks has no score', async () => {
    const answers = { ...CALM, afraid: null, memoryWorse: null, bored: null };
    const missing = ['bored', 'afraid', 'memoryWorse'];
    expect(await assess('gds-15', answers)).toMatchObject({
      body: { score: null, prorated: false, band: 'incomplete', missing },
    });
  });

  test('of somebody who feels worthless asks for their safety, whatever the score', async () => {
    const { body } = await assess('gds-15', { ...CALM, worthless: true });
    expect(body).toMatchObject({ score: 1, band: 'unlikely', advice: { en: expect.stringContaining('ask today') } });
  });
});

describe('MUST', () => {
  test('takes the numbers as they were measured, and says that they were estimated', async () => {
    const answers = { bodyMassIndex: 18.5, weightLoss: 10.5, acuteDisease: false, bodyMassIndexBasis: 'estimated' };
    expect(await assess('must', answers)).toMatchObject({
      status: 201,
      body: { answers, score: 3, band: 'high', advice: { es: expect.stringContaining('es una estimación') } },
    });
  });

  test.each<[string, unknown, string]>([
    ['a mistyped body mass index', { bodyMassIndex: 250 }, '/answers/bodyMassIndex'],
    ['a number as a word', { bodyMassIndex: '21' }, '/answers/bodyMassIndex'],
    ['several where one applies', { weightLoss: ['under-5', 'over-10'] }, '/answers/weightLoss'],
    ['a list of objects', { weightLoss: [{}] }, '/answers'],
    ['a list without an end', { weightLoss: Array.from({ length: 51 }, () => 'under-5') }, '/answers'],
    ['a long word in a list', { weightLoss: ['x'.repeat(201)] }, '/answers'],
  ])('refuses %s', async (_, answers, pointer) => {
    expectBadFields(await assess('must', answers), pointer);
  });
});
