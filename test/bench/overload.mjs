/*
 * How the application behaves when more is asked of it than it can do: the 99th percentile of what it takes at its full
 * load and at four times that, and how soon it is itself again. `npm run bench:overload`, after a build.
 */
import { setTimeout as later } from 'node:timers/promises';
import { benchDatabase, percentile, signIn, startApplication } from './application.mjs';
import { head } from './tablets.mjs';

const SECONDS = Number(process.env.SECONDS ?? 10);
const CONNECTIONS = 1500;
const COLUMNS = ['name', 'asked/s', 'taken/s', 'refused', 'failed', 'p50 ms', 'p99 ms', 'refusal p99 ms'];
const database = benchDatabase();
const { tablets, end } = await startApplication(database.url, CONNECTIONS);
const token = await signIn(tablets);
const read = head('GET', '/api/v1/residents?limit=20', undefined, token);
let count = 0;

/** The home's mixture: one write for four reads. */
function act() {
  count += 1;
  if (count % 5 !== 0) return tablets.send(read);
  const resident = { givenName: 'Carmen', familyName: `Ortega ${count}`, birthDate: '1938-04-17', sex: 'female' };
  return tablets.send(head('POST', '/api/v1/residents', resident, token));
}

function summary(name, results, seconds) {
  const of = (isOne) => results.filter(({ status }) => isOne(status)).map(({ milliseconds }) => milliseconds);
  const [taken, refused] = [of((status) => status < 300), of((status) => status === 503)];
  const at = (times, part) => Math.round(percentile(times, part) * 10) / 10;
  return {
    name,
    'asked/s': Math.round(results.length / seconds),
    'taken/s': Math.round(taken.length / seconds),
    refused: refused.length,
    failed: results.length - taken.length - refused.length,
    'p50 ms': at(taken, 0.5),
    'p99 ms': at(taken, 0.99),
    'refusal p99 ms': at(refused, 0.99),
    rate: taken.length / seconds,
  };
}

/** As fast as `clients` who each wait for their answer. */
async function closed(name, clients, seconds) {
  const end = performance.now() + seconds * 1000;
  const results = [];
  const work = async () => {
    while (performance.now() < end) results.push(await act());
  };
  await Promise.all(Array.from({ length: clients }, work));
  return summary(name, results, seconds);
}

/** So many a second, whether they are answered or not; who finds no connection free has failed. */
async function open(name, rate, seconds) {
  const results = [];
  const waiting = [];
  const began = performance.now();
  for (let sent = 0; sent < rate * seconds;) {
    const due = Math.min(rate * seconds, ((performance.now() - began) / 1000) * rate);
    for (; sent < due; sent += 1) {
      const answer = act();
      if (answer === undefined) results.push({ status: 599, milliseconds: 0 });
      else waiting.push(answer.then((result) => results.push(result)));
    }
    await later(1);
  }
  await Promise.all(waiting);
  return summary(name, results, seconds);
}

await closed('warm up', 16, 3);
const full = await closed('full load: as fast as 16 can', 16, SECONDS);
const most = await open('85 % of that', full.rate * 0.85, SECONDS);
const fourfold = await open('four times full load', full.rate * 4, SECONDS);
const after = performance.now();
let recovered;
for (let second = 0; second < 10 && recovered === undefined; second += 1) {
  const calm = await open('afterwards', full.rate * 0.5, 1);
  if (calm.refused + calm.failed === 0 && calm['p99 ms'] <= full['p99 ms']) recovered = performance.now() - after;
}
console.table([full, most, fourfold], COLUMNS);
console.log(
  `p99 at four times full load is ${(fourfold['p99 ms'] / full['p99 ms']).toFixed(2)} times that at full load`,
);
console.log(recovered === undefined ? 'not recovered after 10 s' : `recovered within ${Math.ceil(recovered / 1000)} s`);
await end();
database.remove();
