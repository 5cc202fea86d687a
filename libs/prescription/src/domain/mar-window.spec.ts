import { describe, expect, test } from '@jest/globals';
import { parseInstant, parseZone } from '#platform/time';
import type { AskedEnds } from './asked-window.js';
import { marWindow, weeksOf } from './mar-window.js';
import { roundWindow } from './round-window.js';

const zone = parseZone('Europe/Madrid');
const now = parseInstant('2026-11-24T12:00:00+01:00');

describe('a chart', () => {
  test.each<[string, AskedEnds, string, string]>([
    ['this week, from Monday on', {}, '2026-11-23T00:00+01:00', '2026-11-30T00:00+01:00'],
    ['seven days from a day', { from: '2026-11-04' }, '2026-11-04T00:00+01:00', '2026-11-11T00:00+01:00'],
    ['seven days to a day', { to: '2026-11-10' }, '2026-11-04T00:00+01:00', '2026-11-11T00:00+01:00'],
    ['a week with an hour more', { from: '2026-10-19' }, '2026-10-19T00:00+02:00', '2026-10-26T00:00+01:00'],
    ['seven times 24 hours', { from: '2026-10-19T08:00:00+02:00' }, '2026-10-19T08:00+02:00', '2026-10-26T07:00+01:00'],
    [
      'a month with an hour more',
      { from: '2026-10-01', to: '2026-10-31' },
      '2026-10-01T00:00+02:00',
      '2026-11-01T00:00+01:00',
    ],
    ['one day', { from: '2026-11-24', to: '2026-11-24' }, '2026-11-24T00:00+01:00', '2026-11-25T00:00+01:00'],
  ])('of %s', (_, ends, from, to) => {
    const [first, last] = [from, to].map((text) => parseInstant(text.replace(/T(\d\d:\d\d)/, 'T$1:00')));
    expect(marWindow(ends, now, zone)).toEqual({ from: first, to: last });
  });

  test.each<[string, AskedEnds]>([
    ['of 32 days', { from: '2026-11-01', to: '2026-12-02' }],
    ['of no time', { from: '2026-11-24T08:00:00Z', to: '2026-11-24T08:00:00Z' }],
    ['that ends before it begins', { from: '2026-11-24', to: '2026-11-22' }],
  ])('%s is refused', (_, ends) => {
    expect(() => marWindow(ends, now, zone)).toThrow(expect.objectContaining({ code: 'bad-query' }));
  });
});

describe('a round', () => {
  test.each<[string, AskedEnds, string, string]>([
    ['today', {}, '2026-11-23T23:00:00.000Z', '2026-11-24T23:00:00.000Z'],
    ['a day of 25 hours', { from: '2026-10-25' }, '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['24 hours', { from: '2026-10-25T08:00:00+01:00' }, '2026-10-25T07:00:00.000Z', '2026-10-26T07:00:00.000Z'],
    ['two days', { from: '2026-10-24', to: '2026-10-25' }, '2026-10-23T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
  ])('of %s', (_, ends, from, to) => {
    expect(roundWindow(ends, now, zone)).toEqual({ from, to });
  });

  test('of three days is refused', () => {
    const ends = { from: '2026-11-24', to: '2026-11-26' };
    expect(() => roundWindow(ends, now, zone)).toThrow(expect.objectContaining({ code: 'bad-query' }));
  });
});

describe('the weeks of a chart', () => {
  test.each<[string, AskedEnds, readonly string[]]>([
    ['one week', { from: '2026-11-16' }, ['16-22']],
    ['a part of one', { from: '2026-11-18', to: '2026-11-19' }, ['18-19']],
    [
      'a month that begins on a Sunday',
      { from: '2026-11-01', to: '2026-11-30' },
      ['01-01', '02-08', '09-15', '16-22', '23-29', '30-30'],
    ],
    ['the week on which the clocks go back', { from: '2026-10-19' }, ['19-25']],
    [
      'the middle of a day to the middle of another',
      { from: '2026-11-22T12:00:00Z', to: '2026-11-23T12:00:00Z' },
      ['22-22', '23-23'],
    ],
  ])('are %s', (_, ends, expected) => {
    const window = marWindow(ends, now, zone);
    const weeks = weeksOf(window, zone);
    expect(weeks.map(({ days }) => `${days[0]?.slice(8) ?? ''}-${days.at(-1)?.slice(8) ?? ''}`)).toEqual(expected);
    expect([weeks[0]?.from, weeks.at(-1)?.to]).toEqual([window.from, window.to]);
    weeks.slice(1).forEach(({ from }, index) => expect(from).toBe(weeks[index]?.to));
  });
});
