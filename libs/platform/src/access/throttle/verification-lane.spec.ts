import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, test } from '@jest/globals';
import { RANKS, type Rank } from './standing.js';
import { TooManyToVerifyError } from './throttle.errors.js';
import { VerificationLane } from './verification-lane.js';

/** A lane in which nobody's turn comes until `release`. */
function busyLane(): { lane: VerificationLane; release: () => Promise<void> } {
  const lane = new VerificationLane();
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const running: Promise<void>[] = [];
  while (lane.waiting === 0) running.push(lane.run(RANKS.trusted, () => ended));
  return {
    lane,
    release: async () => {
      end();
      await Promise.allSettled(running);
    },
  };
}

describe('secrets are verified', () => {
  test('and what is found, or thrown, is given back', async () => {
    const lane = new VerificationLane();
    expect(await lane.run(RANKS.stranger, () => Promise.resolve('found'))).toBe('found');
    await expect(lane.run(RANKS.stranger, () => Promise.reject(new Error('thrown')))).rejects.toThrow('thrown');
    expect(lane.waiting).toBe(0);
  });

  test('for those first who are trusted, and of equals in their order', async () => {
    const { lane, release } = busyLane();
    const turns: string[] = [];
    const wait = (name: string, rank: Rank): Promise<void> =>
      lane.run(rank, () => {
        turns.push(name);
        return Promise.resolve();
      });
    const all = Promise.all([
      wait('a suspect', RANKS.suspect),
      wait('a stranger', RANKS.stranger),
      wait('another stranger', RANKS.stranger),
      wait('one who is trusted', RANKS.trusted),
      wait('one who is known', RANKS.known),
    ]);
    await release();
    await all;
    expect(turns).toEqual(['one who is trusted', 'one who is known', 'a stranger', 'another stranger', 'a suspect']);
  });

  test('each in the request that it is part of', async () => {
    const request = new AsyncLocalStorage<string>();
    const { lane, release } = busyLane();
    const all = Promise.all(
      ['one', 'other'].map((name) =>
        request.run(name, () => lane.run(RANKS.known, () => Promise.resolve(request.getStore()))),
      ),
    );
    await release();
    expect(await all).toEqual(['one', 'other']);
  });
});

describe('when many wait', () => {
  test('strangers are refused at once, and take no room from those who are known', async () => {
    const { lane, release } = busyLane();
    const waiting: Promise<unknown>[] = [];
    while (lane.hasRoom(RANKS.suspect)) waiting.push(lane.run(RANKS.suspect, () => Promise.resolve('a turn')));
    expect(waiting.length).toBeGreaterThan(10);
    await expect(lane.run(RANKS.suspect, () => Promise.resolve())).rejects.toThrow(TooManyToVerifyError);
    expect(lane.hasRoom(RANKS.stranger)).toBe(true);
    const known = lane.run(RANKS.known, () => Promise.resolve('a turn'));
    await release();
    expect(new Set(await Promise.all([...waiting, known]))).toEqual(new Set(['a turn']));
  });

  test('a stranger whose turn does not come in half a second is told so, and waits no more', async () => {
    const { lane, release } = busyLane();
    const began = performance.now();
    await expect(lane.run(RANKS.stranger, () => Promise.resolve())).rejects.toThrow(TooManyToVerifyError);
    expect(performance.now() - began).toBeGreaterThan(400);
    await release();
    expect(lane.waiting).toBe(0);
  });
});
