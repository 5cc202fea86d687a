/*
 * Whether a round, a chart and an adherence cost the same in a home of 120 residents with a year of records, some 900,000,
 * as with a month of them. `npm run bench:year`, after a build; with `DATABASE_URL` of an empty PostgreSQL database on that.
 * Fails when a median is more than twice as long.
 */
import { v7 } from 'uuid';
import { benchDatabase, create, hire, percentile, rounded, signIn, startApplication } from './application.mjs';
import { openStore } from './store.mjs';
import { head } from './tablets.mjs';

const [RESIDENTS, REQUESTS, MOST] = [Number(process.env.RESIDENTS ?? 120), Number(process.env.REQUESTS ?? 60), 2];
const DAYS = { month: 30, year: 365 };
const DAY = 86_400_000;
/** Midnight of today; the home's clock is UTC, so that a local time is that time. */
process.env.TIME_ZONE = 'UTC';
const TODAY = Math.floor(Date.now() / DAY) * DAY;
const ROUNDS = ['08:00', '14:00', '20:00'];
const AS_NEEDED = { kind: 'as-needed', minIntervalMinutes: 240, maxDosesPer24h: 4, reason: 'pain' };

const database = benchDatabase();

function day(before) {
  return new Date(TODAY - before * DAY).toISOString().slice(0, 10);
}

/** Three times a day, twice, twice … and one as needed: 19 doses a day by schedule. */
function scheduleOf(index) {
  if (index === 9) return AS_NEEDED;
  return { kind: 'times', times: index === 0 ? ROUNDS : [ROUNDS[index % 2], ROUNDS[2]] };
}

/** Everybody, in a bed and with ten prescriptions for more than a year. */
async function prepare() {
  const { tablets, end } = await startApplication(database.url);
  const admin = await signIn(tablets);
  const { id: userId } = await hire(tablets, admin, 'bench', ['nurse', 'manager', 'prescriber']);
  const nurse = await signIn(tablets, 'bench');
  const make = (path, body, token = nurse) => create(tablets, token, path, body);
  const medicines = [];
  for (let index = 0; index < 10; index += 1) {
    const medicine = { name: `Medicine ${index} 500 mg`, activeSubstance: `substance ${index}`, unit: 'tablet' };
    medicines.push((await make('medications', medicine, admin)).id);
  }
  const prescriptions = [];
  for (let number = 0; number < RESIDENTS; number += 1) {
    const room = { name: `Room ${number}`, unit: `Unit ${number % 4}`, beds: [{ name: 'A' }] };
    const bedId = (await make('rooms', room)).beds[0].id;
    const person = { givenName: 'Carmen', familyName: `Ortega ${number}`, birthDate: '1938-04-17', sex: 'female' };
    const { id: residentId } = await make('residents', person);
    await make(`residents/${residentId}/movements`, { type: 'admission', bedId, at: `${day(400)}T10:00:00Z` });
    for (const [index, medicationId] of medicines.entries()) {
      const order = { residentId, medicationId, dose: { quantity: 1, unit: 'tablet' }, route: 'oral' };
      const terms = { schedule: scheduleOf(index), startsOn: day(380), prescriber: 'Dr. Gil' };
      const { id } = await make('prescriptions', { ...order, ...terms });
      prescriptions.push({ id, residentId, medicationId, index });
    }
  }
  await end();
  return { prescriptions, userId };
}

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

function rowsOf({ id, residentId, medicationId, index }, before, userId) {
  const schedule = scheduleOf(index);
  const times = schedule.kind === 'times' ? schedule.times : ['10:30', '22:00'].slice(0, 1 + (before % 2));
  return times.map((time) => {
    const slot = `${day(before)}T${time}:00.000Z`;
    const at = new Date(Date.parse(slot) + 300_000).toISOString();
    const refused = (before + index) % 20 === 0;
    return {
      ...{ id: v7({ msecs: Date.parse(at) }), version: 1, created_at: at, updated_at: at },
      ...{ prescription_id: id, resident_id: residentId, medication_id: medicationId, revision: 1 },
      ...{ scheduled_for: schedule.kind === 'times' ? slot : null, outcome: refused ? 'refused' : 'given' },
      ...{ reason: refused ? 'refused' : null, quantity: refused ? null : 1_000_000, unit: 'tablet', note: null },
      ...{ administered_at: at, recorded_at: at, recorded_by: userId, witnessed_by: null, acknowledged: '[]' },
      ...{
        acknowledge_reason: null,
        status: 'recorded',
        corrected_by: null,
        correction_reason: null,
        response: null,
        rules: rulesOf(slot, at),
      },
    };
  });
}

/** The rules that a record of a scheduled dose keeps, as long as they are in a home; they are in its way in every row. */
function rulesOf(slot, at) {
  const rules = [
    ['not-a-scheduled-dose', 'The schedule has this dose.', { scheduledFor: slot }],
    ['reason-required', 'No reason is missing.', { outcome: 'given', reason: null }],
    ['too-early', 'The window of the dose is open.', { administeredAt: at, opensAt: slot }],
    ['slot-closed', 'The dose may still be recorded so.', { administeredAt: at, closesAt: slot }],
    ['late-reason-required', 'The dose is not late.', { administeredAt: at, missedAt: slot, reason: null }],
    ['dose-not-required', 'The dose is required.', { notRequiredBecause: null }],
    ['quantity-differs', 'The quantity is the one prescribed.', { prescribed: 1, quantity: 1, unit: 'tablet' }],
    ['dose-already-recorded', 'The dose has no record yet.', { scheduledFor: slot }],
    ['allergy', 'No recorded allergy concerns the medicine.', { allergies: [] }],
    [
      'insufficient-stock',
      'The dose is in stock.',
      { counted: true, needed: 1, usable: 30, expired: 0, unit: 'tablet' },
    ],
  ];
  return JSON.stringify(rules.map(([rule, detail, facts]) => ({ rule, outcome: 'pass', detail, facts })));
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

function summary(read, { month, year }) {
  return {
    read,
    ...Object.fromEntries(
      Object.entries({ month, year }).flatMap(([data, times]) => [
        [`p50 of a ${data}`, rounded(percentile(times, 0.5))],
        [`p99 of a ${data}`, rounded(percentile(times, 0.99))],
      ]),
    ),
    ratio: rounded(percentile(year, 0.5) / percentile(month, 0.5)),
  };
}

try {
  const home = await prepare();
  let count = await fill(home, DAYS.month, 0);
  const month = await measure(home);
  const began = performance.now();
  count += await fill(home, DAYS.year, DAYS.month);
  const seconds = Math.round((performance.now() - began) / 1000);
  const year = await measure(home);
  console.log(`${count} records of ${RESIDENTS} residents on ${database.kind}; eleven months written in ${seconds} s`);
  const rows = Object.keys(READS).map((read) => summary(read, { month: month[read], year: year[read] }));
  console.table(rows);
  const slow = rows.filter(({ ratio }) => !(ratio <= MOST));
  for (const { read, ratio } of slow) console.log(`${read}: ${ratio} times as long`);
  process.exitCode = slow.length === 0 ? 0 : 1;
} finally {
  database.remove();
}
