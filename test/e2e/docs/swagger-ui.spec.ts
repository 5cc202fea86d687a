import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { Home } from '../../support/home.js';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const present = existsSync(CHROMIUM);
if (!present) process.stdout.write(`skipped: no Chromium at ${CHROMIUM}, so /docs is not tried in a browser\n`);

const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];

(present ? describe : describe.skip)('an integrator opens /docs', () => {
  let home: Home;
  let browser: Browser;
  let page: Page;
  const outside: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    home = await Home.start();
    browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
    page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    page.setDefaultTimeout(10_000);
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(home.url) && !request.url().startsWith('data:')) outside.push(request.url());
    });
  });
  afterAll(async () => {
    await browser.close();
    await home.stop();
  });

  test('signs in by the Authorize dialog, runs an operation and reads the answer, all from this server', async () => {
    await page.goto(`${home.url}/docs`);
    await page.locator('.opblock-tag-section').first().waitFor();
    await page.getByRole('button', { name: 'Authorize' }).first().click();
    await page.locator('#oauth_username').fill('admin');
    await page.locator('#oauth_password').fill('an admin for the tests');
    await page.locator('.auth-btn-wrapper .authorize').first().click();
    await page.getByText('Authorized', { exact: true }).waitFor();
    await page.locator('.btn-done').first().click();

    await page.locator('#operations-tag-access').click();
    const operation = page.locator('#operations-access-Auth_me');
    await operation.locator('.opblock-summary-control').click();
    await operation.getByRole('button', { name: 'Try it out' }).click();
    await operation.getByRole('button', { name: 'Execute' }).click();
    const answer = operation.locator('.live-responses-table .response');
    await answer.first().waitFor();
    expect(await answer.locator('.response-col_status').first().innerText()).toContain('200');
    expect(await answer.locator('.highlight-code').first().innerText()).toContain('"username": "admin"');
    expect(outside).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
