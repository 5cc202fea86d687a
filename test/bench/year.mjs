/*
 * Whether a round, a chart and an adherence cost the same in a home of 120 residents with a year of records, some 900,000,
 * as with a month of them. `npm run bench:year`, after a build; with `DATABASE_URL` of an empty PostgreSQL database on that.
 * Fails when a median is more than twice as long. With `YEARS` on PostgreSQL the year is repeated into the past so often
 * (12 make ten million records), and the same is asked once more.
 */
import { benchDatabase, percentile, rounded, signIn, startApplication } from './application.mjs';
import { day, prepare, rowsOf } from './doses.mjs';
import { repeatBefore } from './repeat.mjs';
import { openStore } from './store.mjs';
import { head } from './tablets.mjs';

const [RESIDENTS, REQUESTS, MOST] = [Number(process.env.RESIDENTS ?? 120), Number(process.env.REQUESTS ?? 60), 2];
const YEARS = Number(process.env.YEARS ?? 1);
const DAYS = { month: 30, year: 365 };

const database = benchDatabase();

/** The records of the days `[from, to)` before today, the oldest first; one dose in twenty was refused. */
async function fill({ prescriptions, userId }, from, to) {
  const store = await openStore(database.url);
  let count = 0;
  for (let before = from; before > to; before -= 1) {
    const rows = prescriptions.flatMap((prescription) => rowsOf(prescription, before, userId));
    rows.sort((a, b) => (a.id < b.id ? -1 : 1));
    for (let some = 0; some < rows.length; some += 5000)
      await store.add('administrations', rows.slice(some, some + 5000));
    count += rows.length;
  }
  await store.close();
  return count;
}

const READS = {
  'the round of eight': () => `medication-rounds?from=${day(1)}T07:30:00Z&to=${day(1)}T08:30:00Z`,
  'the chart of a month': (residentId) => `residents/${residentId}/mar?from=${day(30)}&to=${day(1)}`,
  'the adherence of a year': (residentId) => `residents/${residentId}/adherence?from=${day(365)}&to=${day(1)}`,
};

async function measure({ prescriptions }) {
  const { tablets, end } = await startApplication(database.url);
  const token = await signIn(tablets, 'bench');
  const residents = [...new Set(prescriptions.map(({ residentId }) => residentId))];
  const times = {};
  for (const [read, address] of Object.entries(READS)) {
    // The first ten warm up.
    for (let request = -10; request < REQUESTS; request += 1) {
      const path = `/api/v1/${address(residents[(request + 10) % residents.length])}`;
      const { status, body, milliseconds } = await tablets.send(head('GET', path, undefined, token));
      if (status !== 200) throw new Error(`${path} gave ${status} ${body.slice(0, 500)}`);
      if (request >= 0) (times[read] ??= []).push(milliseconds);
    }
  }
  await end();
  return times;
}

function summary(read, measured) {
  const [least, ...more] = Object.values(measured).map((times) => percentile(times[read], 0.5));
  return {
    read,
    ...Object.fromEntries(
      Object.entries(measured).flatMap(([data, times]) => [
        [`p50 of a ${data}`, rounded(percentile(times[read], 0.5))],
        [`p99 of a ${data}`, rounded(percentile(times[read], 0.99))],
      ]),
    ),
    ratio: rounded(Math.max(...more) / least),
  };
}

try {
  const home = await prepare(database.url, RESIDENTS);
  let count = await fill(home, DAYS.month, 0);
  const month = await measure(home);
  const began = performance.now();
  count += await fill(home, DAYS.year, DAYS.month);
  const seconds = Math.round((performance.now() - began) / 1000);
  const measured = { month, year: await measure(home) };
  console.log(`${count} records of ${RESIDENTS} residents on ${database.kind}; eleven months written in ${seconds} s`);
  if (YEARS > 1) {
    console.log(`${await repeatBefore(database.url, YEARS, DAYS.year)} records of ${YEARS} years`);
    measured.decade = await measure(home);
  }
  const rows = Object.keys(READS).map((read) => summary(read, measured));
  console.table(rows);
  const slow = rows.filter(({ ratio }) => !(ratio <= MOST));
  for (const { read, ratio } of slow) console.log(`${read}: ${ratio} times as long`);
  process.exitCode = slow.length === 0 ? 0 : 1;
} finally {
  database.remove();
}
