import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Home } from '../support/home.js';
import { packsOf, ReferenceStock, type LedgerLine } from './reference-stock.js';
import { stockActs } from './stock-acts.js';
import { StockRoom } from './stock-room.js';

/** How many movements are asked for, by how many people at once; `npm run test:stock` asks for 10,000. */
const ACTS = Number(process.env['STOCK_ACTS'] ?? 2000);
const SEED = Number(process.env['STOCK_SEED'] ?? 20_261_124);
const PEOPLE = 16;
const LIMIT = 120_000 + ACTS * 120;

let home: Home;
let room: StockRoom;
/** The lines of all medicines, each in the order of its ledger. */
const lines: LedgerLine[] = [];

beforeAll(async () => {
  home = await Home.start();
  room = await StockRoom.open(home, PEOPLE);
  const start = performance.now();
  await room.work(stockActs(ACTS, SEED));
  const seconds = (performance.now() - start) / 1000;
  const outcomes = groupBy(room.answered, ({ outcome }) => outcome);
  const counts = [...outcomes].map(([outcome, answers]) => `${outcome} ${answers.length}`).join(', ');
  const pace = `${seconds.toFixed(1)} s, ${(room.answered.length / seconds).toFixed(0)} a second`;
  process.stderr.write(
    `stock with seed ${SEED}: ${room.answered.length} acts of ${PEOPLE} people in ${pace}: ${counts}\n`,
  );
  for (const { id } of room.medicines) lines.push(...(await room.ledger(`medicationId=${id}`)));
}, LIMIT);
afterAll(() => home.stop());

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}

describe(`after ${ACTS} movements that ${PEOPLE} people make at once`, () => {
  test('every kind of them was done, and every refusal was made', () => {
    const types = new Set(lines.map(({ type }) => type));
    expect([...types].sort()).toEqual(['correction', 'count', 'disposal', 'receipt', 'return', 'transfer']);
    const outcomes = new Set(room.answered.map(({ outcome }) => outcome));
    const refusals = ['already-corrected', 'insufficient-stock', 'lot-expiry-differs', 'validation-failed'];
    expect([...outcomes].sort()).toEqual([...refusals, 'done'].sort());
  });

  test('each line follows the one before it as the plain book says, and none leaves less than nothing', () => {
    const book = new ReferenceStock();
    for (const line of lines) {
      expect(line).toMatchObject(book.enter(line));
      expect(Math.min(line.balance, line.ownerBalance)).toBeGreaterThanOrEqual(0);
    }
    const last = new Map(lines.map((line) => [packsOf(line), line.balance]));
    expect(last).toEqual(book.balances());
    expect(last.size).toBeGreaterThan(10);
  });

  test('the list of stock says what the plain book has of each lot of each owner', async () => {
    const book = new ReferenceStock();
    for (const line of lines) book.enter(line);
    const rows = (await Promise.all(room.medicines.map(({ id }) => room.stock(id)))).flat();
    const there = rows.filter(({ balance }) => balance > 0);
    const expected = [...book.balances()].filter(([, balance]) => balance > 0);
    expect(there.map((row) => [packsOf(row), row.balance]).sort()).toEqual(expected.sort());
    // Where an owner has nothing left, one row says so.
    const owners = new Set(lines.map(({ medicationId, residentId }) => `${medicationId} ${residentId ?? ''}`));
    expect(new Set(rows.map(({ medicationId, residentId }) => `${medicationId} ${residentId ?? ''}`))).toEqual(owners);
  });

  test('what was acknowledged left its lines and nothing else did, however often it was sent', () => {
    const byReason = groupBy(lines, ({ reason }) => reason ?? '');
    const found = room.answered.map(({ reason, line }) => {
      const left = byReason.get(reason) ?? [];
      return { reason, ids: left.map(({ id }) => id).sort(), same: left.find(({ id }) => id === line?.id) ?? null };
    });
    const told = room.answered.map(({ reason, line }) => {
      const ids = line === undefined ? [] : [line.id, ...(line.counterpartId === null ? [] : [line.counterpartId])];
      return { reason, ids: ids.sort(), same: line ?? null };
    });
    expect(found).toEqual(told);
    expect(told.flatMap(({ ids }) => ids)).toHaveLength(lines.length);
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
