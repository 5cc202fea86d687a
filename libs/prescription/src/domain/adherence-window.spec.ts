import { describe, expect, test } from '@jest/globals';
import { parseInstant, parseZone } from '#platform/time';
import { adherenceWindow, stretchesOf } from './adherence-window.js';
import { BadWindowError } from './prescription.errors.js';

const madrid = parseZone('Europe/Madrid');
const NOW = parseInstant('2026-11-24T07:10:00Z');

describe('the period of adherence', () => {
  test.each([
    ['is the last 28 days and today', {}, '2026-10-27T23:00:00.000Z', '2026-11-24T23:00:00.000Z'],
    [
      'ends with the last day that is named',
      { to: '2026-10-31' },
      '2026-10-03T22:00:00.000Z',
      '2026-10-31T23:00:00.000Z',
    ],
    [
      'begins with the first day that is named',
      { from: '2026-01-01' },
      '2025-12-31T23:00:00.000Z',
      '2026-11-24T23:00:00.000Z',
    ],
    [
      'may be ten years',
      { from: '2016-11-24', to: '2026-11-23' },
      '2016-11-23T23:00:00.000Z',
      '2026-11-23T23:00:00.000Z',
    ],
  ])('%s', (_, query, from, to) => {
    expect(adherenceWindow(query, NOW, madrid)).toEqual({ from, to });
  });

  test.each([
    ['longer than ten years', { from: '2016-11-01', to: '2026-11-23' }],
    ['that ends before it begins', { from: '2026-11-24', to: '2026-11-22' }],
    ['that begins after today', { from: '2026-11-25' }],
  ])('is not one %s', (_, query) => {
    expect(() => adherenceWindow(query, NOW, madrid)).toThrow(BadWindowError);
  });
});

test('a period is read in stretches that leave nothing out', () => {
  const period = { from: parseInstant('2026-01-01T00:00:00Z'), to: parseInstant('2026-01-08T12:00:00Z') };
  const stretches = [...stretchesOf(period, 3)].map(({ from, to }) => `${from.slice(8, 13)}/${to.slice(8, 13)}`);
  expect(stretches).toEqual(['01T00/04T00', '04T00/07T00', '07T00/08T12']);
  expect([...stretchesOf({ from: period.to, to: period.from }, 3)]).toEqual([]);
});
