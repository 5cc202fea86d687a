import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { quantity, subtract, toDecimal, ZERO, type Quantity } from '#platform/kernel';
import { parseInstant } from '#platform/time';
import { correctLine, giveBack, type CorrectedLine } from './correct-line.js';
import { post, type Entry, type Posted } from './ledger.js';
import { newAccount, type LineType, type StockAccount, type StockMovement } from './stock.js';
import { InsufficientStockError, NotCorrectableError } from './medication.errors.js';

const NOW = parseInstant('2026-11-24T09:00:00Z');
const A1 = { lot: 'A1', expiresOn: null };

function stored(line: Posted, more: Partial<StockMovement> = {}): StockMovement {
  return {
    ...{ id: `line ${line.position}`, version: 1, createdAt: NOW, updatedAt: NOW, accountId: 'the account', ...line },
    ...{ at: NOW, recordedAt: NOW, recordedBy: 'a nurse', witnessedBy: null, reason: null, counterpartId: null },
    ...{ administrationId: null, corrects: null, ...more },
  };
}

function entry(type: LineType, said: number, change: number): Entry {
  return { type, ...A1, quantity: quantity(said), change: quantity(change) };
}

/** Thirty are there, then this is entered. */
function enter(type: LineType, said: number, change: number): { account: StockAccount; line: StockMovement } {
  const thirty = post(newAccount('the account', 'paracetamol', null), entry('receipt', 30, 30)).account;
  const { account, line } = post(thirty, entry(type, said, change));
  return { account, line: stored(line) };
}

describe('a correction', () => {
  test.each<[string, LineType, number, number, number, number, number]>([
    ['of a receipt of 60 that was 56', 'receipt', 60, 60, 56, -4, 86],
    ['of a receipt of 60 that was 61', 'receipt', 60, 60, 61, 1, 91],
    ['of a receipt that never happened', 'receipt', 60, 60, 0, -60, 30],
    ['of a return of 10 that was 4', 'return', 10, -10, 4, 6, 26],
    ['of a disposal of 10 that was 12', 'disposal', 10, -10, 12, -2, 18],
    ['of a disposal that never happened', 'disposal', 10, -10, 0, 10, 30],
    ['of a count of 28 that was 29', 'count', 28, -2, 29, 1, 29],
    ['of a count of 28 that was nothing', 'count', 28, -2, 0, -28, 0],
    ['of a count of 33 that was 30 as expected', 'count', 33, 3, 30, -3, 30],
    ['of a count of 30 that was 31', 'count', 30, 0, 31, 1, 31],
    ['of what a transfer took', 'transfer', 10, -10, 8, 2, 22],
    ['of what a transfer brought', 'transfer', 10, 10, 8, -2, 38],
  ])('%s changes the balance by what it was wrong', (_, type, said, change, right, by, balance) => {
    const { account, line } = enter(type, said, change);
    const { line: correction } = correctLine(account, [line], quantity(right));
    const words = { type: 'correction', lot: 'A1', quantity: quantity(right) };
    expect(correction).toMatchObject({ ...words, change: quantity(by), balance: quantity(balance) });
  });

  test('that says what the ledger says is none', () => {
    const { account, line } = enter('receipt', 60, 60);
    const unchanged = { errors: [expect.objectContaining({ pointer: '/quantity', code: 'unchanged' })] };
    expect(() => correctLine(account, [line], quantity(60))).toThrow(expect.objectContaining(unchanged));
  });

  test('takes nothing back that has gone since', () => {
    const { account, line } = enter('receipt', 60, 60);
    const left = post(account, entry('return', 50, -50)).account;
    expect(() => correctLine(left, [line], quantity(19))).toThrow(InsufficientStockError);
    expect(correctLine(left, [line], quantity(20)).account.balance).toBe(ZERO);
  });

  test('is not of a dose, whose record is corrected instead', () => {
    const { account, line } = enter('given', 1, -1);
    const ofDose = { ...line, administrationId: 'the record' };
    expect(() => correctLine(account, [ofDose], quantity(2))).toThrow(NotCorrectableError);
  });
});

test('what a wrong record of a dose took is given back to the lot that it came from', () => {
  const { account, line } = enter('given', 1.5, -1.5);
  const { line: back } = giveBack(account, line);
  expect(back).toMatchObject({ type: 'correction', lot: 'A1', quantity: ZERO, change: quantity(1.5) });
  expect(back.balance).toBe(quantity(30));
});

test('however often a line is corrected, the balance is what it would be had the last been said at once', () => {
  const amount = fc.integer({ min: 0, max: 30_000_000 }).map((units) => quantity(units / 1_000_000));
  const first = fc.record({
    type: fc.constantFrom<LineType>('receipt', 'return', 'disposal', 'count'),
    said: amount.filter((one) => one > 0),
  });
  const changeOf = (type: LineType, said: Quantity): Quantity => {
    if (type === 'count') return subtract(said, quantity(30));
    return type === 'receipt' ? said : subtract(ZERO, said);
  };
  fc.assert(
    fc.property(first, fc.array(amount, { maxLength: 6 }), ({ type, said }, later) => {
      const { line, ...begun } = enter(type, toDecimal(said), toDecimal(changeOf(type, said)));
      let { account } = begun;
      let lines: CorrectedLine = [line];
      let last = said;
      for (const right of later) {
        if (right === last) continue;
        const posting = correctLine(account, lines, right);
        account = posting.account;
        lines = [...lines, stored(posting.line, { corrects: lines.at(-1)?.id ?? null })];
        last = right;
      }
      expect(account.balance).toBe(quantity(30) + changeOf(type, last));
      expect(lines[0]).toEqual(line);
    }),
  );
});
