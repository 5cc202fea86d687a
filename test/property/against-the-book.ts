import { expect } from '@jest/globals';
import { packsOf, ReferenceStock, type LedgerLine } from './reference-stock.js';
import type { StockRoom } from './stock-room.js';

/** The lines of all medicines, each in the order of its ledger. */
export async function readLedger(room: StockRoom): Promise<readonly LedgerLine[]> {
  const lines: LedgerLine[] = [];
  for (const { id } of room.medicines) lines.push(...(await room.ledger(`medicationId=${id}`)));
  return lines;
}

/** Each line follows the one before it, and none leaves less than nothing. @returns the book that they make */
export function expectByTheBook(lines: readonly LedgerLine[]): ReferenceStock {
  const book = new ReferenceStock();
  for (const line of lines) {
    expect(line).toMatchObject(book.enter(line));
    expect(Math.min(line.balance, line.ownerBalance)).toBeGreaterThanOrEqual(0);
  }
  expect(new Map(lines.map((line) => [packsOf(line), line.balance]))).toEqual(book.balances());
  return book;
}

/** The list of stock says what the book has of each lot of each owner, and of who has nothing left that it is nothing. */
export async function expectStock(room: StockRoom, lines: readonly LedgerLine[], book: ReferenceStock): Promise<void> {
  const rows = (await Promise.all(room.medicines.map(({ id }) => room.stock(id)))).flat();
  const there = rows.filter(({ balance }) => balance > 0);
  const expected = [...book.balances()].filter(([, balance]) => balance > 0);
  expect(there.map((row) => [packsOf(row), row.balance]).sort()).toEqual(expected.sort());
  expect(new Set(rows.map(ownerOf))).toEqual(new Set(lines.map(ownerOf)));
}

/** What was acknowledged is there as it was told, with its other side; a refusal left nothing. */
export function expectAnswered(room: StockRoom, lines: readonly LedgerLine[]): void {
  const byReason = new Map<string, LedgerLine[]>();
  for (const line of lines) {
    const reason = line.reason ?? '';
    byReason.set(reason, [...(byReason.get(reason) ?? []), line]);
  }
  const found = room.answered.map(({ reason, line }) => {
    const left = byReason.get(reason) ?? [];
    return { reason, ids: left.map(({ id }) => id).sort(), same: left.find(({ id }) => id === line?.id) ?? null };
  });
  const told = room.answered.map(({ reason, line }) => {
    const ids = line === undefined ? [] : [line.id, ...(line.counterpartId === null ? [] : [line.counterpartId])];
    return { reason, ids: ids.sort(), same: line ?? null };
  });
  expect(found).toEqual(told);
}

/** Every line was told to whoever entered it: it is the answer, or its other side. */
export function expectAllTold(room: StockRoom, lines: readonly LedgerLine[]): void {
  const told = room.answered.flatMap(({ line }) => (line === undefined ? [] : [line.id, line.counterpartId]));
  expect(lines.map(({ id }) => id).sort()).toEqual(told.filter((id) => id !== null).sort());
}

function ownerOf({ medicationId, residentId }: Pick<LedgerLine, 'medicationId' | 'residentId'>): string {
  return `${medicationId} ${residentId ?? ''}`;
}
