import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MAX_QUANTITY, quantity, subtract, sum, ZERO } from '#platform/kernel';
import { parseInstant, parseLocalDate } from '#platform/time';
import { post, type Posting } from './ledger.js';
import { balanceOf, move, readable, validateMove, type MoveCommand } from './move-stock.js';
import { MOVEMENT_TYPES, newAccount, type StockAccount } from './stock.js';
import type { CountedMedicine } from './stock-unit.js';
import { InsufficientStockError, LotExpiryDiffersError } from './medication.errors.js';

const NOW = parseInstant('2026-11-24T09:00:00Z');
const [JUNE, JULY] = [parseLocalDate('2027-06-30'), parseLocalDate('2027-07-31')];
const tablets: CountedMedicine = { unit: 'tablet', doseUnits: [{ unit: 'mg', perUnit: quantity(500) }] };

const receipt: MoveCommand = {
  ...{ medicationId: 'paracetamol', residentId: null, toResidentId: null, type: 'receipt', quantity: quantity(10) },
  ...{ unit: null, at: null, reason: null },
};

function stocked(residentId: string | null, tabletsThere: number, lot: string | null = 'A1'): StockAccount {
  const account = newAccount(`of ${residentId ?? 'the home'}`, 'paracetamol', residentId);
  const change = quantity(tabletsThere);
  const packs = { lot, expiresOn: lot === null ? null : JUNE };
  return tabletsThere === 0 ? account : post(account, { type: 'receipt', ...packs, quantity: change, change }).account;
}

function moved(own: StockAccount, said: Partial<MoveCommand>, to?: StockAccount): readonly Posting[] {
  return move(own, to, readable({ ...receipt, ...said }, tablets));
}

describe('what is entered', () => {
  test.each<[string, Partial<MoveCommand>, string[]]>([
    ['a delivery', {}, []],
    ['a delivery of this very moment', { at: NOW }, []],
    ['a delivery in another unit', { quantity: quantity(5000), unit: 'mg' }, []],
    ['a count that finds nothing', { type: 'count', quantity: ZERO }, []],
    ['a transfer to a resident', { type: 'transfer', toResidentId: 'carmen' }, []],
    ['a transfer to the home', { type: 'transfer', residentId: 'carmen' }, []],
    ['a disposal with its reason', { type: 'disposal', reason: 'expired' }, []],
    ['a delivery of nothing', { quantity: ZERO }, ['/quantity out-of-range']],
    ['less than a millionth of a tablet', { quantity: quantity(0.0001), unit: 'mg' }, ['/quantity out-of-range']],
    ['spoons of tablets', { unit: 'spoon' }, ['/unit unit-mismatch']],
    ['a transfer from the home to the home', { type: 'transfer' }, ['/toResidentId same-owner']],
    [
      'a transfer to oneself',
      { type: 'transfer', residentId: 'carmen', toResidentId: 'carmen' },
      ['/toResidentId same-owner'],
    ],
    ['a return to a resident', { type: 'return', toResidentId: 'carmen' }, ['/toResidentId unexpected']],
    ['a disposal without a reason', { type: 'disposal' }, ['/reason required']],
    ['tomorrow', { at: parseInstant('2026-11-25T09:00:00Z') }, ['/at in-the-future']],
    [
      'all at once',
      { type: 'disposal', quantity: ZERO, unit: 'spoon', toResidentId: 'x' },
      ['/quantity out-of-range', '/unit unit-mismatch', '/toResidentId unexpected', '/reason required'],
    ],
  ])('%s', (_, said, refusals) => {
    const errors = validateMove({ ...receipt, ...said }, tablets, NOW);
    expect(errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(refusals);
  });

  test('is counted in the unit of the medicine', () => {
    expect(readable({ ...receipt, quantity: quantity(1250), unit: 'mg' }, tablets).quantity).toBe(quantity(2.5));
    expect(readable(receipt, tablets).quantity).toBe(quantity(10));
    expect(() => readable({ ...receipt, unit: 'spoon' }, tablets)).toThrow(RangeError);
  });

  test('in a unit in which it would be more than can be counted is not converted', () => {
    const fine: CountedMedicine = { unit: 'ml', doseUnits: [{ unit: 'barrel', perUnit: quantity(0.000_001) }] };
    const barrels = { ...receipt, quantity: quantity(MAX_QUANTITY), unit: 'barrel' };
    expect(validateMove(barrels, fine, NOW)).toMatchObject([{ pointer: '/unit', code: 'unit-mismatch' }]);
  });
});

describe('a movement', () => {
  test.each<[string, Partial<MoveCommand>, number, number]>([
    ['a receipt brings what came', { type: 'receipt', lot: 'A1' }, 10, 40],
    ['a return takes what went back', { type: 'return' }, -10, 20],
    ['a disposal takes what was destroyed', { type: 'disposal' }, -10, 20],
    ['a count that finds less takes the difference', { type: 'count', quantity: quantity(28) }, -2, 28],
    ['a count that finds more brings it', { type: 'count', quantity: quantity(31.5) }, 1.5, 31.5],
    ['a count that finds what should be there changes nothing', { type: 'count', quantity: quantity(30) }, 0, 30],
    ['a count that finds nothing takes all', { type: 'count', quantity: ZERO }, -30, 0],
  ])('%s', (_, said, change, balance) => {
    const [posting, ...more] = moved(stocked(null, 30), said);
    expect(more).toEqual([]);
    const line = { type: said.type, quantity: said.quantity ?? quantity(10), lot: 'A1', expiresOn: JUNE };
    expect(posting?.line).toMatchObject({ ...line, change: quantity(change), balance: quantity(balance) });
  });

  test('from one owner to another leaves a line with each, of the same packs', () => {
    const [out, into, ...more] = moved(
      stocked(null, 30),
      { type: 'transfer', toResidentId: 'carmen' },
      stocked('carmen', 5),
    );
    expect(more).toEqual([]);
    const same = { type: 'transfer', quantity: quantity(10), lot: 'A1', expiresOn: JUNE };
    expect(out?.line).toMatchObject({ ...same, residentId: null, change: quantity(-10), ownerBalance: quantity(20) });
    expect(into?.line).toMatchObject({ ...same, residentId: 'carmen', change: quantity(10), position: 2 });
    expect(into?.account.balance).toBe(quantity(15));
  });

  test('of more than is there, or to whom the lot is known with another date, is none', () => {
    const other = post(stocked('carmen', 0), {
      ...{ type: 'receipt', lot: 'A1', expiresOn: JULY, quantity: quantity(1), change: quantity(1) },
    } as const).account;
    const transfer = { type: 'transfer', toResidentId: 'carmen' } as const;
    expect(() => moved(stocked(null, 9), transfer, stocked('carmen', 0))).toThrow(InsufficientStockError);
    expect(() => moved(stocked(null, 30), transfer, other)).toThrow(LotExpiryDiffersError);
  });

  test('of packs that come without a lot is not mixed with those of one', () => {
    const [posting] = moved(stocked(null, 30), {});
    expect(posting?.line).toMatchObject({ lot: null, balance: quantity(10), ownerBalance: quantity(40) });
  });
});

test('however stock moves between owners, only what comes and goes changes what is there in all', () => {
  const owners = [null, 'ana', 'berta'];
  const aMove = fc.record({
    type: fc.constantFrom(...MOVEMENT_TYPES),
    from: fc.nat(2),
    to: fc.nat(2),
    units: fc.integer({ min: 1, max: 9_000_000 }),
  });
  fc.assert(
    fc.property(fc.array(aMove, { maxLength: 40 }), (moves) => {
      const accounts = owners.map((owner) => stocked(owner, 20));
      for (const { type, from, to, units } of moves) {
        const [own, other] = [accounts[from], type === 'transfer' ? accounts[to] : undefined];
        if (own === undefined || (type === 'transfer' && from === to)) continue;
        const before = sum(accounts.map(({ balance }) => balance));
        const amount = quantity(units / 1_000_000);
        const counted = balanceOf(own, { lot: 'A1', expiresOn: JUNE });
        if (counted < amount && type !== 'receipt' && type !== 'count') continue;
        const lines = moved(own, { type, lot: 'A1', quantity: amount }, other);
        for (const { account } of lines) accounts[owners.indexOf(account.residentId)] = account;
        const after = sum(accounts.map(({ balance }) => balance));
        const gone = subtract(ZERO, amount);
        const byCount = subtract(amount, counted);
        const came = { receipt: amount, return: gone, disposal: gone, count: byCount, transfer: ZERO }[type];
        expect(after - before).toBe(came);
      }
    }),
  );
});
