/*
 * Whether a page of a timeline costs the same for a resident of 100 entries as for one of 1,000,000: the first page, one
 * in the middle, some kinds, some days. `npm run bench:timeline`, after a build; with `DATABASE_URL` of an empty
 * PostgreSQL database on that. Fails when a median is more than twice as long.
 */
import { benchDatabase, create, hire, percentile, rounded, signIn, startApplication } from './application.mjs';
import { openStore } from './store.mjs';
import { head } from './tablets.mjs';
import { instantOf, storyOf } from './timeline-story.mjs';

const ENTRIES = { few: 100, many: Number(process.env.ENTRIES ?? 1_000_000) };
const [TURNS, REQUESTS] = [Number(process.env.TURNS ?? 5), Number(process.env.REQUESTS ?? 200)];
const MOST = 2;
const { url, kind, remove } = benchDatabase();

async function prepare() {
  const { tablets, end } = await startApplication(url);
  const admin = await signIn(tablets);
  const make = async (path, body, token = admin) => (await create(tablets, token, path, body)).id;
  const { id: userId } = await hire(tablets, admin, 'bench', ['nurse', 'manager']);
  const manager = await signIn(tablets, 'bench');
  const medicationId = await make('medications', { name: 'Paracetamol 500 mg', activeSubstance: 'paracetamol' });
  const choir = { title: 'Choir', category: 'creative', startsAt: '2026-11-24T10:30', durationMinutes: 60 };
  const activityId = await make('activities', choir, manager);
  const born = { familyName: 'Ortega', birthDate: '1938-04-17', sex: 'female' };
  const residents = {};
  for (const who of ['few', 'many']) residents[who] = await make('residents', { givenName: who, ...born });
  await end();
  return { residents, things: { userId, medicationId, activityId } };
}

async function fill({ residents, things }) {
  const store = await openStore(url);
  for (const who of ['few', 'many']) {
    for (const rows of storyOf(residents[who], ENTRIES[who], things)) {
      for (const [table, some] of Object.entries(rows)) if (some.length > 0) await store.add(table, some);
    }
  }
  await store.close();
}

/** Pages that have as many entries of the one resident as of the other. */
const PAGES = {
  'first page': () => ({ limit: 50 }),
  'page in the middle': (middle) => ({ limit: 50, cursor: cursorAt(middle - 25) }),
  'two kinds': () => ({ limit: 20, kinds: 'observations,assessments' }),
  'a rare kind, in the middle': (middle) => ({ limit: 2, kinds: 'movements', cursor: cursorAt(middle) }),
  'some days': (middle) => ({ limit: 50, from: instantOf(middle + 30), to: instantOf(middle - 30) }),
  'some days, their second page': (middle) => ({
    ...{ limit: 20, from: instantOf(middle + 30), to: instantOf(middle - 30) },
    cursor: cursorAt(middle),
  }),
};

/** As the application writes it, for a place in the middle of a million that nobody pages to. */
function cursorAt(number) {
  const place = ['timeline', instantOf(number), '01900000-0000-7000-8000-000000000000'];
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

async function measure({ residents }) {
  const { tablets, end } = await startApplication(url);
  const token = await signIn(tablets, 'bench');
  const times = {};
  for (let turn = 0; turn <= TURNS; turn += 1) {
    for (const [page, query] of Object.entries(PAGES)) {
      const counts = {};
      for (let request = 0; request < REQUESTS; request += 1) {
        for (const who of ['few', 'many']) {
          const asked = new URLSearchParams(query(ENTRIES[who] / 2));
          const path = `/api/v1/residents/${residents[who]}/timeline?${asked}`;
          const { status, body, milliseconds } = await tablets.send(head('GET', path, undefined, token));
          if (status !== 200) throw new Error(`${path} gave ${status} ${body}`);
          counts[who] = JSON.parse(body).items.length;
          // The first turn warms up.
          if (turn > 0) ((times[page] ??= {})[who] ??= []).push(milliseconds);
        }
      }
      if (counts.few !== counts.many) throw new Error(`${page}: ${counts.few} entries of few, ${counts.many} of many`);
      times[page] = Object.assign(times[page] ?? {}, { entries: counts.few });
    }
  }
  await end();
  return times;
}

function summary([page, { few, many, entries }]) {
  return {
    page,
    entries,
    'p50 of 100': rounded(percentile(few, 0.5)),
    [`p50 of ${ENTRIES.many}`]: rounded(percentile(many, 0.5)),
    'p99 of 100': rounded(percentile(few, 0.99)),
    [`p99 of ${ENTRIES.many}`]: rounded(percentile(many, 0.99)),
    ratio: rounded(percentile(many, 0.5) / percentile(few, 0.5)),
  };
}

try {
  const home = await prepare();
  const began = performance.now();
  await fill(home);
  console.log(`${ENTRIES.many + ENTRIES.few} entries written in ${Math.round((performance.now() - began) / 1000)} s`);
  const rows = Object.entries(await measure(home)).map(summary);
  console.log(`${TURNS * REQUESTS} requests of each, in milliseconds, on ${kind}`);
  console.table(rows);
  const slow = rows.filter(({ ratio }) => !(ratio <= MOST));
  for (const { page, ratio } of slow) console.log(`${page}: ${ratio} times as long`);
  process.exitCode = slow.length === 0 ? 0 : 1;
} finally {
  remove();
}
