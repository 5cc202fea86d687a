import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LoadShedder } from './load-shedder.js';

const LIMIT = 250;

let now: number;
let end: () => void;
let shedder: LoadShedder;

beforeEach(() => {
  now = 0;
  end = () => undefined;
  shedder = new LoadShedder(
    LIMIT,
    () => now,
    (whenOver) => {
      end = whenOver;
    },
  );
});

/** So many requests arrive together, and each that is taken needs so many milliseconds. @returns how many are taken. */
function batch(requests: number, milliseconds: number): number {
  let taken = 0;
  for (let request = 0; request < requests; request += 1) {
    if (shedder.refuses()) continue;
    taken += 1;
    now += milliseconds;
  }
  end();
  return taken;
}

/** What arrives while the last batch is worked on, at so many times the speed at which it can be answered. */
function under(load: number, batches: number, first = 12): { taken: number; waited: number; refused: number }[] {
  const milliseconds = 2;
  let arrived = first;
  return Array.from({ length: batches }, () => {
    const began = now;
    const taken = batch(arrived, milliseconds);
    const refused = arrived - taken;
    arrived = Math.max(1, Math.round((load * (now - began)) / milliseconds));
    return { taken, waited: now - began, refused };
  });
}

describe('nobody is refused', () => {
  test('while as much is answered as comes, with a standstill now and then', () => {
    for (const standstill of [20, 100, 240]) {
      batch(1, standstill);
      for (const { refused } of under(0.85, 40, Math.round((0.85 * standstill) / 2))) expect(refused).toBe(0);
    }
  });

  test('for a rush that comes all at once, however long it takes', () => {
    expect(batch(5, 2)).toBe(5);
    expect(batch(400, 2)).toBe(400);
    expect(batch(5, 2)).toBe(5);
  });

  test('of a few who work without a pause on a slow disk', () => {
    for (let count = 0; count < 50; count += 1) expect(batch(24, count % 7)).toBe(24);
  });

  test('for the machine standing still in the middle of it', () => {
    expect(batch(20, 2)).toBe(20);
    expect(batch(2, 400)).toBe(2);
    expect(batch(100, 1)).toBe(100);
  });
});

describe('of those who come faster than they can be answered', () => {
  test.each([2, 4, 10])('%i times as fast, some are refused, and no batch is long after the first ones', (load) => {
    const batches = under(load, 60).slice(5);
    for (const { taken, waited } of batches) {
      expect(taken).toBeGreaterThanOrEqual(24);
      expect(waited).toBeLessThanOrEqual(70);
    }
    expect(batches.some(({ refused }) => refused > 0)).toBe(true);
  });

  test('none is refused any more as soon as a batch is short', () => {
    under(4, 20);
    expect(batch(20, 2)).toBe(20);
    for (const { refused } of under(0.5, 20)) expect(refused).toBe(0);
  });
});

test('one after another that waits beyond the limit is refused', () => {
  expect(batch(200, 2)).toBe(200);
  expect(batch(200, 2)).toBeLessThan(150);
});

test('whatever comes, the first of each batch is answered', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 50 }))), (batches) => {
      for (const [requests, milliseconds] of batches) expect(batch(requests, milliseconds)).toBeGreaterThanOrEqual(1);
    }),
  );
});
