import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, test } from '@jest/globals';
import { OverloadedError } from '#platform/database';
import { Lane } from './lane.js';

/** A lane for one at a time, which is taken until `free`. */
function takenLane(places: number): { lane: Lane; free: () => Promise<void> } {
  let end: () => void = () => undefined;
  const lane = new Lane(1, places);
  const taken = lane.run(0, () => new Promise<void>((resolve) => (end = resolve)));
  return {
    lane,
    free: () => {
      end();
      return taken;
    },
  };
}

describe('large works in a lane', () => {
  test('wait for one another, the smaller ones before the larger, and else in their order', async () => {
    const { lane, free } = takenLane(10);
    const done: string[] = [];
    const work = (name: string, size: number) => lane.run(size, () => Promise.resolve(done.push(name)));
    const all = Promise.all([work('a home', 2), work('another home', 2), work('a unit', 1), work('a resident', 0)]);
    await Promise.resolve();
    expect(done).toEqual([]);
    await free();
    await all;
    expect(done).toEqual(['a resident', 'a unit', 'a home', 'another home']);
  });

  test('are refused when too many wait, and welcome again later', async () => {
    const { lane, free } = takenLane(1);
    const waits = lane.run(0, () => Promise.resolve('done'));
    await expect(lane.run(0, () => Promise.resolve())).rejects.toThrow(OverloadedError);
    await free();
    expect(await waits).toBe('done');
    expect(await lane.run(0, () => Promise.resolve('done too'))).toBe('done too');
  });

  test('are each done in the request that they are part of, and fail alone', async () => {
    const request = new AsyncLocalStorage<string>();
    const { lane, free } = takenLane(10);
    const ask = (name: string) => request.run(name, () => lane.run(0, () => Promise.resolve(request.getStore())));
    const fail = lane.run(0, () => Promise.reject(new Error('no such window')));
    const asked = Promise.allSettled([fail, ask('one'), ask('other')]);
    await free();
    expect(await asked).toMatchObject([{ status: 'rejected' }, { value: 'one' }, { value: 'other' }]);
  });
});
