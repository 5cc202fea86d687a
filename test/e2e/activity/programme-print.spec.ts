import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { anActivity } from '../../support/builders/activities.js';
import type { Client, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const present = existsSync(CHROMIUM);
if (!present) process.stdout.write(`skipped: no Chromium at ${CHROMIUM}, so no programme is printed\n`);

const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];
const PATH = '/api/v1/activities/programme';

/** What is offered in a normal week: 31 sessions, most of them with a place and somebody who leads them. */
const WEEK = [
  ['Gimnasia sentada', '09:30', 'MO,TU,WE,TH,FR', 'Gimnasio', 'Diego Cano'],
  ['Taller de memoria', '11:00', 'MO,WE,FR', 'Sala azul', 'Nerea Gil Prado'],
  ['Coro', '12:00', 'TU,TH', 'Capilla', 'María Luz Ortega Núñez'],
  ['Lectura del periódico', '10:30', 'MO,TU,WE,TH,FR,SA,SU', 'Salón', null],
  ['Bingo', '17:00', 'MO,WE,SA,SU', 'Comedor', 'Voluntarios'],
  ['Misa', '18:00', 'SA,SU', 'Capilla', 'Padre Anselmo'],
  ['Paseo por el parque', '16:00', 'TU,TH,FR', 'Entrada', 'Diego Cano'],
  ['Jardinería', '16:00', 'WE,SA', 'Jardín', 'Ana Bravo Gallardo'],
  ['Cine', '18:30', 'FR,SU', 'Sala azul', null],
  ['Manualidades </h2><script>alert(1)</script>', '17:30', 'TU', null, 'Nerea Gil Prado'],
] as const;

let home: Home;
let coordinator: Client;

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T12:00:00+01:00' });
  coordinator = await home.as('coordinator');
  for (const [title, time, days, location, leader] of WEEK) {
    const series = { startsAt: `2026-11-02T${time}`, durationMinutes: 45, recurrence: `FREQ=WEEKLY;BYDAY=${days}` };
    await offer({ title, location, leader, ...series });
  }
  await offer({ title: 'Charla con Ana', format: 'one-to-one', startsAt: '2026-11-24T09:00', recurrence: null });
});
afterAll(() => home.stop());

function offer(details: Readonly<Record<string, unknown>>): Promise<Resource> {
  return coordinator.created('/api/v1/activities', anActivity({ category: 'other', ...details }));
}

async function poster(query = '', language = 'en'): Promise<string> {
  const { status, body } = await coordinator.get<string>(`${PATH}${query}`, { 'accept-language': language });
  expect(status).toBe(200);
  return body;
}

/** What stands on each session of a page, in order. */
function sessionsOn(html: string): string[] {
  return [...html.matchAll(/<section class="held[^]*?<\/section>/g)].map(([section]) =>
    section
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );
}

describe('the programme of a week', () => {
  test('is a page in which nothing runs, of this week where none is said, without what is for one alone', async () => {
    const { headers, body } = await coordinator.get<string>(PATH, { accept: 'application/json' });
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.*style-src 'sha256-[^']+'$/);
    expect(body).toContain('Activities of the week: 23 Nov 2026 – 29 Nov 2026');
    expect(sessionsOn(body)).toHaveLength(31);
    expect(body).not.toContain('Charla con Ana');
    expect(body).not.toContain('<script');
  });

  test('tells what is cancelled and what is moved, on its new day and at its new time', async () => {
    const chess = await offer({
      title: 'Chess',
      startsAt: '2026-12-01T10:00',
      durationMinutes: 60,
      recurrence: 'FREQ=DAILY;COUNT=3',
    });
    const session = (day: string): string => `/api/v1/activities/${chess.id}/sessions/${day}T10:00`;
    await coordinator.patch(session('2026-12-01'), { status: 'cancelled' });
    await coordinator.patch(session('2026-12-02'), { startsAt: '2026-12-04T21:30', location: 'Library' });
    const told = sessionsOn(await poster('?week=2026-W49')).filter((text) => text.includes('Chess'));
    expect(told).toEqual(['10:00–11:00 CANCELLED Chess', '10:00–11:00 Chess', '21:30–22:30 NEW TIME Chess Library']);
  });

  test('has each day under its name, in the language that is asked for', async () => {
    const days = async (query: string, language: string): Promise<string[]> =>
      [...(await poster(query, language)).matchAll(/<th class="day">([^<]*)</g)].map(([, day]) => day ?? '');
    expect(await days('?week=2026-W53', 'en')).toEqual([
      ...['Monday 28', 'Tuesday 29', 'Wednesday 30', 'Thursday 31', 'Friday 1', 'Saturday 2', 'Sunday 3'],
    ]);
    expect((await days('', 'es')).slice(0, 2)).toEqual(['lunes 23', 'martes 24']);
    expect(await poster('', 'es')).toContain('Actividades de la semana');
  });

  test('tells of one that goes on to another day until when, and of an empty week that nothing is planned', async () => {
    await offer({ title: 'Trip', startsAt: '2027-02-05T10:00', durationMinutes: 2880, recurrence: null });
    expect(sessionsOn(await poster('?week=2027-W05')).filter((text) => text.includes('Trip'))).toEqual([
      '10:00 until Sun 7 Feb Trip',
    ]);
    expect((await poster('?week=2026-W10')).match(/nothing planned/g)).toHaveLength(7);
  });

  test('is refused for a week that is none, and for who may not read activities', async () => {
    for (const week of ['2026-W54', '2027-W53', '2026-W00']) {
      expectBadFields(await coordinator.get(`${PATH}?week=${week}`), '/week');
    }
    for (const week of ['2026-48', 'next', '2026-W4']) {
      expectProblem(await coordinator.get(`${PATH}?week=${week}`), 400, 'bad-query');
    }
    expectProblem(await (await home.as('admin')).get(PATH), 403, 'forbidden');
  });
});

(present ? describe : describe.skip)('the poster', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
  }, 60_000);
  afterAll(() => browser.close());

  async function printedWeek(week: string): Promise<{ page: Page; pdf: string }> {
    const page = await browser.newPage({ viewport: { width: 1512, height: 1040 } });
    await page.setExtraHTTPHeaders({ authorization: `Bearer ${coordinator.bearer}`, 'accept-language': 'es' });
    await page.emulateMedia({ media: 'print' });
    await page.goto(`${home.url}${PATH}?week=${week}`);
    return { page, pdf: (await page.pdf({ preferCSSPageSize: true })).toString('latin1') };
  }

  test('of a normal week is one sheet of A3 on its long side, in letters of 18 points and more', async () => {
    const { page, pdf } = await printedWeek('2026-W48');
    expect(pagesOf(pdf)).toBe(1);
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([1191, 842]);
    expect(await page.evaluate(SMALLEST_LETTERS)).toBeGreaterThanOrEqual(24);
    expect(await page.evaluate(OVERFLOW)).toBe(0);
  });

  test('of a fuller week goes on to more sheets', async () => {
    for (const hour of [8, 9, 13, 14, 15, 20, 21]) {
      const startsAt = `2027-03-01T${String(hour).padStart(2, '0')}:15`;
      await offer({
        title: `Club ${hour}`,
        location: 'Salón',
        leader: 'Nerea',
        startsAt,
        recurrence: 'FREQ=DAILY;COUNT=7',
      });
    }
    const { page, pdf } = await printedWeek('2027-W09');
    expect(pagesOf(pdf)).toBeGreaterThan(1);
    // Chromium repeats the head of a table that is not higher than a quarter of the page.
    const { height } = (await page.locator('.programme > thead').boundingBox()) ?? { height: Infinity };
    expect(height).toBeLessThan(1040 / 4);
  });
});

/** In CSS pixels: 24 are 18 points. */
const SMALLEST_LETTERS = `Math.min(...[...document.querySelectorAll('main *')]
  .map((element) => parseFloat(getComputedStyle(element).fontSize)))`;

const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

function pagesOf(pdf: string): number {
  return pdf.match(/\/Type \/Page\b/g)?.length ?? 0;
}
