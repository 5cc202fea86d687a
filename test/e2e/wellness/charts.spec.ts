import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chromium, type Browser } from 'playwright-core';
import { anAdmittedResident } from '../../support/builders/residents.js';
import { calmReadings } from '../../support/builders/wellness.js';
import type { Client, PageBody } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const present = existsSync(CHROMIUM);
if (!present) process.stdout.write(`skipped: no Chromium at ${CHROMIUM}, so no chart is looked at\n`);

const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];

let home: Home;
let carer: Client;
let resident: string;

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T12:00:00+01:00' });
  carer = await home.as('carer');
  const name = { givenName: 'Carmen</text><script>alert(1)</script>', familyName: 'Ortega' };
  const carmen = await anAdmittedResident(await home.as('nurse'), name, { at: '2026-01-01T10:00:00+01:00' });
  resident = `/api/v1/residents/${carmen.id}`;
  for (const [type, takenAt, details] of [
    ['heart-rate', '2026-11-20T08:00:00+01:00', { value: 72 }],
    ['heart-rate', '2026-11-22T08:00:00+01:00', { value: 104 }],
    ['blood-pressure', '2026-11-21T08:00:00+01:00', { systolic: 128, diastolic: 76 }],
    ['blood-pressure', '2026-11-23T08:00:00+01:00', { systolic: 152, diastolic: 94 }],
    ['consciousness', '2026-11-22T08:00:00+01:00', { value: 'new-confusion' }],
    ['fall', '2026-11-22T07:00:00+01:00', { value: 'minor' }],
    ['body-weight', '2026-10-24T08:00:00+02:00', { value: 60 }],
    ['body-weight', '2026-11-23T08:00:00+01:00', { value: 57 }],
  ] as const)
    await carer.created(`${resident}/observations`, { type, takenAt, ...details });
  for (const [assessedAt, changes] of [
    ['2026-11-21T08:00:00+01:00', {}],
    ['2026-11-22T08:00:00+01:00', { consciousness: 'new-confusion' }],
    ['2026-11-23T08:00:00+01:00', { respiratoryRate: 26, heartRate: 115, temperature: 39.2 }],
  ] as const)
    await carer.created(`${resident}/assessments`, { instrument: 'news2', assessedAt, answers: calmReadings(changes) });
});
afterAll(() => home.stop());

function path(type: string, query = ''): string {
  return `${resident}/charts/${type}.svg${query}`;
}

async function told(type: string, query = ''): Promise<string> {
  const { status, body } = await carer.get<string>(path(type, query));
  expect(status).toBe(200);
  return /<desc [^>]*>([^<]*)/.exec(body)?.[1] ?? '';
}

describe('a chart of observations', () => {
  test('is SVG in which nothing runs and names are text, and is not sent again to who has it', async () => {
    const { status, headers, body } = await carer.get<string>(path('heart-rate'));
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect(body).toContain('&lt;script');
    expect(body).not.toContain('<script');
    const again = await carer.get(path('heart-rate'), { 'if-none-match': headers.get('etag') ?? '' });
    expect([again.status, again.body]).toEqual([304, undefined]);
  });

  test('tells what is out of the normal range, and that somebody fell', async () => {
    const words = await told('heart-rate');
    expect(words).toContain('Last: 104 /min, 22 Nov 2026, 08:00.');
    expect(words).toContain('Out of the normal range: 1, the last 104 /min, 22 Nov 2026, 08:00.');
    expect(words).toContain('1: Fall, 22 Nov 2026, 07:00.');
    expect(await told('fall')).not.toContain('Fall, 22 Nov');
  });

  test('leaves out what was entered in error', async () => {
    const wrong = await carer.created(`${resident}/observations`, { type: 'sleep', value: 15 });
    await carer.post(`${resident}/observations/${wrong.id}/enter-in-error`, { reason: 'of her neighbour' });
    expect(await told('sleep')).toContain('Nothing is on record in this time.');
  });

  test('is there for every type of the registry', async () => {
    const { items } = await carer.read<PageBody>('/api/v1/observation-types');
    for (const { code } of items) expect(await told(String(code))).toMatch(/^27 Aug 2026|^25 Nov 2025/);
  });

  test('says how weight has changed in 30 days', async () => {
    expect(await told('body-weight')).toContain('-5.0% in 30 days: from 60 kg, 24 Oct 2026, 08:00.');
  });

  test('is in Spanish for who asks for it', async () => {
    const { headers, body } = await carer.get<string>(path('consciousness'), { 'accept-language': 'es-ES' });
    expect(headers.get('content-language')).toBe('es');
    expect(body).toContain('Última: Confusión nueva, 22 nov 2026, 08:00.');
  });

  test('is of at most five years, of somebody, of something there is, and for who may read it', async () => {
    expectBadFields(await carer.get(path('pain', '?from=2021-11-01')), '/to');
    expectBadFields(await carer.get(path('pain', '?from=2026-11-25')), '/from');
    expectProblem(await carer.get(path('weight')), 404, 'not-found');
    const nobody = '/api/v1/residents/0199b1d0-7c00-7000-8000-00000000dead/charts/pain.svg';
    expectProblem(await carer.get(nobody), 404, 'not-found');
    expectProblem(await (await home.as('admin')).get(path('pain')), 403, 'forbidden');
  });

  test('leaves the chart of participation as it was', async () => {
    const { body } = await carer.get<string>(path('participation'));
    expect(body).toContain('Participation in activities');
  });
});

test('the chart of NEWS2 tells the scores and their zones', async () => {
  const words = await told('news2');
  expect(words).toContain('3 readings.');
  expect(words).toContain('Last: 7, High (7 or more), 23 Nov 2026, 08:00.');
  expect(words).toContain('Diamonds: 3 in one item.');
});

(present ? describe : describe.skip)('charts are looked at', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
  }, 60_000);
  afterAll(() => browser.close());

  test.each(['heart-rate', 'blood-pressure', 'body-weight', 'consciousness', 'news2'])(
    'on a telephone: every letter of %s can be read, and none is over the edge or over another',
    async (type) => {
      const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
      for (const language of ['en', 'es']) {
        const { body } = await carer.get<string>(path(type), { 'accept-language': language });
        await page.setContent(`<html><body style="margin:0">${body}</body></html>`);
        await page.addStyleTag({ content: 'svg{width:320px;height:auto}' });
        const boxes = await page.evaluate<Box[]>(LETTERS);
        expect(boxes.length).toBeGreaterThan(8);
        expect(Math.min(...boxes.map(({ size }) => size))).toBeGreaterThanOrEqual(9);
        expect(boxes.filter(({ left, right }) => left < 0 || right > 320)).toEqual([]);
        const over = boxes.filter((one, index) => boxes.slice(index + 1).some((other) => overlap(one, other)));
        expect(over).toEqual([]);
      }
      await page.close();
    },
  );
});

interface Box {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly size: number;
}

/** Letters of two lines may touch by their room above and below. */
function overlap(a: Box, b: Box): boolean {
  const middle = Math.abs((a.top + a.bottom) / 2 - (b.top + b.bottom) / 2);
  return middle < 6 && a.left < b.right && b.left < a.right;
}

/** Every text with its box and the size of its letters, in pixels of the screen. */
const LETTERS = `[...document.querySelectorAll('svg text')].map((text) => {
  const { left, right, top, bottom } = text.getBoundingClientRect();
  const scale = text.getScreenCTM().a;
  return { text: text.textContent, left, right, top, bottom, size: parseFloat(getComputedStyle(text).fontSize) * scale };
})`;
