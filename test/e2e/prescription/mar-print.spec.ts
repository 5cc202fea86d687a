import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { anEventfulWeek, WEEK } from '../../support/builders/mar.js';
import { aBusyWeek, aQuietWeek, aWeekOfMuchToMind } from '../../support/builders/mar-residents.js';
import type { Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const present = existsSync(CHROMIUM);
if (!present) process.stdout.write(`skipped: no Chromium at ${CHROMIUM}, so no chart is printed\n`);

const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];

/** What a sheet of A4 that lies on its side has within its margins, in CSS pixels. */
const WITHIN = { width: 1024, height: 692 };

(present ? describe : describe.skip)('the chart is printed', () => {
  let home: Home;
  let browser: Browser;
  const complaints: string[] = [];

  beforeAll(async () => {
    home = await Home.start({ clockAt: '2026-11-24T12:00:00+01:00' });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await home.stop();
  });

  /** The chart of a week, as it is laid on paper. */
  async function chartOf({ id }: Resource, language = 'en', window = WEEK): Promise<Page> {
    const page = await browser.newPage({ viewport: WITHIN });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    const authorization = `Bearer ${(await home.as('nurse')).bearer}`;
    await page.setExtraHTTPHeaders({ authorization, 'accept-language': language });
    await page.emulateMedia({ media: 'print' });
    await page.goto(`${home.url}/api/v1/residents/${id}/mar?${window}`);
    return page;
  }

  async function sheets(page: Page): Promise<string[]> {
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const pages = pdf.match(/\/Type \/Page\b/g)?.length ?? 0;
    const [box] = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(
      ([, width, height]) => `${Math.round(Number(width))}x${Math.round(Number(height))}`,
    );
    return Array.from({ length: pages }, () => box ?? '');
  }

  /** The rows of the grid: the time, then what stands in the cell of each day. */
  async function rows(page: Page): Promise<string[][]> {
    const texts = await page.evaluate<string[][]>(ROWS);
    return texts.map((row) => row.map((text) => text.replace(/\s+/g, ' ').trim()));
  }

  test('of a quiet week on one sheet, with a signature for each dose', async () => {
    const page = await chartOf(await aQuietWeek(home));
    expect(await sheets(page)).toEqual(['842x595']);
    expect(await rows(page)).toEqual(['09:00', '21:00'].map((time) => [time, ...Array<string>(7).fill('TN')]));
    expect(await page.locator('.harms').innerText()).toMatch(
      /^No known allergies \(asked 24 Nov 2026, \d\d:\d\d, The nurse\)$/,
    );
    expect(await page.locator('.key').allInnerTexts()).toContain('TN The nurse');
  });

  test('of fourteen medicines on one sheet and its back, in letters that can be read', async () => {
    const page = await chartOf(await aBusyWeek(home));
    expect(await sheets(page)).toHaveLength(2);
    expect(await page.locator('.grid tbody.medicine').count()).toBe(13);
    expect(await page.locator('.as-needed tbody').innerText()).toContain('none in these days');
    const refused = (await rows(page)).filter((row) => row[3] !== 'TN').map((row) => row[3]);
    expect(refused.length).toBeGreaterThan(5);
    expect(refused).toEqual(refused.map((_, index) => `S TN${index + 1}`));
    expect(await page.locator('.notes tbody tr').count()).toBe(refused.length);
    expect(await page.evaluate(SMALLEST_LETTERS)).toBeGreaterThanOrEqual(9);
    expect(await page.evaluate(OVERFLOW)).toBe(0);
  });

  test('with every sign in its cell, and what it stands for at the back', async () => {
    const page = await chartOf((await anEventfulWeek(home)).resident);
    expect(await sheets(page)).toHaveLength(1);
    expect(await rows(page)).toEqual([
      ['08:00', 'TN', 'TN late 09:40', 'TN (N) 0.5 tablet2', 'X TN3,c1', 'MISSED', 'MISSED', '/hospital/'],
      ['20:00', 'R TN1', 'MISSED', 'TN (T)', 'MISSED', 'MISSED', '/hospital/', 'MISSED'],
      ['21:00', 'TN/TM', 'MISSED', 'MISSED', 'MISSED', 'MISSED', '/hospital/', 'MISSED'],
      ['09:00', 'TN', 'TN', '/suspended/', '/suspended/', 'MISSED', '·', '·'],
      ['10:00', '·', '·', '·', '·', '·', 'MISSED', '/hospital/'],
    ]);
    expect(await page.locator('.not-taken').allInnerTexts()).toEqual(expect.arrayContaining(['R', 'X']));
    const text = (await page.locator('main').innerText()).replace(/\s+/g, ' ');
    for (const said of [
      ...[
        'Vidal Soler, Ana (Anita)',
        '2 May 1936 (90 years)',
        'CIP-SNS VDSL360502947810',
        'penicillin HIGH RISK, anaphylaxis',
      ],
      ...['DO NOT ATTEMPT', 'Mon 16 Nov – Sun 22 Nov 2026', 'hospital from 18:00', 'hospital until 12:00'],
      ...['CONTROLLED', 'TIME CRITICAL', 'SUSPENDED 18 Nov 2026, 07:00 – 20 Nov 2026, 07:00: low blood pressure (TP)'],
      ...[
        'Until 21 Nov 2026, 00:00: 1 tablet',
        'From 21 Nov 2026, 00:00: 0.5 tablet',
        'For: type 2 diabetes. with food.',
      ],
      ...[
        'R Refused: The person said no felt full',
        '6 tablet, 3 doses',
        'NOT EFFECTIVE 16:10 (TN): still limps',
        '19 Nov 2026, 08:00 Given 08:00, 1 tablet (TN)',
        'it was spat out (TN, 24 Nov 2026',
      ],
      ...['X Prepared, refused, destroyed', 'TM The manager', 'TP The prescriber'],
    ]) {
      expect(text).toContain(said);
    }
  });

  test('in Spanish for who asks for it, with the same cells', async () => {
    const { resident } = await anEventfulWeek(home, { identifiers: [] });
    const page = await chartOf(resident, 'es');
    const [metformin] = await rows(page);
    expect(metformin).toEqual([
      ...['08:00', 'TN', 'TN tarde 09:40', 'TN (N) 0,5 tablet2', 'X TN3,c1', 'SIN ANOTAR', 'SIN ANOTAR', '/hospital/'],
    ]);
    expect(await page.title()).toBe('Hoja de administración de medicamentos: Vidal Soler, Ana');
    expect(await page.locator('.back').innerText()).toContain('La persona dijo que no');
  });

  test('with what harms her at the head of every page, however much that is', async () => {
    const page = await chartOf(await aWeekOfMuchToMind(home));
    // Chromium repeats the head of a table that is not higher than a quarter of the page.
    const { height } = (await page.locator('.sheet > thead').boundingBox()) ?? { height: Infinity };
    expect(height).toBeLessThan(WITHIN.height / 4);
    expect(await page.locator('.harms').innerText()).toMatch(/^ALLERGIES: penicillin HIGH RISK · .* AND \d+ MORE/s);
    expect(await page.locator('.back').innerText()).toContain('contrast medium number 30, intolerance, itching');
  });

  test('of a month on a sheet for each week, each with its days', async () => {
    const page = await chartOf(await aQuietWeek(home), 'en', 'from=2026-11-01&to=2026-11-30');
    expect(await sheets(page)).toHaveLength(6);
    expect(await page.locator('.period').allInnerTexts()).toEqual([
      ...['Sun 1 Nov – Sun 1 Nov 2026', 'Mon 2 Nov – Sun 8 Nov 2026', 'Mon 9 Nov – Sun 15 Nov 2026'],
      ...['Mon 16 Nov – Sun 22 Nov 2026', 'Mon 23 Nov – Sun 29 Nov 2026', 'Mon 30 Nov – Mon 30 Nov 2026'],
    ]);
    expect(complaints).toEqual([]);
  });
});

/** In CSS pixels: 9 are less than 7 points. */
const SMALLEST_LETTERS = `Math.min(...[...document.querySelectorAll('main *')]
  .map((element) => parseFloat(getComputedStyle(element).fontSize)))`;

const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

const ROWS = `[...document.querySelectorAll('.grid tbody.medicine tr')]
  .map((row) => [...row.querySelectorAll('.time, .cell')].map((cell) => cell.textContent))`;
