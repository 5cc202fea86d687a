import { setTimeout as pause } from 'node:timers/promises';
import { ACTS } from './acts.mjs';
import { load, median } from './load.mjs';
import { assertSame } from './same.mjs';
import { startServer } from './servers.mjs';

const CONNECTIONS = 16;

/** Milliseconds. */
const A_MOMENT = 100;

/** What is held against the floor is asked in so many times as many rounds, which are as much shorter. */
const PARTS = 3;

/**
 * Measures each act on each server that has it: all of them are up, one is asked at a time, and they take turns, so that
 * what disturbs the machine disturbs all.
 * @returns by act and server the medians of the rounds; by server the most memory that it took; of the application also
 * the medians of its ratios to the floor, each of two rounds that follow each other.
 */
export async function measureActs(home, chosen, { names, rounds, warm, seconds }) {
  const servers = [];
  const measured = {};
  try {
    for (const name of names) servers.push(await startServer(name, home.paths[name]));
    for (const act of chosen) measured[act] = await measureAct(home, servers, act, { rounds, warm, seconds });
  } finally {
    for (const server of servers) await server.end();
  }
  return measured;
}

async function measureAct(home, servers, act, { rounds, warm, seconds }) {
  const { floor, alone, requests: make } = ACTS[act];
  const headers = { authorization: `Bearer ${home.token}` };
  const those = servers.filter(({ name }) => floor || name === 'app');
  const asked = those.map((server) => ({ name: server.name, server, requests: make({ ...home, headers }) }));
  if (alone) asked.push({ ...asked.find(({ name }) => name === 'app'), name: 'alone' });
  if (floor) await assertSame(home, act, asked);
  for (const one of asked) await ask(act, one, warm, false);
  const parts = floor ? PARTS : 1;
  const found = Object.fromEntries(asked.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds * parts; round += 1) {
    for (const one of asked) found[one.name].push(await ask(act, one, seconds / parts));
  }
  const measured = Object.fromEntries(Object.entries(found).map(([name, some]) => [name, mediansOf(some)]));
  if (floor) measured.app.ratio = ratioOf(found);
  return measured;
}

/** A machine that is slow for a while is slow in both of a pair. */
function ratioOf({ floor, app }) {
  const of = (ratio) => median(app.map((one, round) => ratio(one, floor[round])));
  return {
    rate: of((own, its) => own.rate / its.rate),
    p99: of((own, its) => own.p99 / its.p99),
    cpu: of((own, its) => its.cpu / own.cpu),
  };
}

async function ask(act, { name, server, requests }, seconds, isMeasured = true) {
  await server.state();
  try {
    const answered = await load(server.port, requests, seconds, name === 'alone' ? 1 : CONNECTIONS);
    if (answered.count === 0 && isMeasured) throw new Error('nothing was answered in time');
    const { cpu, ...state } = await server.state();
    await quiet(server);
    return { ...answered, ...state, cpu: cpu / answered.count };
  } catch (error) {
    throw new Error(`${act} on ${name}`, { cause: error });
  }
}

/** What was asked last, and not waited for, is done before anything else is asked. */
async function quiet(server) {
  do await pause(A_MOMENT);
  while ((await server.state()).cpu > A_MOMENT / 5);
}

function mediansOf(some) {
  const of = (name) => median(some.map((one) => one[name]));
  return {
    ...{ rate: of('rate'), p50: of('p50'), p99: of('p99'), delay: of('delay'), cpu: of('cpu') },
    rss: Math.max(...some.map(({ rss }) => rss)),
  };
}
