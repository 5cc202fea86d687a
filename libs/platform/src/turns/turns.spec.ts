import { describe, expect, test } from '@jest/globals';
import { inTurns, mapInTurns, toTheEnd } from './turns.js';

/** Counts how often the event loop goes round, until it is stopped. */
function roundsOfTheLoop(): { count: number; stop: () => void } {
  let counting = true;
  const rounds = { count: 0, stop: () => (counting = false) };
  const count = (): void => {
    rounds.count += 1;
    if (counting) setImmediate(count);
  };
  setImmediate(count);
  return rounds;
}

/** Steps that keep the processor busy for a millisecond each. */
function* busy(steps: number): Generator<number> {
  for (let step = 0; step < steps; step += 1) {
    const until = performance.now() + 1;
    while (performance.now() < until);
    yield step;
  }
}

describe('long work in turns', () => {
  test('is done in order, and others go on meanwhile', async () => {
    const rounds = roundsOfTheLoop();
    const done: number[] = [];
    for await (const step of inTurns(busy(40))) done.push(step);
    rounds.stop();
    expect(done).toEqual([...Array(40).keys()]);
    expect(rounds.count).toBeGreaterThan(8);
  });

  test('keeps others waiting for one turn, however much there is of it', async () => {
    const rounds = roundsOfTheLoop();
    const turns = new Set<string>();
    const used = new Set<number>();
    const follow = async (work: string) => {
      const steps = inTurns(busy(20));
      while ((await steps.next()).done !== true) {
        turns.add(`${work} in round ${rounds.count}`);
        used.add(rounds.count);
      }
    };
    await Promise.all(['one', 'another', 'a third'].map(follow));
    rounds.stop();
    expect(turns.size).toBeGreaterThan(12);
    expect(used.size).toBe(turns.size);
  });

  test('ends with the reason why nobody wants it any more', async () => {
    const wanted = new AbortController();
    const reason = new Error('the home closes');
    const work = async () => {
      for await (const step of inTurns(busy(100), { signal: wanted.signal })) if (step === 5) wanted.abort(reason);
    };
    await expect(work()).rejects.toBe(reason);
  });

  test('ends where whoever follows it has enough', async () => {
    let ended = false;
    const steps = function* () {
      try {
        yield* busy(100);
      } finally {
        ended = true;
      }
    };
    for await (const step of inTurns(steps())) if (step === 3) break;
    expect(ended).toBe(true);
  });

  test('maps items in their order', async () => {
    expect(await mapInTurns([3, 1, 2], (item) => item * 10)).toEqual([30, 10, 20]);
  });

  test('goes to its end where nobody asks for the steps, and others go on meanwhile', async () => {
    const rounds = roundsOfTheLoop();
    let done = 0;
    const work = function* () {
      for (const step of busy(20)) yield (done = step + 1);
    };
    await toTheEnd(work());
    rounds.stop();
    expect(done).toBe(20);
    expect(rounds.count).toBeGreaterThan(4);
  });
});
