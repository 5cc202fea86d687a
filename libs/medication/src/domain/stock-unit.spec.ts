import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fromMillionths, MAX_QUANTITY, quantity } from '#platform/kernel';
import { isSameUnit, toStockUnits, validateDoseUnits, type CountedMedicine } from './stock-unit.js';

function medicine(unit: string, ...stated: readonly (readonly [unit: string, perUnit: number])[]): CountedMedicine {
  return { unit, doseUnits: stated.map(([name, perUnit]) => ({ unit: name, perUnit: quantity(perUnit) })) };
}

const TABLET = medicine('tablet', ['mg', 500]);
const SYRUP = medicine('ml', ['drop', 20], ['teaspoon', 0.2], ['l', 0.001]);
const UNSAID = medicine('unit');

describe('a dose is counted in stock', () => {
  test.each<[string, CountedMedicine, number, string, number | undefined]>([
    ['as it is where both are the same', TABLET, 1.5, 'tablet', 1.5],
    ['whatever the plural and the capitals', TABLET, 2, 'Tablets', 2],
    ['by what one tablet holds', TABLET, 750, 'mg', 1.5],
    ['by how many drops are a millilitre', SYRUP, 30, 'drops', 1.5],
    ['by a spoon that is more than a millilitre', SYRUP, 2, 'teaspoon', 10],
    ['by a litre', SYRUP, 0.25, 'l', 250],
    ['rounded to a millionth', medicine('tablet', ['g', 3]), 1, 'g', 0.333_333],
    ['rounded up from the half of a millionth', medicine('tablet', ['g', 2]), 0.000_001, 'g', 0.000_001],
    ['piece by piece where nobody said in what it is counted', UNSAID, 1, 'tablet', 1],
    ['in Spanish too', UNSAID, 2, 'Cápsulas', 2],
    ['not in what nobody has stated', TABLET, 1, 'ml', undefined],
    ['not by weight where it is counted by the piece', UNSAID, 500, 'mg', undefined],
    ['not in pieces where it is counted by volume', SYRUP, 1, 'tablet', undefined],
    ['not as more than can be counted', medicine('ml', ['barrel', 0.000_001]), MAX_QUANTITY, 'barrel', undefined],
  ])('%s', (_, counted, said, unit, expected) => {
    const units = expected === undefined ? undefined : quantity(expected);
    expect(toStockUnits(counted, quantity(said), unit)).toBe(units);
  });

  const pieces = fc.constantFrom(
    'comprimidos',
    'parches',
    'viales',
    'patches',
    'suppositories',
    'jeringas',
    'unidades',
  );
  test('by the piece in the plural of both languages', () => {
    fc.assert(fc.property(pieces, (unit) => toStockUnits(UNSAID, quantity(3), unit) === quantity(3)));
  });
});

test.each<[string, string, boolean]>([
  ['tablet', ' TABLETS', true],
  ['unidad', 'unidades', true],
  ['parche', 'parches', true],
  ['patch', 'patches', true],
  ['vial', 'viales', true],
  ['capsule', 'capsules', true],
  ['pulverización', 'pulverizaciones', true],
  ['suppository', 'suppositories', true],
  ['box', 'boxes', true],
  ['mg', 'MG', true],
  ['m', 'ms', false],
  ['mg', 'g', false],
  ['mg', 'mcg', false],
  ['tablet', 'capsule', false],
  ['drop', 'dropper', false],
])('%s and %s: the same unit is %p', (a, b, same) => {
  expect([isSameUnit(a, b), isSameUnit(b, a)]).toEqual([same, same]);
});

test('a medicine states each unit once, and its own not at all', () => {
  expect(validateDoseUnits(SYRUP)).toEqual([]);
  const twice = medicine('ml', ['drop', 20], ['Drops', 25], ['ml', 1], ['spoon', 0.2]);
  expect(validateDoseUnits(twice).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
    '/doseUnits/1/unit duplicate',
    '/doseUnits/2/unit duplicate',
  ]);
});

describe('whatever one unit holds', () => {
  const perUnit = fc.integer({ min: 1, max: 5_000_000_000 }).map(fromMillionths);
  const said = fc.integer({ min: 0, max: 50_000_000_000 }).map(fromMillionths);
  const ofOne = (holds: ReturnType<typeof fromMillionths>): CountedMedicine => ({
    unit: 'tablet',
    doseUnits: [{ unit: 'mg', perUnit: holds }],
  });

  test('whole tablets are counted as what they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), perUnit, (tablets, holds) => {
        const all = toStockUnits(ofOne(holds), fromMillionths(tablets * holds), 'mg');
        expect(all).toBe(quantity(tablets));
      }),
    );
  });

  test('a larger dose never takes less, and none is off by more than half a millionth', () => {
    fc.assert(
      fc.property(said, said, perUnit, (one, other, holds) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)].map((units) =>
          toStockUnits(ofOne(holds), fromMillionths(units), 'mg'),
        );
        if (less === undefined || more === undefined) return;
        expect(less).toBeLessThanOrEqual(more);
        const off = BigInt(more) * BigInt(holds) - BigInt(Math.max(one, other)) * 1_000_000n;
        expect((off < 0n ? -off : off) * 2n <= BigInt(holds)).toBe(true);
      }),
    );
  });
});
