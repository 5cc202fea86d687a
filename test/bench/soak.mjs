/*
 * Whether memory grows with what has been asked: a million requests of a mix, `COUNT` for others, and after every
 * twentieth of them the memory of the process once nobody asks any more and all has been thrown away that can be.
 * `npm run bench:soak`, after a build. Fails when it grows.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { rounded } from './application.mjs';
import { ACTS } from './speed/acts.mjs';
import { makeHome } from './speed/home.mjs';
import { loadCount } from './speed/load.mjs';
import { startServer } from './speed/servers.mjs';

const COUNT = Number(process.env.COUNT ?? 1_000_000);
const [SAMPLES, CONNECTIONS, QUIET] = [20, 16, 3000];

/** How often each act comes among twenty: a home reads more than it writes. */
const MIX = { read: 6, list: 2, newest: 4, mar: 1, create: 1, observe: 4, administer: 2 };

/** MiB that memory may gain from the middle to the end; more, and more than its scatter can explain, is growth. */
const MOST = 8;
const MIB = 1_048_576;

function mixOf(home) {
  const given = { ...home, headers: { authorization: `Bearer ${home.token}` } };
  const turns = Object.entries(MIX).flatMap(([act, times]) => {
    const requests = ACTS[act].requests(given);
    return Array.from({ length: times }, (_, time) => ({ requests, time }));
  });
  // Reads of one kind are of different residents; writes are another one each time by themselves.
  return turns.map(({ requests, time }) => requests[time % requests.length]);
}

/** What the values gain from the first to the last by least squares, and how far off that may be by their scatter. */
function gainOf(values) {
  const middle = (values.length - 1) / 2;
  const mean = sumOf(values, (value) => value) / values.length;
  const squares = sumOf(values, (_, at) => (at - middle) ** 2);
  const slope = sumOf(values, (value, at) => (at - middle) * (value - mean)) / squares;
  const scatter = sumOf(values, (value, at) => (value - mean - slope * (at - middle)) ** 2) / (values.length - 2);
  const times = values.length - 1;
  return { gain: slope * times, doubt: 3 * Math.sqrt(scatter / squares) * times };
}

function sumOf(values, of) {
  return values.reduce((sum, value, at) => sum + of(value, at), 0);
}

const home = await makeHome(['app'], { residents: 120, observations: 100_000, substances: 0 });
const server = await startServer('app', home.paths.app, ['--expose-gc']);
const requests = mixOf(home);
const samples = [];
for (let sample = 1; sample <= SAMPLES; sample += 1) {
  await loadCount(server.port, requests, Math.ceil(COUNT / SAMPLES), CONNECTIONS);
  await pause(QUIET);
  const { rss, heap } = await server.restedState();
  samples.push({ requests: Math.round((COUNT / SAMPLES) * sample), rss: rss / MIB, heap: heap / MIB });
  console.log(`${samples.at(-1).requests} requests: ${rounded(rss / MIB)} MiB, heap ${rounded(heap / MIB)} MiB`);
}
await server.end();
// The first half fills what is filled once: code that is compiled, caches with a bound.
const late = samples.slice(SAMPLES / 2);
const grown = ['rss', 'heap'].filter((name) => {
  const { gain, doubt } = gainOf(late.map((one) => one[name]));
  console.log(`${name} from ${COUNT / 2} requests to ${COUNT}: ${rounded(gain)} MiB, give or take ${rounded(doubt)}`);
  return gain > MOST && gain > doubt;
});
console.log(grown.length > 0 ? 'It grows.' : 'No growth.');
process.exitCode = grown.length > 0 ? 1 : 0;
