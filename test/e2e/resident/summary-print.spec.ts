import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { aFullResident } from '../../support/builders/full-resident.js';
import { Home } from '../../support/home.js';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const present = existsSync(CHROMIUM);
if (!present) process.stdout.write(`skipped: no Chromium at ${CHROMIUM}, so no summary is printed\n`);

const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];

(present ? describe : describe.skip)('the summary goes with a resident to hospital', () => {
  let home: Home;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    home = await Home.start({ clockAt: '2026-11-24T12:00:00+01:00' });
    const { id } = await aFullResident(home);
    browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
    page = await browser.newPage({ viewport: { width: 900, height: 1200 } });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.setExtraHTTPHeaders({ authorization: `Bearer ${(await home.as('nurse')).bearer}` });
    await page.goto(`${home.url}/api/v1/residents/${id}/summary`);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await home.stop();
  });

  test('on two sheets of A4 at most, though there is much to say', async () => {
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pagesOf(pdf)).toBe(2);
    expect(sheetsOf(pdf)).toEqual(['595x842', '595x842']);
  });

  test('with what may harm her first, in letters that can be read', async () => {
    const text = await page.locator('main').innerText();
    const order = ['Ortega Núñez', 'penicillin', 'DO NOT ATTEMPT', 'Type 2 diabetes', 'Metformin', 'NEWS2 6', 'Lucía'];
    const places = order.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    const smallest = await page.evaluate(SMALLEST_LETTERS);
    expect(smallest).toBeGreaterThanOrEqual(10);
    expect(complaints).toEqual([]);
  });

  test('with her name, and no wider than the sheet', async () => {
    expect(await page.title()).toBe('Summary for hospital: Ortega Núñez, María del Carmen');
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(overflow).toBe(0);
  });
});

/** In CSS pixels: 10 are 7.5 points. */
const SMALLEST_LETTERS = `Math.min(...[...document.querySelectorAll('main *')]
  .map((element) => parseFloat(getComputedStyle(element).fontSize)))`;

/** Chromium writes the objects of pages as they are, and compresses only what is on them. */
function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
}

function sheetsOf(pdf: Buffer): string[] {
  return [...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(
    ([, width, height]) => `${Math.round(Number(width))}x${Math.round(Number(height))}`,
  );
}
