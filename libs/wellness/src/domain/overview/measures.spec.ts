import { describe, expect, test } from '@jest/globals';
import { quantity } from '#platform/kernel';
import { observationType } from '../observation-types.js';
import type { ObservationType } from '../observation-type.js';
import { hasBaseline, measuresOf } from './measures.js';

function type(code: string): ObservationType {
  const found = observationType(code);
  if (found === undefined) throw new Error(`no type ${code}`);
  return found;
}

function number(value: number) {
  return { value: quantity(value), components: null };
}

function pressure(systolic: number, diastolic: number) {
  return { value: null, components: { systolic: quantity(systolic), diastolic: quantity(diastolic) } };
}

describe('a number of an observation', () => {
  test.each<[string, number, 'low' | 'normal' | 'high' | null]>([
    ['heart-rate', 50, 'low'],
    ['heart-rate', 51, 'normal'],
    ['heart-rate', 90, 'normal'],
    ['heart-rate', 91, 'high'],
    ['body-temperature', 38, 'normal'],
    ['body-temperature', 38.1, 'high'],
    ['oxygen-saturation', 95, 'low'],
    ['body-weight', 60, null],
  ])('%s of %d is %s', (code, value, interpretation) => {
    expect(measuresOf(type(code), number(value), [])).toMatchObject([{ component: null, interpretation }]);
  });

  test('is compared with what is usual for the person, which may be outside of what is normal', () => {
    const earlier = [number(88), number(89), number(90)];
    expect(measuresOf(type('oxygen-saturation'), number(89), earlier)).toMatchObject([
      { interpretation: 'low', trend: 'steady', baseline: { median: quantity(89), readings: 3 } },
    ]);
  });

  test('is each half of a blood pressure for itself', () => {
    const earlier = [pressure(120, 70), pressure(124, 74), pressure(128, 78)];
    expect(measuresOf(type('blood-pressure'), pressure(150, 74), earlier)).toMatchObject([
      { component: 'systolic', interpretation: 'high', trend: 'up' },
      { component: 'diastolic', interpretation: 'normal', trend: 'steady' },
    ]);
  });

  test('is none of a word', () => {
    expect(measuresOf(type('consciousness'), { value: null, components: null }, [])).toEqual([]);
  });

  test.each(['fluid-intake', 'food-intake', 'bowel-movement', 'body-height'])('has no baseline: %s', (code) => {
    expect(hasBaseline(type(code))).toBe(false);
    const measures = measuresOf(type(code), number(3), [number(1), number(1), number(1)]);
    expect(measures).toEqual([expect.objectContaining({ baseline: null, trend: null })]);
  });
});
