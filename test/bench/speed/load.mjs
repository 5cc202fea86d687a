import autocannon from 'autocannon';
import { percentile } from '../application.mjs';

/**
 * Asks for an act from some connections, each at once again when it is answered, for so many seconds.
 * @param requests as autocannon takes them.
 * @returns requests a second, and the milliseconds of the answers. @throws Error when an answer is no success.
 */
export async function load(port, requests, seconds, connections) {
  const times = [];
  const run = cannon(port, { requests, connections, duration: seconds });
  // What autocannon sums up is in whole milliseconds.
  const began = performance.now();
  let last = began;
  run.on('response', (client, status, bytes, milliseconds) => {
    times.push(milliseconds);
    last = performance.now();
  });
  assertGood(await run);
  return {
    count: times.length,
    rate: (times.length / (last - began)) * 1000,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
  };
}

/** The same until so many are answered. @throws Error when an answer is no success. */
export async function loadCount(port, requests, count, connections) {
  assertGood(await cannon(port, { requests, connections, amount: count }));
}

function cannon(port, options) {
  return autocannon({ url: `http://127.0.0.1:${port}`, pipelining: 1, sampleInt: 100, ...options });
}

function assertGood({ non2xx, errors, timeouts, statusCodeStats }) {
  if (non2xx + errors + timeouts === 0) return;
  throw new Error(`not answered well: ${JSON.stringify({ statusCodeStats, errors, timeouts })}`);
}

export function median(values) {
  return percentile(values, 0.5);
}
