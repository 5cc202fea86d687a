/*
 * What a search of the catalogue costs at 50,000 medicines, by the kind of what is typed. `npm run bench:search`, after
 * a build; with `DATABASE_URL` of an empty PostgreSQL database on that. Fails when a p99 is over 25 ms.
 */
import { benchDatabase, percentile, rounded, signIn, startApplication } from './application.mjs';
import { importAll, KINDS, MAKERS, SUBSTANCES } from './catalogue.mjs';
import { head } from './tablets.mjs';

const [TURNS, MOST] = [Number(process.env.TURNS ?? 5), 25];
const database = benchDatabase();

async function measure(tablets, token) {
  const times = {};
  for (let turn = 0; turn <= TURNS; turn += 1) {
    for (const [index, substance] of SUBSTANCES.entries()) {
      for (const [kind, query] of Object.entries(KINDS)) {
        const asked = new URLSearchParams({ limit: '50', ...query(substance, MAKERS[index % MAKERS.length]) });
        const answer = await tablets.send(head('GET', `/api/v1/medications?${asked}`, undefined, token));
        if (answer.status !== 200) throw new Error(`${asked} gave ${answer.status} ${answer.body}`);
        // The first turn warms up.
        if (turn > 0) (times[kind] ??= []).push(answer.milliseconds);
      }
    }
  }
  return times;
}

function summary([kind, times]) {
  const at = (part) => rounded(percentile(times, part));
  return { kind, requests: times.length, p50: at(0.5), p99: at(0.99) };
}

const { tablets, port, end } = await startApplication(database.url);
try {
  const token = await signIn(tablets);
  const count = await importAll(port, token);
  const rows = Object.entries(await measure(tablets, token)).map(summary);
  console.log(`${count} medicines, in milliseconds, on ${database.kind}`);
  console.table(rows);
  const slow = rows.filter(({ p99 }) => !(p99 <= MOST));
  for (const { kind, p99 } of slow) console.log(`${kind}: p99 is ${p99} ms, over ${MOST}`);
  process.exitCode = slow.length === 0 ? 0 : 1;
} finally {
  await end();
  database.remove();
}
