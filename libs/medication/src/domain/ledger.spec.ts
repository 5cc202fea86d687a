import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { add, InvalidFieldsError, MAX_QUANTITY, quantity, sum, ZERO, type Quantity } from '#platform/kernel';
import { parseInstant, parseLocalDate } from '#platform/time';
import { entryTime, lotMeant, lotReceived, post, type Entry, type NamedLot, type Posted } from './ledger.js';
import { newAccount, type StockAccount, type StockLot } from './stock.js';
import { InsufficientStockError, LotExpiryDiffersError } from './medication.errors.js';

const [JUNE, JULY] = [parseLocalDate('2027-06-30'), parseLocalDate('2027-07-31')];
const empty = newAccount('the account', 'paracetamol', null);

function entry(change: number, { lot = null, expiresOn = null }: NamedLot = {}): Entry {
  const type = change < 0 ? 'return' : 'receipt';
  return { type, lot, expiresOn, quantity: quantity(Math.abs(change)), change: quantity(change) };
}

/** An account in which these packs came in one after the other. */
function stocked(
  ...packs: readonly (readonly [change: number, lot?: string | null, expiresOn?: StockLot['expiresOn']])[]
) {
  return packs.reduce<StockAccount>(
    (account, [change, lot, expiresOn]) => post(account, entry(change, { lot, expiresOn })).account,
    empty,
  );
}

describe('a line of the ledger', () => {
  test('says what the lot and the owner have after it, and which line it is', () => {
    const before = stocked([30, 'A1', JUNE], [10, 'B2', JULY]);
    const { line, account } = post(before, entry(-4, { lot: 'A1', expiresOn: JUNE }));
    expect(line).toEqual({
      ...{ type: 'return', lot: 'A1', expiresOn: JUNE, quantity: quantity(4), change: quantity(-4) },
      ...{ medicationId: 'paracetamol', residentId: null, position: 3 },
      ...{ balance: quantity(26), ownerBalance: quantity(36) },
    });
    expect(account).toMatchObject({ position: 3, balance: quantity(36) });
    expect(before).toMatchObject({ position: 2, balance: quantity(40) });
  });

  test.each([
    ['of a lot that has less', 'A1', JUNE],
    ['of a lot that was never there', 'C3', null],
    ['of packs whose lot nobody knows, where all are known', null, null],
  ])('takes nothing %s, even if the owner has enough in other lots', (_, lot, expiresOn) => {
    const before = stocked([3, 'A1', JUNE], [10, 'B2', JULY]);
    expect(() => post(before, entry(-4, { lot, expiresOn }))).toThrow(InsufficientStockError);
  });

  test('says how much there is when that is too little', () => {
    const refused = new InsufficientStockError({ lot: 'A1', expiresOn: JUNE }, quantity(3), quantity(4.5));
    expect(() => post(stocked([3, 'A1', JUNE]), entry(-4.5, { lot: 'A1', expiresOn: JUNE }))).toThrow(refused);
    expect(refused.extensions).toEqual({ lot: 'A1', expiresOn: JUNE, available: 3, requested: 4.5 });
  });

  test('never brings more than can be counted exactly', () => {
    const most = stocked([MAX_QUANTITY, 'A1']);
    expect(() => post(most, entry(0.000_001, { lot: 'B2' }))).toThrow(InvalidFieldsError);
    expect(post(most, entry(-1, { lot: 'A1' })).account.balance).toBe(quantity(MAX_QUANTITY - 1));
  });

  test('that corrects is of the packs of the wrong one, though others of their lot have another date now', () => {
    const before = stocked([3, 'A1', JUNE], [-3, 'A1', JUNE], [5, 'A1', JULY]);
    const back = { ...entry(1, { lot: 'A1', expiresOn: JUNE }), type: 'correction' } as const;
    const { line, account } = post(before, back);
    expect(line).toMatchObject({ balance: quantity(1), ownerBalance: quantity(6) });
    expect(account.piles.map(({ expiresOn }) => expiresOn)).toEqual([JULY, JUNE]);
  });

  test('brings no packs of a lot with another date than those that are there', () => {
    const before = stocked([3, 'A1', JUNE]);
    expect(() => post(before, entry(1, { lot: 'A1', expiresOn: JULY }))).toThrow(LotExpiryDiffersError);
    const gone = post(before, entry(-3, { lot: 'A1', expiresOn: JUNE })).account;
    expect(post(gone, entry(1, { lot: 'A1', expiresOn: JULY })).line.balance).toBe(quantity(1));
  });

  test('leaves the lots that are there, and where nothing is the last one', () => {
    const [a, b] = [entry(-3, { lot: 'A1', expiresOn: JUNE }), entry(-2, { lot: 'B2', expiresOn: JULY })];
    const both = stocked([3, 'A1', JUNE], [2, 'B2', JULY]);
    const one = post(both, a).account;
    expect(one.piles).toEqual([{ lot: 'B2', expiresOn: JULY, balance: quantity(2) }]);
    expect(post(one, b).account.piles).toEqual([{ lot: 'B2', expiresOn: JULY, balance: ZERO }]);
  });
});

describe('the lot that is meant', () => {
  const oneLot = stocked([3, 'A1', JUNE]);
  const twoLots = stocked([3, 'A1', JUNE], [2, 'B2', JULY]);
  const unknownToo = stocked([3, 'A1', JUNE], [2]);
  const twoUnknown = stocked([3, null, JUNE], [2, null, JULY]);
  const gone = stocked([3, 'A1', JUNE], [-3, 'A1', JUNE]);
  const corrected: Entry = { ...entry(1, { lot: 'A1', expiresOn: JULY }), type: 'correction' };
  const twoDates = post(oneLot, corrected).account;
  const oneUndated = post(oneLot, { ...corrected, expiresOn: null }).account;
  const otherUndated = stocked([3, null, JUNE], [2]);

  test.each<[string, StockAccount, NamedLot, StockLot]>([
    ['is the one that is named, with its date', oneLot, { lot: 'A1' }, { lot: 'A1', expiresOn: JUNE }],
    ['may be one that is not there', oneLot, { lot: 'C3', expiresOn: JULY }, { lot: 'C3', expiresOn: JULY }],
    ['is the only one where none is named', oneLot, {}, { lot: 'A1', expiresOn: JUNE }],
    ['is the only one of its date', twoLots, { expiresOn: JULY }, { lot: 'B2', expiresOn: JULY }],
    ['is none of another date', oneLot, { expiresOn: JULY }, { lot: null, expiresOn: JULY }],
    ['is the unknown one before a known one', unknownToo, {}, { lot: null, expiresOn: null }],
    ['is the unknown one of its date', twoUnknown, { expiresOn: JULY }, { lot: null, expiresOn: JULY }],
    ['is the last one where nothing is left', gone, {}, { lot: 'A1', expiresOn: JUNE }],
    ['has another date once it has gone', gone, { lot: 'A1', expiresOn: JULY }, { lot: 'A1', expiresOn: JULY }],
    [
      'is the one of its date, if the lot has two',
      twoDates,
      { lot: 'A1', expiresOn: JULY },
      { lot: 'A1', expiresOn: JULY },
    ],
    [
      'is the one whose date is unknown, if that is said',
      oneUndated,
      { lot: 'A1', expiresOn: null },
      { lot: 'A1', expiresOn: null },
    ],
    [
      'is the unknown one without a date, if that is said',
      otherUndated,
      { expiresOn: null },
      { lot: null, expiresOn: null },
    ],
    ['is unknown where nothing ever was', empty, {}, { lot: null, expiresOn: null }],
  ])('%s', (_, account, named, meant) => {
    expect(lotMeant(account, named)).toEqual(meant);
  });

  test.each<[string, StockAccount, NamedLot, string]>([
    ['of two lots', twoLots, {}, '/lot'],
    ['of two dates of unknown lots', twoUnknown, {}, '/expiresOn'],
    ['of two dates of one lot', twoDates, { lot: 'A1' }, '/expiresOn'],
    ['of two lots where the date is said to be unknown', twoLots, { expiresOn: null }, '/lot'],
  ])('is not guessed %s', (_, account, named, pointer) => {
    const ambiguous = { errors: [expect.objectContaining({ pointer, code: 'ambiguous' })] };
    expect(() => lotMeant(account, named)).toThrow(expect.objectContaining(ambiguous));
  });

  test('is not one that is there with another date', () => {
    expect(() => lotMeant(oneLot, { lot: 'A1', expiresOn: JULY })).toThrow(LotExpiryDiffersError);
  });

  test('of packs that come in is never guessed: without a number they are of no known lot', () => {
    expect(lotReceived(oneLot, {})).toEqual({ lot: null, expiresOn: null });
    expect(lotReceived(oneLot, { expiresOn: JUNE })).toEqual({ lot: null, expiresOn: JUNE });
    expect(lotReceived(oneLot, { lot: 'A1' })).toEqual({ lot: 'A1', expiresOn: JUNE });
  });
});

const anEntry: fc.Arbitrary<Entry> = fc
  .record({
    change: fc.integer({ min: -8_000_000, max: 8_000_000 }).map((units) => units / 1_000_000),
    lot: fc.constantFrom(null, 'A1', 'B2'),
    expiresOn: fc.constantFrom(null, JUNE, JULY),
  })
  .map(({ change, ...lot }) => entry(change, lot));

/** What was accepted of some entries, in their order. */
function lived(entries: readonly Entry[]): { account: StockAccount; lines: readonly Posted[] } {
  let account = empty;
  const lines: Posted[] = [];
  for (const one of entries) {
    try {
      const posting = post(account, one);
      account = posting.account;
      lines.push(posting.line);
    } catch (error) {
      if (!(error instanceof InsufficientStockError || error instanceof LotExpiryDiffersError)) throw error;
    }
  }
  return { account, lines };
}

function lotName({ lot, expiresOn }: StockLot): string {
  return `${lot ?? '-'} ${expiresOn ?? '-'}`;
}

test('whatever is entered, the lines add up to the balances of owner and lots, of which none is ever below zero', () => {
  let refusals = 0;
  fc.assert(
    fc.property(fc.array(anEntry, { maxLength: 60 }), (entries) => {
      const { account, lines } = lived(entries);
      refusals += entries.length - lines.length;
      const byLot = new Map<string, Quantity>();
      let owner = ZERO;
      for (const [index, line] of lines.entries()) {
        owner = add(owner, line.change);
        const lot = add(byLot.get(lotName(line)) ?? ZERO, line.change);
        byLot.set(lotName(line), lot);
        expect(line).toMatchObject({ position: index + 1, balance: lot, ownerBalance: owner });
        expect(Math.min(lot, owner)).toBeGreaterThanOrEqual(0);
      }
      expect(account).toMatchObject({ position: lines.length, balance: owner });
      expect(sum(account.piles.map(({ balance }) => balance))).toBe(owner);
      const there = account.piles.filter(({ balance }) => balance > 0);
      const expected = [...byLot].filter(([, balance]) => balance > 0);
      expect(new Map(there.map((pile) => [lotName(pile), pile.balance]))).toEqual(new Map(expected));
    }),
  );
  expect(refusals).toBeGreaterThan(0);
});

describe('the time of entry', () => {
  const last = parseInstant('2026-11-24T07:00:00.500Z');

  test.each([
    ['is now for the first line', '2026-11-24T07:00:00Z', undefined, '2026-11-24T07:00:00.000Z'],
    ['is now after an earlier line', '2026-11-24T07:00:00.501Z', last, '2026-11-24T07:00:00.501Z'],
    ['comes after a line of the same moment', '2026-11-24T07:00:00.500Z', last, '2026-11-24T07:00:00.501Z'],
    ['comes after a line of a clock that is ahead', '2026-11-24T06:59:00Z', last, '2026-11-24T07:00:00.501Z'],
  ])('%s', (_, now, before, expected) => {
    expect(entryTime(parseInstant(now), before)).toBe(expected);
  });
});
