import { describe, expect, test } from '@jest/globals';
import { quantity } from '#platform/kernel';
import { addMinutes, parseInstant, parseZone, type Instant, type Window } from '#platform/time';
import { draw } from '#platform/charts';
import type { ResidentChart } from '../app/read-charts.service.js';
import { ChartTally } from '../domain/charted.js';
import { instrumentByCode } from '../domain/instruments/instruments.js';
import { NEWS2 } from '../domain/instruments/news2.js';
import { asLevel } from '../domain/levels.js';
import { observationType } from '../domain/observation-types.js';
import type { Reading } from '../domain/reading.js';
import { HEART_RATE } from '../domain/vital-signs.js';
import { weightChanges } from '../domain/weight-change.js';
import { residentChart } from './resident.chart.js';

const at = { now: parseInstant('2026-11-24T12:00:00Z'), zone: parseZone('Europe/Madrid') };
const TO = parseInstant('2026-11-25T00:00:00+01:00');

function windowOf(days: number): Window {
  return { from: addMinutes(TO, -days * 1440), to: TO };
}

/** A reading each so many hours from the beginning of the window on. */
function each(hours: number, window: Window, readings: readonly Partial<Reading>[]): Reading[] {
  return readings.map((reading, index) => {
    const takenAt = addMinutes(window.from, (index + 0.5) * hours * 60);
    return { id: String(index), takenAt, value: null, code: null, components: null, ...reading };
  });
}

function chartOf(
  code: string,
  readings: readonly Reading[],
  window: Window,
  more: Partial<ResidentChart> = {},
): ResidentChart {
  const type = observationType(code) ?? HEART_RATE;
  const instrument = instrumentByCode(code);
  const names = { parts: [], words: NEWS2.bands.map(({ band }) => band) };
  const tally =
    instrument === undefined ? ChartTally.of(type, window, at) : new ChartTally(window, names, new Map(), at);
  const isLeveled = ['consciousness', 'bowel-movement', 'mood', 'fall'].includes(code);
  for (const reading of readings) tally.add(isLeveled ? asLevel(reading) : reading);
  const of = instrument === undefined ? { type } : { instrument };
  const head = { name: 'Ortega Núñez, Carmen', of, window, timeZone: at.zone };
  return { ...head, ...tally.charted(), changes: [], marks: [], ...more };
}

/** The letters of a picture, in order. */
async function textsOf(chart: ResidentChart, language: 'en' | 'es' = 'en'): Promise<string[]> {
  const svg = await draw(residentChart(chart, language));
  return [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text ?? '');
}

const value = (decimal: number) => ({ value: quantity(decimal) });

describe('a chart of numbers', () => {
  const window = windowOf(2);
  const rates = each(12, window, [value(70), value(95), value(48), value(80)]);

  test('has its unit, round figures, times of the home, and what it comes to in letters', async () => {
    expect(await textsOf(chartOf('heart-rate', rates, window))).toEqual([
      ...['50', '60', '70', '80', '90'],
      ...['23 Nov', '12:00', '00:00', '12:00'],
      ...['Heart rate', 'Ortega Núñez, Carmen', '23 Nov 2026 – 24 Nov 2026', '/min'],
      'Last: 80 /min, 24 Nov 2026, 18:00.',
      'Least 48, mean 73.3, greatest 95 /min.',
      ...['Out of the normal range: 2, the last 48 /min, 24 Nov 2026,', '06:00.'],
      'Grey, between dashes: normal, 51 to 90 /min.',
      'Triangles: above or below the normal range.',
    ]);
  });

  test('is told in words: the first and the last, how far, where it goes, and what is out of the normal range', () => {
    expect(residentChart(chartOf('heart-rate', rates, window), 'es')).toMatchObject({
      title: 'Frecuencia cardiaca: Ortega Núñez, Carmen',
      language: 'es',
      description:
        '23 nov 2026 – 24 nov 2026. 4 mediciones. Primera: 70 /min, 23 nov 2026, 06:00. ' +
        'Media de la primera mitad del tiempo 82,5, de la segunda 64 /min. ' +
        'Fuera de lo normal antes de la última: 95 /min, 23 nov 2026, 18:00. Última: 80 /min, 24 nov 2026, 18:00. ' +
        'Mínimo 48, media 73,3, máximo 95 /min. Fuera de lo normal: 2, la última 48 /min, 24 nov 2026, 06:00. ' +
        'Gris, entre rayas: normal, 51 a 90 /min. Triángulos: por encima o por debajo de lo normal.',
    });
  });

  test('of a year of hourly readings is as small as one of days', async () => {
    const year = windowOf(365);
    const many = each(
      1,
      year,
      Array.from({ length: 8736 }, (_, hour) => value(60 + (hour % 37))),
    );
    const svg = await draw(residentChart(chartOf('heart-rate', many, year), 'en'));
    expect(svg.length).toBeLessThan(40_000);
    expect(svg).toContain('8736 readings');
    expect(svg).toContain('Bars: least to greatest of each day. Line: the mean.');
  });

  test('of weight marks the change over 30, 90 and 180 days', async () => {
    const year = windowOf(360);
    const weights = each(
      30 * 24,
      year,
      Array.from({ length: 12 }, (_, month) => value(64 - month * 0.5)),
    );
    const last = { takenAt: weights.at(-1)?.takenAt ?? TO, value: weights.at(-1)?.value ?? quantity(0) };
    const texts = await textsOf(chartOf('body-weight', weights, year, { changes: weightChanges(last, weights) }));
    expect(texts).toEqual(expect.arrayContaining(['30 days: -0.8%', '90 days: -2.5%', '180 days: -4.9%']));
    expect(texts).toContainEqual(expect.stringMatching(/^-4.9% in 180 days: from 61.5 kg, /));
  });

  test('marks what happened by a number, which is told below', async () => {
    const marks = [{ at: parseInstant('2026-11-23T22:00:00+01:00'), text: { en: 'Fall', es: 'Caída' } }];
    const texts = await textsOf(chartOf('heart-rate', rates, window, { marks }), 'es');
    expect(texts).toContain('1');
    expect(texts.at(-1)).toBe('1: Caída, 23 nov 2026, 22:00.');
  });

  test('says that there is nothing', async () => {
    expect((await textsOf(chartOf('body-weight', [], window))).at(-1)).toBe('Nothing is on record in this time.');
  });
});

describe('a chart of blood pressure', () => {
  const pressure = (systolic: number, diastolic: number) => ({
    components: { systolic: quantity(systolic), diastolic: quantity(diastolic) },
  });

  test('tells of both parts, and of both normal ranges', () => {
    const window = windowOf(2);
    const readings = each(24, window, [pressure(120, 80), pressure(151, 92)]);
    const { description } = residentChart(chartOf('blood-pressure', readings, window), 'en');
    expect(description).toContain('Last: 151/92 mmHg, 24 Nov 2026, 12:00.');
    expect(description).toContain('Systolic: Least 120, mean 135.5, greatest 151 mmHg.');
    expect(description).toContain('normal, Systolic 100 to 139 mmHg, Diastolic 60 to 89 mmHg.');
  });
});

describe('a chart of words', () => {
  const window = windowOf(3);
  const words = ['alert', 'voice', 'alert'].map((code) => ({ code }));

  test('has a row for each of them, and how often it was said', async () => {
    const texts = await textsOf(chartOf('consciousness', each(24, window, words), window));
    expect(texts.slice(0, 5)).toEqual([
      'Alert',
      'New confusion',
      'Responds to voice',
      'Responds to pain',
      'Unresponsive',
    ]);
    expect(texts.slice(5, 10)).toEqual(['2', '0', '1', '0', '0']);
    expect(texts).toContain('Alert: 2, Responds to voice: 1.');
  });

  test('or of the steps of a rating', async () => {
    const texts = await textsOf(chartOf('bowel-movement', each(24, window, [value(4), value(7), value(4)]), window));
    expect(texts).toEqual(expect.arrayContaining(['4: 2, 7: 1.', 'Grey, between dashes: normal, 3 to 4.']));
  });
});

describe('a chart of scores', () => {
  const window = windowOf(4);
  const scores: readonly Partial<Reading>[] = [
    { ...value(1), code: 'low' },
    { ...value(3), code: 'low-medium' },
    { value: null, code: 'incomplete' },
    { ...value(8), code: 'high' },
  ];

  test('names the zones beside and below, and what is left out', async () => {
    const texts = await textsOf(chartOf('news2', each(24, window, scores), window));
    expect(texts.slice(0, 4)).toEqual(['0', '1–4', '5–6', '7–20']);
    expect(texts).toContain('Last: 8, High (7 or more), 24 Nov 2026, 12:00.');
    expect(texts).toContain('Left out, since incomplete: 1.');
    expect(texts).toContain('Diamonds: 3 in one item.');
    expect(texts.join(' ')).toContain('Zones: Low (0), Low (1-4), Medium (5-6), High (7 or more).');
  });

  test('of another instrument has the zones of that', async () => {
    const texts = await textsOf(chartOf('barthel', each(24, window, [value(85), value(40)]), window), 'es');
    expect(texts).toEqual(expect.arrayContaining(['0–20', '21–60', '61–90']));
  });
});

test('a chart has as text what people wrote, and no more of it than there is room for', async () => {
  const hostile = `${'x'.repeat(60)}</text><script>alert(1)</script>`;
  const window = windowOf(1);
  const svg = await draw(residentChart(chartOf('pain', each(6, window, [value(2)]), window, { name: hostile }), 'en'));
  expect(svg).not.toContain('<script');
  expect(svg).toContain(`${'x'.repeat(43)}…</text>`);
});

test.each<[string, Instant, Instant, string[]]>([
  [
    'a day',
    parseInstant('2026-10-25T00:00:00+02:00'),
    parseInstant('2026-10-26T00:00:00+01:00'),
    ['25 Oct', '06:00', '12:00', '18:00'],
  ],
  [
    'a year',
    parseInstant('2025-12-01T00:00:00+01:00'),
    parseInstant('2026-12-01T00:00:00+01:00'),
    ['Jan 2026', 'Apr 2026', 'Jul 2026', 'Oct 2026'],
  ],
])('the dates of a chart of %s are those of the home', async (_, from, to, expected) => {
  const texts = await textsOf(chartOf('body-weight', [], { from, to }));
  expect(texts).toEqual(expect.arrayContaining(expected));
});
