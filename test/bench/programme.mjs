/*
 * How long the programme of a home takes to tell: 500 series of mixed rules, with a year of attendance, enrolments and changes of
 * single sessions. `npm run bench:programme`, after a build; with `DATABASE_URL` of an empty PostgreSQL database on that.
 * Fails when the first page of a year takes 150 ms or more in the middle.
 */
import { v7 } from 'uuid';
import { benchDatabase, create, hire, percentile, rounded, signIn, startApplication } from './application.mjs';
import { openStore } from './store.mjs';
import { head } from './tablets.mjs';

const [SERIES, RESIDENTS] = [Number(process.env.SERIES ?? 500), Number(process.env.RESIDENTS ?? 120)];
const [REQUESTS, MOST] = [Number(process.env.REQUESTS ?? 60), 150];
const DAY = 86_400_000;
const TODAY = Math.floor(Date.now() / DAY) * DAY;
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/** How many took part in a session, and how many have a place in a series. */
const [ATTENDED, ENROLLED] = [8, 10];

const database = benchDatabase();

function day(after) {
  return new Date(TODAY + after * DAY).toISOString().slice(0, 10);
}

/** What a home of a few units offers: mostly weekly, some daily, some by the month. */
function ruleOf(index) {
  const weekday = DAYS[index % 7];
  const rules = [
    'FREQ=DAILY',
    `FREQ=WEEKLY;BYDAY=${weekday}`,
    `FREQ=WEEKLY;BYDAY=${weekday},${DAYS[(index + 3) % 7]}`,
    `FREQ=WEEKLY;INTERVAL=2;BYDAY=${weekday}`,
    `FREQ=MONTHLY;BYDAY=-1${weekday}`,
    'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    `FREQ=MONTHLY;BYMONTHDAY=${1 + (index % 28)}`,
    `FREQ=WEEKLY;BYDAY=${weekday};COUNT=200`,
    `FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1`,
    `FREQ=WEEKLY;BYDAY=${weekday}`,
  ];
  return rules[index % rules.length];
}

async function prepare() {
  const { tablets, end } = await startApplication(database.url);
  const admin = await signIn(tablets);
  const { id: userId } = await hire(tablets, admin, 'bench', ['nurse', 'manager']);
  const token = await signIn(tablets, 'bench');
  const residents = [];
  for (let number = 0; number < RESIDENTS; number += 1) {
    const person = { givenName: 'Carmen', familyName: `Ortega ${number}`, birthDate: '1938-04-17', sex: 'female' };
    residents.push((await create(tablets, token, 'residents', person)).id);
  }
  const series = [];
  for (let index = 0; index < SERIES; index += 1) {
    const time = `${String(9 + (index % 9)).padStart(2, '0')}:${index % 2 === 0 ? '00' : '30'}`;
    const activity = {
      title: `Activity ${index}`,
      category: 'social',
      startsAt: `${day(-400 - (index % 300))}T${time}`,
    };
    const more = { durationMinutes: 45, recurrence: ruleOf(index), location: 'Gymnasium', capacity: 12 };
    series.push((await create(tablets, token, 'activities', { ...activity, ...more })).id);
  }
  const { items: sessions } = await whole(tablets, token, `from=${day(-365)}&to=${day(0)}`);
  await end();
  return { residents, series, sessions, userId };
}

/** Who has a place, who took part in the year so far, and every tenth session of the year to come changed by itself. */
async function fill({ residents, series, sessions, userId }) {
  const store = await openStore(database.url);
  const at = new Date(TODAY - 500 * DAY).toISOString();
  const stored = () => ({ id: v7(), version: 1, created_at: at, updated_at: at });
  const add = async (table, rows) => {
    for (let some = 0; some < rows.length; some += 5000) await store.add(table, rows.slice(some, some + 5000));
    return rows.length;
  };
  const someOf = (index, count) =>
    Array.from({ length: count }, (_, n) => residents[(index * 7 + n) % residents.length]);
  const enrolments = await add(
    'enrolments',
    series.flatMap((id, index) =>
      someOf(index, ENROLLED).map((residentId) => ({
        ...{ ...stored(), activity_id: id, resident_id: residentId, session: null, from: day(-365), until: null },
        ...{ status: 'enrolled', held_until: null, ended_by: null, acknowledge: '[]', acknowledge_reason: null },
      })),
    ),
  );
  const past = sessions.filter(({ endsAt }) => Date.parse(endsAt) < TODAY);
  const named = ({ activityId, localStartsAt }) => ({ activity_id: activityId, original_starts_at: localStartsAt });
  await add(
    'attendance_sheets',
    past.map((session) => ({ ...stored(), ...named(session), starts_at: session.startsAt, ends_at: session.endsAt })),
  );
  const attendances = await add(
    'attendances',
    past.flatMap((session, index) =>
      someOf(series.indexOf(session.activityId), ATTENDED).map((residentId, n) => ({
        ...{ ...stored(), ...named(session), resident_id: residentId, starts_at: session.startsAt, note: null },
        ...{ attendance: (index + n) % 9 === 0 ? 'declined' : 'attended', engagement: null, recorded_by: userId },
      })),
    ),
  );
  const overrides = await add(
    'session_overrides',
    past.flatMap((session, index) => {
      if (index % 10 !== 0) return [];
      // The same time of the year to come: 52 weeks later.
      const later = `${new Date(Date.parse(`${session.localStartsAt}Z`) + 364 * DAY).toISOString().slice(0, 16)}`;
      const change = { cancelled: index % 20 === 0, starts_at: null, duration_minutes: null, location: 'Garden' };
      const none = { leader: null, capacity: null, reason: 'bench' };
      return { ...stored(), activity_id: session.activityId, original_starts_at: later, ...change, ...none };
    }),
  );
  await store.close();
  return { enrolments, sheets: past.length, attendances, overrides };
}

async function read(tablets, token, query) {
  const { status, body, milliseconds } = await tablets.send(
    head('GET', `/api/v1/activity-sessions?limit=200&${query}`, undefined, token),
  );
  if (status !== 200) throw new Error(`${query} gave ${status} ${body.slice(0, 500)}`);
  return { ...JSON.parse(body), milliseconds };
}

/** All pages, with the time of each, and the cursor that the last was asked with. */
async function whole(tablets, token, query) {
  const [items, times] = [[], []];
  let [cursor, last] = ['', ''];
  for (;;) {
    const page = await read(tablets, token, `${query}${cursor}`);
    items.push(...page.items);
    times.push(page.milliseconds);
    if (page.nextCursor === null) return { items, times, last };
    last = cursor = `&cursor=${page.nextCursor}`;
  }
}

const AHEAD = `from=${day(0)}&to=${day(365)}`;
const BEHIND = `from=${day(-365)}&to=${day(0)}`;

async function measure({ residents }) {
  const { tablets, end } = await startApplication(database.url);
  const token = await signIn(tablets, 'bench');
  const { items, times: pages, last } = await whole(tablets, token, AHEAD);
  const { times: pagesBehind, last: lastBehind } = await whole(tablets, token, BEHIND);
  const reads = {
    'the first page of a year to come': () => AHEAD,
    'the first page of a year past': () => BEHIND,
    'the last page of a year to come': () => `${AHEAD}${last}`,
    'the last page of a year past': () => `${BEHIND}${lastBehind}`,
    "a resident's year to come": (residentId) => `${AHEAD}&residentId=${residentId}`,
    "a resident's year past": (residentId) => `${BEHIND}&residentId=${residentId}`,
    'the week': () => '',
    'the day': () => `from=${day(0)}&to=${day(0)}`,
  };
  const times = { 'each page of a year to come': pages, 'each page of a year past': pagesBehind };
  for (const [name, query] of Object.entries(reads)) {
    // The first five warm up.
    for (let request = -5; request < REQUESTS; request += 1) {
      const { milliseconds } = await read(tablets, token, query(residents[(request + 5) % residents.length]));
      if (request >= 0) (times[name] ??= []).push(milliseconds);
    }
  }
  await end();
  return { times, sessions: items.length };
}

try {
  const home = await prepare();
  const rows = await fill(home);
  const { times, sessions } = await measure(home);
  console.log(
    `${SERIES} series on ${database.kind}, ${sessions} sessions in the year to come; rows: ${JSON.stringify(rows)}`,
  );
  const told = Object.entries(times).map(([what, some]) => ({
    what,
    requests: some.length,
    p50: rounded(percentile(some, 0.5)),
    p99: rounded(percentile(some, 0.99)),
  }));
  console.table(told);
  const slow = told.filter(({ what, p50 }) => /^the first page of a year/.test(what) && !(p50 < MOST));
  for (const { what, p50 } of slow) console.log(`${what}: ${p50} ms`);
  process.exitCode = slow.length === 0 ? 0 : 1;
} finally {
  database.remove();
}
