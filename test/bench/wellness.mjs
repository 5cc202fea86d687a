/*
 * How long trends, charts and a batch from devices take in a home of 120 residents with a year of observations, 5 million.
 * `npm run bench:wellness`, after a build; with `DATABASE_URL` of an empty PostgreSQL database on that, or of one that this
 * has filled before, which is measured as it is. Fails when a median is over its limit.
 */
import { v7 } from 'uuid';
import { benchDatabase, create, hire, percentile, rounded, signIn, startApplication } from './application.mjs';
import { openStore } from './store.mjs';
import { head } from './tablets.mjs';

const [RESIDENTS, DAYS, REQUESTS] = ['RESIDENTS', 'DAYS', 'REQUESTS'].map((name, index) =>
  Number(process.env[name] ?? [120, 365, 60][index]),
);
const DAY = 86_400_000;
process.env.TIME_ZONE ??= 'Europe/Madrid';
const TODAY = Math.floor(Date.now() / DAY) * DAY;
const MOST = { trend: 100, chart: 100, batch: 400 };

const database = benchDatabase();

function day(before) {
  return new Date(TODAY - before * DAY).toISOString().slice(0, 10);
}

/** Each type so many times a day: hourly by devices, blood pressure each two hours, the rest by hand. */
const EACH_DAY = {
  'heart-rate': [24, '/min', (n) => ({ value: 58 + (n % 40) })],
  'respiratory-rate': [24, '/min', (n) => ({ value: 12 + (n % 9) })],
  'oxygen-saturation': [24, '%', (n) => ({ value: 92 + (n % 8) })],
  'body-temperature': [24, 'Cel', (n) => ({ value: 36 + (n % 20) / 10 })],
  'blood-pressure': [12, 'mm[Hg]', (n) => ({ components: { systolic: 105 + (n % 60), diastolic: 60 + (n % 30) } })],
  'fluid-intake': [4, 'mL', (n) => ({ value: 100 + 50 * (n % 4) })],
  consciousness: [2, null, (n) => ({ code: n % 97 === 0 ? 'new-confusion' : 'alert' })],
  'body-weight': [1 / 7, 'kg', (n) => ({ value: 62 - (n % 60) / 10 })],
};

/** Everybody, in the home for longer than the observations. */
async function prepare() {
  const { tablets, end } = await startApplication(database.url);
  const admin = await signIn(tablets);
  const { id: userId } = await hire(tablets, admin, 'bench', ['nurse', 'manager']);
  const nurse = await signIn(tablets, 'bench');
  const residents = [];
  for (let number = 0; number < RESIDENTS; number += 1) {
    const room = { name: `Room ${number}`, unit: `Unit ${number % 4}`, beds: [{ name: 'A' }] };
    const bedId = (await create(tablets, nurse, 'rooms', room)).beds[0].id;
    const person = { givenName: 'Carmen', familyName: `Ortega ${number}`, birthDate: '1938-04-17', sex: 'female' };
    const { id } = await create(tablets, nurse, 'residents', person);
    const admission = { type: 'admission', bedId, at: `${day(DAYS + 10)}T10:00:00Z` };
    await create(tablets, nurse, `residents/${id}/movements`, admission);
    residents.push(id);
  }
  await end();
  return { residents, userId };
}

function fact(residentId, userId, at) {
  return {
    ...{ id: v7({ msecs: at }), version: 1, created_at: iso(at), updated_at: iso(at) },
    ...{ resident_id: residentId, recorded_by: userId, status: 'final', status_reason: null, marked_by: null },
  };
}

function iso(milliseconds) {
  return new Date(milliseconds).toISOString();
}

function observationsOf(residentId, index, before, userId) {
  const midnight = TODAY - before * DAY;
  return Object.entries(EACH_DAY).flatMap(([type, [times, unit, read]]) => {
    if (times < 1 && (before + index) % Math.round(1 / times) !== 0) return [];
    return Array.from({ length: Math.max(1, times) }, (_, time) => {
      const at = midnight + Math.floor((time / times) * DAY) * Number(times > 1) + index * 1000;
      const { value, code = null, components } = read(index * 7 + before * 3 + time * 5);
      return {
        ...fact(residentId, userId, at),
        ...{ type, unit, code, taken_at: iso(at), method: null, note: null },
        value: value === undefined ? null : Math.round(value * 1e6),
        components: components === undefined ? null : JSON.stringify(inMillionths(components)),
      };
    });
  });
}

function inMillionths(components) {
  return Object.fromEntries(Object.entries(components).map(([code, value]) => [code, value * 1e6]));
}

/** Two a day, of scores that differ. */
function assessmentsOf(residentId, index, before, userId) {
  return [8, 20].map((hour) => {
    const at = TODAY - before * DAY + hour * 3_600_000 + index * 1000;
    const score = (index + before + hour) % 9;
    const band = score >= 7 ? 'high' : score >= 5 ? 'medium' : 'low';
    return {
      ...fact(residentId, userId, at),
      ...{ instrument: 'news2', instrument_version: '2017.1', answers: '{"heartRate":72}', derived_from: '[]' },
      ...{ item_scores: JSON.stringify({ heartRate: score }), score, partial_score: null, complete: true },
      ...{ prorated: false, missing: '[]', band, label: JSON.stringify({ en: band, es: band }) },
      ...{ advice: '{"en":"As planned.","es":"Como estaba previsto."}', assessed_at: iso(at) },
    };
  });
}

/** All observations and assessments, the oldest first. */
async function fill({ residents, userId }) {
  const store = await openStore(database.url);
  let count = 0;
  for (let before = DAYS; before > 0; before -= 1) {
    const rows = residents.flatMap((id, index) => observationsOf(id, index, before, userId));
    rows.sort((a, b) => (a.id < b.id ? -1 : 1));
    for (let some = 0; some < rows.length; some += 5000) await store.add('observations', rows.slice(some, some + 5000));
    await store.add(
      'assessments',
      residents.flatMap((id, index) => assessmentsOf(id, index, before, userId)),
    );
    count += rows.length;
  }
  await store.close();
  return count;
}

/** Who lives in a home that was filled before; nobody in an empty one. */
async function found() {
  const { tablets, end } = await startApplication(database.url);
  const token = await signIn(tablets, 'bench').catch(() => undefined);
  const path = '/api/v1/residents?limit=200';
  const { status, body } = await tablets.send(head('GET', path, undefined, token));
  await end();
  return status === 200 ? JSON.parse(body).items.map(({ id }) => id) : [];
}

const YEAR = `from=${day(DAYS)}&to=${day(1)}`;
const READS = {
  'trend of a year by day': ['trend', (id) => `residents/${id}/trends?type=heart-rate&${YEAR}`],
  'the same of blood pressure': ['trend', (id) => `residents/${id}/trends?type=blood-pressure&${YEAR}`],
  'the same of weight': ['trend', (id) => `residents/${id}/trends?type=body-weight&${YEAR}`],
  ...Object.fromEntries(
    ['heart-rate', 'blood-pressure', 'body-weight', 'consciousness', 'news2'].map((type) => [
      `chart of a year of ${type}`,
      ['chart', (id) => `residents/${id}/charts/${type}.svg?${YEAR}`],
    ]),
  ),
};

/** A thousand readings that devices send at once, of everybody and in no order of time. */
function batchOf(residents, round, token) {
  const items = Array.from({ length: 1000 }, (_, index) => ({
    ...{ residentId: residents[index % residents.length], type: 'heart-rate', value: 60 + (index % 40) },
    takenAt: iso(Date.now() - round * 60_000 - index * 1000),
  }));
  return head('POST', '/api/v1/observations/batch', { items }, token);
}

async function measure(residents) {
  const { tablets, end } = await startApplication(database.url);
  const token = await signIn(tablets, 'bench');
  const times = {};
  const ask = async (name, request, isWarm) => {
    const { status, body, milliseconds } = await tablets.send(request);
    if (status !== 200) throw new Error(`${name} gave ${status} ${body.slice(0, 500)}`);
    if (isWarm) (times[name] ??= []).push(milliseconds);
  };
  for (const [name, [, address]] of Object.entries(READS)) {
    // The first ten warm up.
    for (let request = -10; request < REQUESTS; request += 1) {
      const path = `/api/v1/${address(residents[(request + 10) % residents.length])}`;
      await ask(name, head('GET', path, undefined, token), request >= 0);
    }
  }
  for (let round = -3; round < 20; round += 1) {
    await ask('batch of 1,000 readings', batchOf(residents, round + 3, token), round >= 0);
  }
  await end();
  return times;
}

try {
  let residents = await found();
  if (residents.length === 0) {
    const began = performance.now();
    const home = await prepare();
    const count = await fill(home);
    ({ residents } = home);
    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(`${count} observations of ${RESIDENTS} residents on ${database.kind}, written in ${seconds} s`);
  }
  const times = await measure(residents);
  const limitOf = (name) => MOST[READS[name]?.[0] ?? 'batch'];
  const rows = Object.entries(times).map(([name, some]) => ({
    ...{ name, 'p50 (ms)': rounded(percentile(some, 0.5)), 'p99 (ms)': rounded(percentile(some, 0.99)) },
    'limit (ms)': limitOf(name),
  }));
  console.table(rows);
  const slow = rows.filter((row) => !(row['p50 (ms)'] <= row['limit (ms)']));
  for (const { name } of slow) console.log(`${name} takes too long`);
  process.exitCode = slow.length === 0 ? 0 : 1;
} finally {
  database.remove();
}
