import { readFileSync } from 'node:fs';
import { setTimeout as later } from 'node:timers/promises';
import { percentile, startApplication } from '../application.mjs';
import { day } from '../doses.mjs';
import { startServer } from '../speed/servers.mjs';
import { head } from '../tablets.mjs';

const MONTH = `from=${day(30)}&to=${day(1)}`;

/** What is asked for, of a resident: all of it has as much to show however long the history is. */
export const READS = {
  'one resident': (id) => `residents/${id}`,
  '50 residents': () => 'residents?limit=50',
  'the 50 newest observations': (id) => `residents/${id}/observations?type=heart-rate&limit=50`,
  'a month of a trend': (id) => `residents/${id}/trends?type=heart-rate&bucket=day&${MONTH}`,
  'a month of a chart': (id) => `residents/${id}/charts/heart-rate.svg?${MONTH}`,
  'the 50 newest administrations': (id) => `administrations?residentId=${id}&limit=50`,
  'a page of the timeline': (id) => `residents/${id}/timeline?limit=50`,
  'the 08:00 round of the home': () => `medication-rounds?from=${day(1)}T07:30:00Z&to=${day(1)}T08:30:00Z`,
  "a month's MAR": (id) => `residents/${id}/mar?${MONTH}`,
};

/** Of each read, before any is measured: what is compiled by one is used by all. */
const WARM = 40;

/** After a start a process of its own looks at every page of a large file: waits until it has ended. On Linux. */
async function withoutHelpers(pid) {
  while (readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim() !== '') await later(500);
}

/** How many requests one home answers before it is the next one's turn. */
const TURN = 20;

/**
 * The times of so many requests of each read, one after the other, of some homes in turn, so that what disturbs the machine
 * disturbs all; and how long their starts took before, in milliseconds.
 */
export async function measureReads(paths, { residentIds, token }, requests) {
  const homes = [];
  for (const path of paths) homes.push(await opened(path));
  const ask = async ({ tablets, times }, addressOf, from, count) => {
    for (let number = from; number < from + count; number += 1) {
      const path = `/api/v1/${addressOf(residentIds[number % residentIds.length])}`;
      const { status, body, milliseconds } = await tablets.send(head('GET', path, undefined, token));
      if (status !== 200) throw new Error(`${path} gave ${status} ${body.slice(0, 500)}`);
      times.push(milliseconds);
    }
  };
  for (const addressOf of Object.values(READS)) for (const home of homes) await ask(home, addressOf, 0, WARM);
  const found = homes.map(() => ({}));
  for (const [read, addressOf] of Object.entries(READS)) {
    for (const home of homes) home.times = [];
    for (let from = 0; from < requests; from += TURN) {
      for (const home of homes) await ask(home, addressOf, from, Math.min(TURN, requests - from));
    }
    for (const [index, { times }] of homes.entries()) {
      found[index][read] = { p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
    }
  }
  for (const { end } of homes) await end();
  return homes.map(({ start }, index) => ({ start, times: found[index] }));
}

async function opened(path) {
  const began = performance.now();
  const { tablets, pid, end } = await startApplication(`sqlite:${path}`);
  const start = performance.now() - began;
  await withoutHelpers(pid);
  return { tablets, end, start, times: [] };
}

/** SQL that the reads, and what goes on beside them, send about what grows, each once; long lists of values are cut short. */
export async function statementsOf(path, { residentIds, token }) {
  const watch = new URL('./statements.mjs', import.meta.url).href;
  const server = await startServer('app', path, ['--import', watch]);
  const headers = { authorization: `Bearer ${token}` };
  for (const addressOf of Object.values(READS)) {
    const answer = await fetch(`http://127.0.0.1:${server.port}/api/v1/${addressOf(residentIds[0])}`, { headers });
    await answer.text();
  }
  const all = await server.statements();
  await server.end();
  const short = all.map((sql) => sql.replace(/\s+/g, ' ').replace(/\?(, \?){2,}/g, '?, ?'));
  return [...new Set(short)].filter((sql) => /^ ?(SELECT|WITH)\b/i.test(sql) && GROWS.test(sql));
}

const GROWS = /"(administrations|observations)"/;
