import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { quantity, type Quantity } from '#platform/kernel';
import { parseInstant } from '#platform/time';
import { general } from '../observation-type.js';
import { baselineOf, baselineStretch, trendOf } from './baseline.js';

const LIKELY = general(35, 180);

function pulses(...values: readonly number[]): Quantity[] {
  return values.map(quantity);
}

describe('the baseline of a person', () => {
  test.each<[string, readonly number[], readonly [number, number, number, number] | null]>([
    ['the middle of three', [80, 70, 72], [72, 70, 80, 3]],
    ['half way between the middle two', [80, 70, 72, 75], [73.5, 70, 80, 4]],
    ['the middle of ten', [70, 71, 72, 73, 74, 75, 76, 77, 78, 79], [74.5, 70, 79, 10]],
    ['none of two', [70, 72], null],
    ['none of none', [], null],
    ['without those that are unlikely and were stood by', [20, 70, 72, 74, 200], [72, 70, 74, 3]],
    ['none where too few of them are calm', [20, 70, 72, 200], null],
    ['with the ends of what is likely', [35, 180, 100], [100, 35, 180, 3]],
  ])('is %s: %j', (_, values, expected) => {
    const [median, low, high, readings] = expected ?? [];
    const baseline = expected && {
      median: quantity(median ?? 0),
      low: quantity(low ?? 0),
      high: quantity(high ?? 0),
      readings,
    };
    expect(baselineOf(pulses(...values), LIKELY)).toEqual(baseline);
  });

  test('lies between the lowest and the highest, in whatever order they came', () => {
    const values = fc.array(fc.integer({ min: 35_000, max: 180_000 }), { minLength: 3, maxLength: 10 });
    fc.assert(
      fc.property(values, (thousandths) => {
        const readings = thousandths.map((each) => quantity(each / 1000));
        const baseline = baselineOf(readings, LIKELY);
        expect(baseline).toEqual(baselineOf([...readings].reverse(), LIKELY));
        expect(baseline?.median).toBeGreaterThanOrEqual(Math.min(...readings));
        expect(baseline?.median).toBeLessThanOrEqual(Math.max(...readings));
      }),
    );
  });

  test('is of the 180 days before the newest, without its own day', () => {
    expect(baselineStretch(parseInstant('2026-11-24T09:00:00.000Z'))).toEqual({
      from: '2026-05-28T09:00:00.000Z',
      until: '2026-11-23T09:00:00.000Z',
    });
  });
});

describe('the trend of a reading', () => {
  test.each<[number, 'up' | 'down' | 'steady']>([
    [69, 'down'],
    [70, 'steady'],
    [74, 'steady'],
    [80, 'steady'],
    [80.1, 'up'],
  ])('%d among 70 to 80 is %s', (value, expected) => {
    expect(trendOf(quantity(value), baselineOf(pulses(70, 72, 80), LIKELY))).toBe(expected);
  });

  test('is unknown where nothing is known of the person', () => {
    expect(trendOf(quantity(70), null)).toBeNull();
  });
});
