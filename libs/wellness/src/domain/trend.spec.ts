import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fromMillionths, quantity, type Quantity } from '#platform/kernel';
import { addMinutes, parseInstant, parseZone, type Instant } from '#platform/time';
import { bucketsOf } from './buckets.js';
import type { ObservationType } from './observation-type.js';
import { observationType } from './observation-types.js';
import type { Reading } from './reading.js';
import { countedIn, TrendTally, type Trend } from './trend.js';
import { HEART_RATE } from './vital-signs.js';

const madrid = parseZone('Europe/Madrid');
const WINDOW = { from: parseInstant('2026-10-24T00:00:00+02:00'), to: parseInstant('2026-10-27T00:00:00+01:00') };
const NOW = parseInstant('2026-11-24T09:00:00+01:00');
const DAYS = bucketsOf(WINDOW, 'day', NOW, madrid);

function typeOf(code: string): ObservationType {
  return observationType(code) ?? HEART_RATE;
}

function reading(at: string, measured: Partial<Reading>): Reading {
  return { id: at, takenAt: parseInstant(at), value: null, code: null, components: null, ...measured };
}

function trendOf(type: ObservationType, readings: readonly Reading[]): Trend {
  const tally = new TrendTally(DAYS, countedIn(type));
  for (const each of readings) tally.add(each);
  return tally.trend();
}

const value = (decimal: number) => ({ value: quantity(decimal) });
const pressure = (systolic: number, diastolic: number) => ({
  components: { systolic: quantity(systolic), diastolic: quantity(diastolic) },
});

describe('a trend', () => {
  test('tells of each day how many, the least, the mean, the greatest and the last', () => {
    const { buckets, figures, count } = trendOf(HEART_RATE, [
      reading('2026-10-25T00:00:00+02:00', value(70)),
      reading('2026-10-25T02:30:00+02:00', value(81)),
      reading('2026-10-25T02:30:00+01:00', value(60)),
      reading('2026-10-25T23:59:59+01:00', value(75)),
      reading('2026-10-26T00:00:00+01:00', value(90)),
    ]);
    expect(buckets).toMatchObject([
      { from: '2026-10-24', count: 0, figures: null, last: null },
      { from: '2026-10-25', count: 4, figures: { min: 60e6, mean: 71.5e6, max: 81e6, last: 75e6 } },
      { from: '2026-10-26', count: 1, figures: { min: 90e6, mean: 90e6, max: 90e6, last: 90e6 } },
    ]);
    expect({ count, figures }).toEqual({ count: 5, figures: { min: 60e6, mean: 75.2e6, max: 90e6, last: 90e6 } });
  });

  test('of blood pressure tells of each of its parts', () => {
    const readings = [
      reading('2026-10-24T08:00:00+02:00', pressure(120, 80)),
      reading('2026-10-24T20:00:00+02:00', pressure(141, 71)),
    ];
    expect(trendOf(typeOf('blood-pressure'), readings)).toMatchObject({
      count: 2,
      figures: null,
      components: [
        { code: 'systolic', min: 120e6, mean: 130.5e6, max: 141e6, last: 141e6 },
        { code: 'diastolic', min: 71e6, mean: 75.5e6, max: 80e6, last: 71e6 },
      ],
    });
  });

  test('of words tells how often each was said, in their order', () => {
    const words = ['voice', 'alert', 'voice'].map((code, hour) => reading(`2026-10-24T0${hour}:00:00+02:00`, { code }));
    const { codes, figures, last } = trendOf(typeOf('consciousness'), words);
    expect(codes).toEqual([
      { code: 'alert', count: 1 },
      { code: 'voice', count: 2 },
    ]);
    expect([figures, last?.code]).toEqual([null, 'voice']);
  });

  test('of oxygen counts air as none of it', () => {
    const readings = [
      reading('2026-10-24T08:00:00+02:00', { ...value(0), code: 'air' }),
      reading('2026-10-24T09:00:00+02:00', value(2)),
    ];
    const { codes, figures } = trendOf(typeOf('inspired-oxygen'), readings);
    expect([codes, figures?.mean]).toEqual([[{ code: 'air', count: 1 }], 1e6]);
  });

  test('of weight tells the change from the last day on which it was weighed', () => {
    const readings = [
      reading('2026-10-24T08:00:00+02:00', value(61.55)),
      reading('2026-10-26T08:00:00+01:00', value(60)),
    ];
    expect(trendOf(typeOf('body-weight'), readings).buckets.map(({ changePercent }) => changePercent)).toEqual([
      null,
      null,
      -2.5,
    ]);
  });

  test.each([
    ['a third', [1, 0, 0], 0.333333],
    ['two thirds', [1, 1, 0], 0.666667],
    ['a binary float would lose', [0.1, 0.2, 0.3], 0.2],
  ])('of numbers has %s of %j as the mean %d', (_, decimals, mean) => {
    const readings = decimals.map((each, hour) => reading(`2026-10-24T0${hour}:00:00+02:00`, value(each)));
    expect(trendOf(typeOf('body-temperature'), readings).figures?.mean).toBe(Math.round(mean * 1e6));
  });

  test('takes readings in order of time only', () => {
    const readings = [reading('2026-10-25T08:00:00Z', value(70)), reading('2026-10-25T07:00:00Z', value(70))];
    expect(() => trendOf(HEART_RATE, readings)).toThrow(RangeError);
  });

  test('has every reading of the window in one bucket, and its figures are those of all', () => {
    const one = fc.record({
      after: fc.integer({ min: -600, max: 73 * 60 + 600 }),
      units: fc.integer({ min: 0, max: 1e10 }),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 60 }), (some) => {
        const readings = some
          .map(({ after, units }) => at(addMinutes(WINDOW.from, after), fromMillionths(units)))
          .sort((a, b) => (a.takenAt < b.takenAt ? -1 : 1));
        const inside = readings.filter(({ takenAt }) => takenAt >= WINDOW.from && takenAt < WINDOW.to);
        const trend = trendOf(HEART_RATE, readings);
        expect(trend.count).toBe(inside.length);
        expect(trend.buckets.reduce((all, { count }) => all + count, 0)).toBe(inside.length);
        const units = inside.flatMap((each) => (each.value === null ? [] : [each.value]));
        const least = units.length === 0 ? undefined : Math.min(...units);
        const greatest = units.length === 0 ? undefined : Math.max(...units);
        const { min, mean, max, last } = trend.figures ?? {};
        expect([min, max, last]).toEqual([least, greatest, units.at(-1)]);
        const exact = units.reduce((all, each) => all + each, 0) / Math.max(1, units.length);
        expect(Math.abs((mean ?? 0) - exact)).toBeLessThanOrEqual(0.5);
      }),
    );
  });
});

function at(takenAt: Instant, measured: Quantity): Reading {
  return { id: takenAt, takenAt, value: measured, code: null, components: null };
}
