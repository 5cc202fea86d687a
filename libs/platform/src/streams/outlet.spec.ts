import { setTimeout as later } from 'node:timers/promises';
import { Writable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { Outlet } from './outlet.js';
import type { Feed } from './server-event.js';

const PACE = { heartbeat: 20, patience: 60 };
const always = (): Promise<boolean> => Promise.resolve(true);

/** Goes on as long as somebody reads; counts what it was asked for. */
function endless(data: string): { feed: Feed; asked: () => number; ended: () => boolean } {
  let [asked, ended] = [0, false];
  const feed: Feed = async function* (signal) {
    try {
      while (!signal.aborted) {
        asked += 1;
        yield { id: String(asked), event: 'raised', data };
        await later(0);
      }
    } finally {
      ended = true;
    }
  };
  return { feed, asked: () => asked, ended: () => ended };
}

/** Nothing happens until nobody reads. */
const quiet: Feed = async function* (signal) {
  await later(10_000, undefined, { signal }).catch(() => undefined);
  yield* [];
};

function closed(outlet: Outlet): Promise<void> {
  return new Promise((resolve) => {
    outlet.once('close', resolve);
  });
}

async function textOf(outlet: Outlet): Promise<string> {
  let text = '';
  for await (const bytes of outlet) text += String(bytes);
  return text;
}

describe('a stream of events', () => {
  test('is the text of them, each a block, and ends with its feed', async () => {
    const two: Feed = async function* () {
      await later(0);
      yield { id: '7', event: 'raised', data: { note: 'a\nb' } };
      yield { id: '8', event: 'resolved', data: null };
    };
    expect(await textOf(new Outlet(two, { ...PACE, heartbeat: 60_000 }, always))).toBe(
      'id: 7\nevent: raised\ndata: {"note":"a\\nb"}\n\nid: 8\nevent: resolved\ndata: null\n\n',
    );
  });

  test('cuts off who takes nothing, and has asked for little more than it has room for', async () => {
    const { feed, asked, ended } = endless('x'.repeat(1000));
    const outlet = new Outlet(feed, PACE, always);
    outlet.pipe(new Writable({ highWaterMark: 1, write: () => undefined }));
    await closed(outlet);
    expect(asked()).toBeLessThan(100);
    await later(20);
    expect(ended()).toBe(true);
  });

  test('shows that it lives while nothing happens, to who reads', async () => {
    const outlet = new Outlet(quiet, PACE, always);
    setTimeout(() => {
      outlet.finish();
    }, 150);
    expect(await textOf(outlet)).toMatch(/^(:\n\n){2,}$/);
  });

  test.each<[string, () => Promise<boolean>]>([
    ['may no longer', () => Promise.resolve(false)],
    ['may not be known to', () => Promise.reject(new Error('unreachable'))],
  ])('ends when its reader %s', async (_, mayGoOn) => {
    expect(await textOf(new Outlet(quiet, PACE, mayGoOn))).toBe('');
  });

  test('is closed soon after its end, whether what is left is taken or not', async () => {
    const outlet = new Outlet(endless('x'.repeat(1000)).feed, { ...PACE, patience: 60_000 }, always);
    outlet.pipe(new Writable({ highWaterMark: 1, write: () => undefined }));
    await later(20);
    outlet.finish();
    await closed(outlet);
    expect(outlet.destroyed).toBe(true);
  });
});
