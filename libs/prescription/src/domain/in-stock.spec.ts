import { describe, expect, test } from '@jest/globals';
import { quantity } from '#platform/kernel';
import { answeredFor, inStock, type StockAnswer } from './in-stock.js';

function supply(
  usable: number,
  expired = 0,
): { usable: ReturnType<typeof quantity>; expired: ReturnType<typeof quantity> } {
  return { usable: quantity(usable), expired: quantity(expired) };
}

const TWO = { needed: quantity(2), stockUnit: 'tablet' };

describe('whether two tablets are in stock', () => {
  test.each<[string, StockAnswer, string, string]>([
    ['the medicine was never received', { kind: 'uncounted' }, 'insufficient-stock', 'pass'],
    ['there are just as many', { ...TWO, kind: 'taken', supply: supply(2) }, 'insufficient-stock', 'pass'],
    ['one is missing', { ...TWO, kind: 'refused', supply: supply(1) }, 'insufficient-stock', 'block'],
    ['one has expired', { ...TWO, kind: 'refused', supply: supply(1, 9) }, 'insufficient-stock', 'block'],
    ['one is missing, which is known', { ...TWO, kind: 'taken', supply: supply(1) }, 'insufficient-stock', 'warn'],
    [
      'the stock is counted in millilitres',
      { kind: 'unconvertible', stockUnit: 'ml', refused: true },
      'unit-mismatch',
      'block',
    ],
    [
      'it is counted in millilitres, which is known',
      { kind: 'unconvertible', stockUnit: 'ml', refused: false },
      'unit-mismatch',
      'warn',
    ],
  ])('when %s', (_, stock, rule, outcome) => {
    expect(inStock(stock, 'tablet')).toMatchObject({ rule, outcome });
  });

  test('is answered with what may be used and what has expired', () => {
    const { detail, facts } = inStock({ ...TWO, kind: 'refused', supply: supply(0.5, 9) }, 'tablet');
    expect(detail).toBe('The dose takes 2 tablet; 0.5 may be used, 9 expired.');
    expect(facts).toEqual({ counted: true, needed: 2, usable: 0.5, expired: 9, unit: 'tablet' });
  });
});

describe('who acknowledges a rule answers', () => {
  test.each<[readonly string[], readonly string[]]>([
    [[], []],
    [['insufficient-stock'], ['short']],
    [['unit-mismatch'], ['unit']],
    [
      ['unit-mismatch', 'insufficient-stock'],
      ['short', 'unit'],
    ],
    [['absent-resident'], []],
  ])('%j for %j', (codes, gaps) => {
    expect([...answeredFor(codes)]).toEqual(gaps);
  });
});
