/*
 * Whether what is read costs the same however long the home's history is: with a hundred thousand, a million and ten
 * million administrations, and as many observations, of the same 120 residents with the same prescriptions. `npm run
 * bench:growth`, after a build; `SIZES=1000,10000` for others. The homes of a kind are asked in turn; they take some
 * twelve gigabytes in the folder for temporary files. On SQLite.
 * Fails when a median is more than 1.3 times as long with the longest history as with the shortest.
 */
import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { rounded, signIn, startApplication } from './application.mjs';
import { prepare } from './doses.mjs';
import { daysFor, fill } from './growth/fill.mjs';
import { measureReads, READS, statementsOf } from './growth/reads.mjs';

const SIZES = (process.env.SIZES ?? '100000,1000000,10000000').split(',').map(Number);
const [RESIDENTS, REQUESTS] = [Number(process.env.RESIDENTS ?? 120), Number(process.env.REQUESTS ?? 200)];
/** How many times as long a median may be with the longest history as with the shortest. */
const MOST = 1.3;
const KINDS = ['administrations', 'observations'];
const folder = mkdtempSync(join(tmpdir(), 'residencia-growth-'));
const template = join(folder, 'template.db');
// Gigabytes that nobody would find.
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

/** Everybody is in the home since before the longest history. */
async function makeTemplate() {
  const url = `sqlite:${template}`;
  // More days than any kind needs: at least fifteen rows a day of everybody.
  const since = Math.max(400, Math.ceil(Math.max(...SIZES) / (15 * RESIDENTS)));
  const { prescriptions, userId } = await prepare(url, RESIDENTS, since);
  const { tablets, end } = await startApplication(url);
  const token = await signIn(tablets, 'bench');
  await end();
  return { prescriptions, userId, token, residentIds: [...new Set(prescriptions.map(({ residentId }) => residentId))] };
}

/** A home with the history of one kind so long, and of the other as short as the shortest. @returns its file. */
function filled(home, kind, size) {
  const path = join(folder, `${kind}-${size}.db`);
  copyFileSync(template, path);
  const began = performance.now();
  for (const other of KINDS) if (other !== kind) fill(path, other, home, daysFor(other, home, SIZES[0]));
  const { rows, bytes } = fill(path, kind, home, daysFor(kind, home, size));
  const seconds = Math.round((performance.now() - began) / 1000);
  const gigabytes = rounded(statSync(path).size / 1e9);
  console.log(`${rows} ${kind}: ${bytes} bytes each, filled in ${seconds} s, ${gigabytes} GB in all`);
  return path;
}

/** The homes of one kind, by size. */
async function measure(home, kind) {
  const paths = SIZES.map((size) => filled(home, kind, size));
  try {
    const found = await measureReads(paths, home, REQUESTS);
    const starts = found.map(({ start }) => Math.round(start));
    console.log(`started in ${starts.join(', ')} ms`);
    const measured = Object.fromEntries(SIZES.map((size, index) => [size, found[index].times]));
    return { measured, plans: await plansOf(paths.at(-1), home) };
  } finally {
    for (const path of paths) for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
  }
}

async function plansOf(path, home) {
  const statements = await statementsOf(path, home);
  const database = new Database(path, { readonly: true });
  const explain = (sql) => {
    const nothing = sql.match(/\?/g)?.map(() => null) ?? [];
    return {
      sql,
      plan: database
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all(nothing)
        .map(({ detail }) => detail),
    };
  };
  const plans = statements.map(explain);
  database.close();
  return plans;
}

function printTimes(kind, measured) {
  const [least, ...more] = SIZES;
  const rows = Object.keys(READS).map((read) => {
    const of = (size) => measured[size][read];
    const figures = SIZES.flatMap((size) => [
      [`p50 of ${size}`, rounded(of(size).p50)],
      [`p99 of ${size}`, rounded(of(size).p99)],
    ]);
    const ratios = more.map((size) => [`${size / least} times`, rounded(of(size).p50 / of(least).p50)]);
    return { read, ...Object.fromEntries([...figures, ...ratios]) };
  });
  console.log(`\nMilliseconds by the number of ${kind}, and the medians' ratios to the fewest`);
  console.table(rows);
  const longest = `${SIZES.at(-1) / least} times`;
  return rows.filter((row) => row[longest] > MOST).map(({ read }) => `${read}: slower with more ${kind}`);
}

function printPlans(plans) {
  for (const { sql, plan } of plans) {
    console.log(`\n${sql.replace(/^SELECT .*? FROM /, 'SELECT … FROM ').slice(0, 400)}`);
    for (const line of plan) console.log(`  ${line}`);
  }
}

const home = await makeTemplate();
let plans;
const slow = [];
for (const kind of KINDS) {
  const found = await measure(home, kind);
  slow.push(...printTimes(kind, found.measured));
  ({ plans } = found);
}
console.log('\nHow SQLite reads what grows');
printPlans(plans);
for (const line of slow) console.log(line);
process.exitCode = slow.length === 0 ? 0 : 1;
