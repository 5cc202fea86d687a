import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chromium, type Browser } from 'playwright-core';
import { anActivity, attendancePath, enrol } from '../../support/builders/activities.js';
import { anAdmittedResident } from '../../support/builders/residents.js';
import type { Client } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const present = existsSync(CHROMIUM);
if (!present) process.stdout.write(`skipped: no Chromium at ${CHROMIUM}, so no picture is looked at\n`);

const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];

let home: Home;
let nurse: Client;
let path: string;

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T12:00:00+01:00' });
  nurse = await home.as('nurse');
  const coordinator = await home.as('coordinator');
  const name = { givenName: 'Carmen</text><script>alert(1)</script>', familyName: 'Ortega' };
  const carmen = await anAdmittedResident(nurse, name, { at: '2026-10-01T10:00:00+02:00' });
  const choir = await coordinator.created('/api/v1/activities', anActivity({ startsAt: '2026-10-11T10:30' }));
  await enrol(coordinator, choir, carmen, { from: '2026-10-01' });
  for (const day of ['2026-11-15', '2026-11-22']) {
    const entry = { residentId: carmen.id, attendance: 'attended', engagement: 4 };
    await coordinator.put(attendancePath(choir, `${day}T10:30`), [entry]);
  }
  path = `/api/v1/residents/${carmen.id}/charts/participation.svg`;
});
afterAll(() => home.stop());

describe('the picture of a resident’s participation', () => {
  test('is SVG in which nothing runs and names are text, and is not sent again to who has it', async () => {
    const { status, headers, body } = await nurse.get<string>(path);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
    );
    expect(body).toContain('2 of 4');
    expect(body).toContain('&lt;script');
    expect(body).not.toContain('<script');
    const etag = headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    const again = await nurse.get(path, { 'if-none-match': etag });
    expect([again.status, again.body]).toEqual([304, undefined]);
    expect((await nurse.get(path, { 'if-none-match': '"another"' })).status).toBe(200);
  });

  test('is in Spanish for who asks for it', async () => {
    const { headers, body } = await nurse.get<string>(path, { 'accept-language': 'es-ES' });
    expect(headers.get('content-language')).toBe('es');
    expect(headers.get('vary')).toMatch(/accept-language/i);
    expect(body).toContain('Participación en actividades');
    expect(body).toContain('2 de 4');
  });

  test('is of at most 366 days, of somebody, and for who may read activities', async () => {
    expectBadFields(await nurse.get(`${path}?from=2025-11-23&to=2026-11-24`), '/to');
    expectBadFields(await nurse.get(`${path}?from=2026-11-25`), '/from');
    const nobody = '/api/v1/residents/0199b1d0-7c00-7000-8000-00000000dead/charts/participation.svg';
    expectProblem(await nurse.get(nobody), 404, 'not-found');
    expectProblem(await (await home.as('admin')).get(path), 403, 'forbidden');
  });
});

(present ? describe : describe.skip)('the picture is looked at', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
  }, 60_000);
  afterAll(() => browser.close());

  test('on a telephone: every letter can be read, and none is over the edge or over another', async () => {
    const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
    const { body } = await nurse.get<string>(`${path}?from=2025-11-24`);
    await page.setContent(`<html><body style="margin:0">${body}</body></html>`);
    await page.addStyleTag({ content: 'svg{width:320px;height:auto}' });
    const boxes = await page.evaluate<Box[]>(LETTERS);
    expect(boxes.length).toBeGreaterThan(150);
    expect(Math.min(...boxes.map(({ size }) => size))).toBeGreaterThanOrEqual(9);
    expect(boxes.filter(({ left, right }) => left < 0 || right > 320)).toEqual([]);
    const over = boxes.filter((one, index) => boxes.slice(index + 1).some((other) => overlap(one, other)));
    expect(over).toEqual([]);
  });
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
