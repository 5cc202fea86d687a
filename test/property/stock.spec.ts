import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Home } from '../support/home.js';
import { expectAllTold, expectAnswered, expectByTheBook, expectStock, readLedger } from './against-the-book.js';
import type { LedgerLine } from './reference-stock.js';
import { stockActs } from './stock-acts.js';
import { StockRoom } from './stock-room.js';

/** How many movements are asked for, by how many people at once; `npm run test:stock` asks for 10,000. */
const ACTS = Number(process.env['STOCK_ACTS'] ?? 600);
const SEED = Number(process.env['STOCK_SEED'] ?? 20_261_124);
const PEOPLE = 16;
const LIMIT = 120_000 + ACTS * 120;

let home: Home;
let room: StockRoom;
let lines: readonly LedgerLine[];

beforeAll(async () => {
  home = await Home.start();
  room = await StockRoom.open(home, PEOPLE);
  const start = performance.now();
  try {
    await room.work(stockActs(ACTS, SEED));
  } finally {
    tell((performance.now() - start) / 1000);
  }
  lines = await readLedger(room);
}, LIMIT);
afterAll(() => home.stop());

/** The pace, and the seed with which the same acts come again. */
function tell(seconds: number): void {
  const outcomes = new Map<string, number>();
  for (const { outcome } of room.answered) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  const counts = [...outcomes].map(([outcome, count]) => `${outcome} ${count}`).join(', ');
  const pace = `${seconds.toFixed(1)} s, ${(room.answered.length / seconds).toFixed(0)} a second`;
  process.stderr.write(
    `stock with seed ${SEED}: ${room.answered.length} acts of ${PEOPLE} people in ${pace}: ${counts}\n`,
  );
}

describe(`after ${ACTS} movements that ${PEOPLE} people make at once`, () => {
  test('every kind of them was done, and every refusal was made', () => {
    const types = new Set(lines.map(({ type }) => type));
    expect([...types].sort()).toEqual(['correction', 'count', 'disposal', 'receipt', 'return', 'transfer']);
    const outcomes = new Set(room.answered.map(({ outcome }) => outcome));
    const refusals = ['already-corrected', 'insufficient-stock', 'lot-expiry-differs', 'validation-failed'];
    // On a machine that stands still for a moment the home may also say that it has too much to do.
    outcomes.delete('overloaded');
    expect([...outcomes].sort()).toEqual([...refusals, 'done'].sort());
  });

  test('each line follows the one before it as the plain book says, and none leaves less than nothing', () => {
    expect(expectByTheBook(lines).balances().size).toBeGreaterThan(10);
  });

  test('the list of stock says what the plain book has of each lot of each owner', async () => {
    await expectStock(room, lines, expectByTheBook(lines));
  });

  test('the register of controlled drugs says the same as the ledger, line by line, with who was there', async () => {
    for (const { id } of room.medicines.filter(({ controlled }) => controlled)) {
      const own = lines.filter(({ medicationId }) => medicationId === id);
      expect(own.length).toBeGreaterThan(0);
      const said = (await room.register(id)).map(({ resident, recordedBy, witnessedBy, ...line }) => ({
        ...{ id: line.id, number: line.number, lot: line.lot, expiresOn: line.expiresOn, change: line.quantity },
        ...{ balance: line.balance, residentId: resident?.id ?? null },
        ...{ recordedBy: recordedBy.id, witnessedBy: witnessedBy?.id ?? null },
      }));
      const expected = own.map((line) => ({
        ...{ id: line.id, number: line.position, lot: line.lot, expiresOn: line.expiresOn, change: line.change },
        ...{ balance: line.ownerBalance, residentId: line.residentId },
        ...{ recordedBy: line.recordedBy, witnessedBy: line.witnessedBy },
      }));
      expect(said).toEqual(expected);
    }
  });

  test('what was acknowledged left its lines and nothing else did, however often it was sent', () => {
    expectAnswered(room, lines);
    expectAllTold(room, lines);
  });

  test('both sides of a transfer name each other, and what one loses the other has', () => {
    const byId = new Map(lines.map((line) => [line.id, line]));
    const sides = lines.filter(({ counterpartId }) => counterpartId !== null);
    expect(sides.length).toBeGreaterThan(0);
    for (const { id, counterpartId, change, lot, expiresOn, residentId } of sides) {
      const other = byId.get(counterpartId ?? '');
      expect(other).toMatchObject({ counterpartId: id, change: 0 - change, lot, expiresOn });
      expect(other?.residentId).not.toBe(residentId);
    }
  });

  test('each resident reads their own part of it', async () => {
    for (const { id } of room.medicines) {
      for (const resident of room.residents) {
        const own = lines.filter(({ medicationId, residentId }) => medicationId === id && residentId === resident);
        expect(await room.ledger(`medicationId=${id}&residentId=${resident}`)).toEqual(own);
      }
    }
  });

  test('each count that found another number opened one discrepancy, and nothing else did', async () => {
    const opened = (await Promise.all(room.medicines.map(({ id }) => room.discrepancies(id)))).flat();
    const told = opened.map(({ movementId, difference, found }) => [String(movementId), difference, found]);
    const counts = lines.filter(({ type, change }) => type === 'count' && change !== 0);
    expect(told.sort()).toEqual(counts.map(({ id, change, quantity }) => [id, change, quantity]).sort());
  });

  test('nobody moved alone what needs a witness', () => {
    const alone = new Set(room.medicines.filter(({ controlled }) => !controlled).map(({ id }) => id));
    const witnessed = lines.filter(({ witnessedBy }) => witnessedBy !== null);
    expect(witnessed).toEqual(lines.filter(({ medicationId }) => !alone.has(medicationId)));
    expect(witnessed.length).toBeGreaterThan(0);
  });
});
