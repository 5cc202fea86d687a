import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { quantity, toDecimal } from '#platform/kernel';
import { OBSERVATION_TYPES } from './observation-types.js';
import { convert, nearestQuantity, roundTo } from './units.js';

const SCALES = OBSERVATION_TYPES.flatMap((type) =>
  type.kind === 'coded' ? [] : [{ code: type.code, scale: type.scale, type }],
);
const CONVERSIONS = SCALES.flatMap(({ code, scale }) =>
  scale.otherUnits.map((conversion) => ({ code, own: scale.unit, decimals: scale.decimals, conversion })),
);

function conversionOf(code: string, unit: string): (typeof CONVERSIONS)[number] {
  const found = CONVERSIONS.find((each) => each.code === code && each.conversion.unit === unit);
  if (!found) throw new Error(`${code} doesn't take ${unit}`);
  return found;
}

describe('a value in another unit', () => {
  test.each([
    ['body-temperature', 98.6, '[degF]', 37],
    ['body-temperature', 100.4, '[degF]', 38],
    ['body-temperature', 104, '[degF]', 40],
    ['body-temperature', 95.09, '[degF]', 35.1],
    ['body-weight', 154.32, '[lb_av]', 70],
    ['body-weight', 1, '[lb_av]', 0.45],
    ['body-weight', 70_005, 'g', 70.01],
    ['body-height', 65, '[in_i]', 165.1],
    ['body-height', 1.65, 'm', 165],
    ['blood-glucose', 5.5, 'mmol/L', 99.1],
    ['blood-glucose', 10, 'mmol/L', 180.2],
    ['blood-pressure', 16, 'kPa', 120],
    ['sleep', 450, 'min', 7.5],
    ['fluid-intake', 0.25, 'L', 250],
    ['fluid-intake', 20, 'cL', 200],
    ['heart-rate', 72, '{beats}/min', 72],
    ['respiratory-rate', 16, '{breaths}/min', 16],
  ])("%s of %d %s is kept as %d of the type's own", (code, given, unit, own) => {
    const { conversion, decimals } = conversionOf(code, unit);
    expect(toDecimal(convert(quantity(given), conversion, decimals))).toBe(own);
  });

  test('every accepted unit of every type has a case above', () => {
    expect(CONVERSIONS.map(({ code, conversion }) => `${code} ${conversion.unit}`).sort()).toEqual(
      [
        'blood-glucose mmol/L',
        'blood-pressure kPa',
        'body-height [in_i]',
        'body-height m',
        'body-temperature [degF]',
        'body-weight [lb_av]',
        'body-weight g',
        'fluid-intake L',
        'fluid-intake cL',
        'heart-rate {beats}/min',
        'respiratory-rate {breaths}/min',
        'sleep min',
      ].sort(),
    );
  });

  test.each(CONVERSIONS)('$code in $conversion.unit comes back to within half a step', ({ conversion, decimals }) => {
    const { numerator, denominator, offset } = conversion;
    const halfStep = 0.5 / 10 ** decimals;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500_000 }), (hundredths) => {
        const given = hundredths / 100;
        const own = toDecimal(convert(quantity(given), conversion, decimals));
        const back = (own * denominator) / numerator + offset;
        const slack = (halfStep * denominator) / numerator + 1e-6;
        expect(Math.abs(back - given)).toBeLessThanOrEqual(slack);
      }),
    );
  });

  test('0.01 mmol/L of glucose survives being kept in mg/dL', () => {
    const { conversion, decimals } = conversionOf('blood-glucose', 'mmol/L');
    const lost = Array.from({ length: 4000 }, (_, n) => n + 60).filter((hundredths) => {
      const own = toDecimal(convert(quantity(hundredths / 100), conversion, decimals));
      return Math.round((own * 100) / 18.0156) !== hundredths;
    });
    expect(lost).toEqual([]);
  });

  test('a greater value never becomes a smaller one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CONVERSIONS),
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        ({ conversion, decimals }, a, b) => {
          const low = convert(quantity(Math.min(a, b) / 1000), conversion, decimals);
          const high = convert(quantity(Math.max(a, b) / 1000), conversion, decimals);
          expect(low).toBeLessThanOrEqual(high);
        },
      ),
    );
  });
});

describe('rounding', () => {
  test.each([
    [38.05, 1, 38.1],
    [38.04, 1, 38],
    [38.049999, 1, 38],
    [0.5, 0, 1],
    [1.5, 0, 2],
    [2.5, 0, 3],
    [-2.5, 0, -3],
    [1.000001, 6, 1.000001],
  ])('%d to %d places is %d: halves go away from zero', (value, decimals, expected) => {
    expect(toDecimal(roundTo(quantity(value), decimals))).toBe(expected);
  });

  test('it happens once: 95.089999 °F is 35.05 °C less a hair, and reads 35.0', () => {
    const { conversion } = conversionOf('body-temperature', '[degF]');
    expect(toDecimal(convert(quantity(95.089999), conversion, 1))).toBe(35);
  });

  test('a number that a device computed in binary is taken at its nearest millionth', () => {
    expect(nearestQuantity(36.666666666666664)).toBe(quantity(36.666667));
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e10, '70', null, true, undefined, {}])(
    '%p is no number',
    (value) => {
      expect(nearestQuantity(value)).toBeUndefined();
    },
  );
});
