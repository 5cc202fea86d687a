import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InvalidFieldsError } from '#platform/kernel';
import { addMinutes, localDateOf, minutesBetween, mondayOf, parseInstant, parseZone, weekOf } from '#platform/time';
import { BUCKETS, bucketsOf, trendWindow, type BucketSize } from './buckets.js';

const madrid = parseZone('Europe/Madrid');
const NOW = parseInstant('2026-11-24T09:00:00+01:00');

function lengths(from: string, to: string, size: BucketSize): (string | number)[][] {
  const window = trendWindow({ from, to }, size, NOW, madrid);
  return bucketsOf(window, size, NOW, madrid).map((bucket) => [
    bucket.from,
    minutesBetween(bucket.startsAt, bucket.endsAt) / 60,
  ]);
}

describe('the buckets of a trend', () => {
  test.each<[string, string, string, BucketSize, (string | number)[][]]>([
    [
      'the day on which the clocks go back has 25 hours',
      '2026-10-24',
      '2026-10-26',
      'day',
      [
        ['2026-10-24', 24],
        ['2026-10-25', 25],
        ['2026-10-26', 24],
      ],
    ],
    [
      'the day on which they go forward has 23',
      '2026-03-28',
      '2026-03-29',
      'day',
      [
        ['2026-03-28', 24],
        ['2026-03-29', 23],
      ],
    ],
    [
      'a week begins on Monday, and is cut by the window',
      '2026-10-23',
      '2026-10-27',
      'week',
      [
        ['2026-10-19', 73],
        ['2026-10-26', 48],
      ],
    ],
    [
      'a month is cut by the window too',
      '2026-01-31',
      '2026-03-01',
      'month',
      [
        ['2026-01-01', 24],
        ['2026-02-01', 28 * 24],
        ['2026-03-01', 24],
      ],
    ],
    [
      'what is still to come is left out',
      '2026-11-23',
      '2026-11-30',
      'day',
      [
        ['2026-11-23', 24],
        ['2026-11-24', 24],
      ],
    ],
  ])('%s', (_, from, to, size, expected) => {
    expect(lengths(from, to, size)).toEqual(expected);
  });

  test('follow one another without a gap, from the beginning of the window to its end', () => {
    const minutes = fc.integer({ min: 1, max: 360 * 1440 });
    fc.assert(
      fc.property(fc.constantFrom(...BUCKETS), minutes, minutes, (size, ago, long) => {
        const from = addMinutes(NOW, -ago - long);
        const window = { from, to: addMinutes(from, long) };
        const buckets = bucketsOf(window, size, NOW, madrid);
        expect(buckets[0]?.startsAt).toBe(window.from);
        expect(buckets.at(-1)?.endsAt).toBe(window.to);
        const ends = buckets.map(({ endsAt }) => endsAt);
        expect(buckets.slice(1).map(({ startsAt }) => startsAt)).toEqual(ends.slice(0, -1));
        const days = buckets.map(({ startsAt }) => localDateOf(startsAt, madrid));
        const firsts = days.map((day) => ({ day, week: mondayOf(weekOf(day)), month: `${day.slice(0, 7)}-01` })[size]);
        expect(buckets.map(({ from: first }) => first)).toEqual(firsts);
      }),
    );
  });
});

describe('the window of a trend', () => {
  test.each<[BucketSize, string]>([
    ['day', '2026-10-27T23:00:00.000Z'],
    ['week', '2026-05-26T22:00:00.000Z'],
    ['month', '2025-11-24T23:00:00.000Z'],
  ])('by %s begins at %s, if nothing else is asked for', (size, from) => {
    expect(trendWindow({}, size, NOW, madrid)).toEqual({ from, to: '2026-11-24T23:00:00.000Z' });
  });

  test.each<[BucketSize, Record<string, string>, string, string]>([
    ['day', { from: '2026-11-25' }, '/from', 'It must lie in the past: there is nothing to tell of the future.'],
    ['day', { from: '2026-11-20', to: '2026-11-19' }, '/to', 'It must come after from.'],
    [
      'day',
      { from: '2025-11-23', to: '2026-11-24' },
      '/to',
      'A window of at most 366 days by day; 1096 by week, 1827 by month.',
    ],
    ['week', { from: '2023-11-01' }, '/to', 'A window of at most 1096 days by week; 1827 by month.'],
    ['month', { from: '2021-11-01' }, '/to', 'A window of at most 1827 days.'],
  ])('by %s is refused for %j', (size, ends, pointer, message) => {
    const refusal = () => trendWindow(ends, size, NOW, madrid);
    expect(refusal).toThrow(InvalidFieldsError);
    expect(refusal).toThrow(expect.objectContaining({ errors: [{ pointer, code: 'out-of-range', message }] }));
  });
});
