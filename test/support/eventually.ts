import { isDeepStrictEqual } from 'node:util';
import { setTimeout as later } from 'node:timers/promises';

const TRIES = 200;
const PAUSE = 50;

/**
 * Waits until `ask` gives `expected`, at most some seconds: for what the home does beside a request.
 * @throws Error with what it gave at last.
 */
export async function eventually<T>(ask: () => Promise<T>, expected: T): Promise<void> {
  let given = await ask();
  for (let tries = 1; tries < TRIES && !isDeepStrictEqual(given, expected); tries += 1) {
    await later(PAUSE);
    given = await ask();
  }
  if (!isDeepStrictEqual(given, expected)) throw new Error(`at last it was ${JSON.stringify(given)}`);
}
