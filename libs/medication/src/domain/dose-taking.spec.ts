import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { quantity, subtract, sum, toDecimal, ZERO, type Quantity } from '#platform/kernel';
import { addDays, parseLocalDate, type LocalDate } from '#platform/time';
import { supplyOn, takeDose, type DoseStock, type DoseTaking } from './dose-taking.js';
import { newAccount, type StockAccount, type StockPile } from './stock.js';

const TODAY = parseLocalDate('2026-11-24');
const [YESTERDAY, TOMORROW, JUNE] = [addDays(TODAY, -1), addDays(TODAY, 1), parseLocalDate('2027-06-30')];

type Pack = readonly [lot: string | null, expiresOn: LocalDate | null, tablets: number];

function pile([lot, expiresOn, tablets]: Pack): StockPile {
  return { lot, expiresOn, balance: quantity(tablets) };
}

function account(residentId: string | null, piles: readonly StockPile[]): StockAccount {
  const balance = sum(piles.map((one) => one.balance));
  return { ...newAccount(residentId ?? 'home', 'paracetamol', residentId), position: piles.length, piles, balance };
}

function stock(own: readonly Pack[] | null, home: readonly Pack[] | null): DoseStock {
  return {
    own: own === null ? undefined : account('carmen', own.map(pile)),
    home: home === null ? undefined : account(null, home.map(pile)),
  };
}

/** From whom how much of which lot, in words. */
function taken({ postings }: DoseTaking): string[] {
  return postings.map(({ line }) => `${line.residentId ?? 'home'} ${line.lot ?? '?'} ${toDecimal(line.quantity)}`);
}

describe('a dose', () => {
  test.each<[string, readonly Pack[] | null, readonly Pack[] | null, number, string[], number]>([
    ["is of the resident's own first", [['A', JUNE, 5]], [['H', TODAY, 5]], 2, ['carmen A 2'], 0],
    ["and of the home's for the rest", [['A', JUNE, 5]], [['H', TODAY, 5]], 7, ['carmen A 5', 'home H 2'], 0],
    ["is of the home's where the resident never had any", null, [['H', JUNE, 5]], 1, ['home H 1'], 0],
    ["is of the home's where nothing of their own is left", [['A', JUNE, 0]], [['H', JUNE, 5]], 1, ['home H 1'], 0],
    [
      'is of the lot that expires first',
      [
        ['A', JUNE, 5],
        ['B', TOMORROW, 5],
      ],
      null,
      1,
      ['carmen B 1'],
      0,
    ],
    [
      'is of as many lots as it needs',
      [
        ['A', JUNE, 5],
        ['B', TOMORROW, 1],
      ],
      null,
      2.5,
      ['carmen B 1', 'carmen A 1.5'],
      0,
    ],
    [
      'is of packs without a date last',
      [
        ['A', null, 5],
        ['B', JUNE, 1],
      ],
      null,
      2,
      ['carmen B 1', 'carmen A 1'],
      0,
    ],
    [
      'is of a known lot before an unknown one',
      [
        [null, JUNE, 5],
        ['B', JUNE, 5],
      ],
      null,
      1,
      ['carmen B 1'],
      0,
    ],
    ['is of packs on their last day', [['A', TODAY, 5]], [['H', JUNE, 5]], 1, ['carmen A 1'], 0],
    ['is not of packs that expired yesterday', [['A', YESTERDAY, 5]], [['H', JUNE, 5]], 1, ['home H 1'], 0],
    [
      'is of expired packs when there are no others, since it was given',
      [['A', YESTERDAY, 5]],
      [
        ['H', YESTERDAY, 5],
        ['I', JUNE, 1],
      ],
      7,
      ['home I 1', 'carmen A 5', 'home H 1'],
      0,
    ],
    [
      'takes what is there, and the rest is missing',
      [['A', JUNE, 5]],
      [['H', JUNE, 0.5]],
      8,
      ['carmen A 5', 'home H 0.5'],
      2.5,
    ],
    ['takes nothing where nothing is left', [['A', JUNE, 0]], [], 1, [], 1],
  ])('%s', (_, own, home, needed, lines, short) => {
    const taking = takeDose(stock(own, home), quantity(needed), TODAY, 'given');
    expect({ lines: taken(taking), short: taking.short }).toEqual({ lines, short: quantity(short) });
  });

  test.each(['given', 'wasted'] as const)('that was %s says so in each line, with what is left', (type) => {
    const { postings, stock: left } = takeDose(stock([['A', JUNE, 5]], null), quantity(2), TODAY, type);
    expect(postings.map(({ line }) => line)).toEqual([
      {
        ...{ type, lot: 'A', expiresOn: JUNE, quantity: quantity(2), change: quantity(-2), balance: quantity(3) },
        ...{ medicationId: 'paracetamol', residentId: 'carmen', position: 2, ownerBalance: quantity(3) },
      },
    ]);
    expect(left.own?.balance).toBe(quantity(3));
    expect(left.home).toBeUndefined();
  });
});

test('what may be used is told apart from what has expired', () => {
  const there = stock(
    [
      ['A', YESTERDAY, 5],
      ['B', TODAY, 1],
    ],
    [
      ['H', null, 2.5],
      ['I', YESTERDAY, 0.5],
    ],
  );
  expect(supplyOn(there, TODAY)).toEqual({ usable: quantity(3.5), expired: quantity(5.5) });
  expect(supplyOn(stock(null, null), TODAY)).toEqual({ usable: 0, expired: 0 });
});

const amount = fc.integer({ min: 0, max: 5_000_000 }).map((units) => quantity(units / 1_000_000));
const packs = fc.uniqueArray(
  fc.record<StockPile>({
    lot: fc.constantFrom(null, 'A', 'B', 'C'),
    expiresOn: fc.constantFrom(null, YESTERDAY, TODAY, TOMORROW, JUNE),
    balance: amount,
  }),
  { selector: ({ lot, expiresOn }) => `${lot ?? ''} ${expiresOn ?? ''}`, maxLength: 5 },
);
const someStock: fc.Arbitrary<DoseStock> = fc.record({
  own: fc.option(
    packs.map((piles) => account('carmen', piles)),
    { nil: undefined },
  ),
  home: fc.option(
    packs.map((piles) => account(null, piles)),
    { nil: undefined },
  ),
});

/** How soon packs are to be used; a smaller number comes first. */
function rank({ residentId, expiresOn }: { residentId: string | null; expiresOn: LocalDate | null }): string {
  const expired = expiresOn !== null && expiresOn < TODAY;
  return `${expired ? 1 : 0} ${residentId === null ? 1 : 0} ${expiresOn ?? 'no date'}`;
}

test('whatever is there, a dose takes what it needs and no more, of what is to be used first, until all is gone', () => {
  const needs = amount.filter((one) => one > 0);
  fc.assert(
    fc.property(someStock, needs, (there, needed) => {
      const { usable, expired } = supplyOn(there, TODAY);
      const { postings, short, stock: left } = takeDose(there, needed, TODAY, 'given');
      const went = subtract(ZERO, sum(postings.map(({ line }) => line.change)));
      expect(went).toBe(Math.min(needed, usable + expired));
      expect(short).toBe(needed - went);
      const ranks = postings.map(({ line }) => rank(line));
      expect(ranks).toEqual([...ranks].sort());
      expect(postings.every(({ line }) => line.balance >= 0 && line.quantity > 0)).toBe(true);
      // A lot is left for the next only when nothing of it is.
      expect(postings.slice(0, -1).every(({ line }) => line.balance === 0)).toBe(true);
      const first = ranks.at(-1) ?? '';
      const passedOver = [left.own, left.home].flatMap((one) =>
        (one?.piles ?? []).filter(({ balance, expiresOn }) => {
          return balance > 0 && rank({ residentId: one?.residentId ?? null, expiresOn }) < first;
        }),
      );
      expect(passedOver).toEqual([]);
      const balance = ({ own, home }: DoseStock): Quantity =>
        sum([own, home].flatMap((one) => (one ? [one.balance] : [])));
      expect(balance(left)).toBe(balance(there) - went);
    }),
  );
});
