import { setTimeout as pause } from 'node:timers/promises';
import autocannon from 'autocannon';
import { percentile } from '../application.mjs';

const SETTLING = 300;

/**
 * Asks for an act from some connections, each at once again when it is answered.
 * @param requests as autocannon takes them.
 * @returns requests a second, and the milliseconds of the answers. @throws Error when an answer is no success.
 */
export async function load(port, requests, seconds, connections) {
  const times = [];
  const run = autocannon({
    ...{ url: `http://127.0.0.1:${port}`, connections, pipelining: 1, requests },
    ...{ duration: seconds, sampleInt: 100 },
  });
  // What autocannon sums up is in whole milliseconds.
  const began = performance.now();
  let last = began;
  run.on('response', (client, status, bytes, milliseconds) => {
    times.push(milliseconds);
    last = performance.now();
  });
  const { non2xx, errors, timeouts, statusCodeStats } = await run;
  if (non2xx + errors + timeouts > 0) {
    throw new Error(`not answered well: ${JSON.stringify({ statusCodeStats, errors, timeouts })}`);
  }
  // What was asked last and not waited for is done before another server is asked.
  await pause(SETTLING);
  return {
    count: times.length,
    rate: (times.length / (last - began)) * 1000,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
  };
}

export function median(values) {
  return percentile(values, 0.5);
}
