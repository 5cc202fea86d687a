/*
 * What a search of the catalogue costs at 50,000 medicines, by the kind of what is typed. `npm run bench:search`, after
 * a build; with `DATABASE_URL` of an empty PostgreSQL database on that. Fails when a p99 is over 25 ms.
 */
import { benchDatabase, percentile, rounded, signIn, startApplication } from './application.mjs';
import { head } from './tablets.mjs';

const [TURNS, MOST] = [Number(process.env.TURNS ?? 5), 25];
const database = benchDatabase();

// 250 substances of 20 makers in 10 strengths.
const BEGINNINGS = ['Am', 'Bel', 'Cor', 'Dil', 'Fen', 'Gal', 'Ket', 'Lor', 'Met', 'Nor'];
const MIDDLES = ['a', 'ido', 'ota', 'exi', 'uli'];
const ENDS = ['pril', 'sartán', 'prazol', 'statina', 'micina'];
const SUBSTANCES = BEGINNINGS.flatMap((begin) => MIDDLES.flatMap((middle) => ENDS.map((end) => begin + middle + end)));
const MAKERS = Array.from({ length: 20 }, (_, index) => `${'NSEOC'[index % 5]}alud${'abcd'[Math.floor(index / 5)]}`);
const STRENGTHS = [1, 2, 5, 10, 20, 25, 40, 50, 100, 500];

function atcOf(substance) {
  const number = SUBSTANCES.indexOf(substance);
  return `C${String(1 + (number % 10)).padStart(2, '0')}AA${String(1 + Math.floor(number / 10)).padStart(2, '0')}`;
}

function catalogue() {
  const names = SUBSTANCES.flatMap((substance) =>
    MAKERS.flatMap((maker) => STRENGTHS.map((strength) => [substance, `${substance} ${maker} ${strength} mg`])),
  );
  const lines = names.map(
    ([substance, name], index) => `${name} comprimidos,${substance},${atcOf(substance)},${100_000 + index}`,
  );
  return { count: names.length, csv: ['name,activeSubstance,atcCode,registrationNumber', ...lines].join('\n') };
}

/** What is typed for a substance of a maker. */
const KINDS = {
  'four letters': (substance) => ({ q: substance.slice(0, 4) }),
  'name, maker, strength': (substance, maker) => ({ q: `${substance} ${maker} 20 mg` }),
  'two words, the other way round': (substance, maker) => ({ q: `${maker} ${substance.slice(0, 5)}` }),
  'a maker': (_, maker) => ({ q: maker }),
  'a word that all have': () => ({ q: 'comprimidos' }),
  'four letters and ATC': (substance) => ({ q: substance.slice(0, 4), atc: atcOf(substance).slice(0, 3) }),
  'a name that none has': (substance) => ({ q: `${substance} zzz` }),
};

async function importAll(port, token) {
  const { count, csv } = catalogue();
  const headers = { 'content-type': 'text/csv', authorization: `Bearer ${token}` };
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/medications/import`, {
    method: 'POST',
    headers,
    body: csv,
  });
  const report = await answer.json();
  if (report.created !== count)
    throw new Error(`the import gave ${answer.status} ${JSON.stringify(report).slice(0, 500)}`);
  return count;
}

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
