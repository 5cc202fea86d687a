/*
 * Whether a page of a timeline costs the same for a resident of 100 entries as for one of 1,000,000: the first page, one
 * in the middle, some kinds, some days. `npm run bench:timeline`, after a build; with `DATABASE_URL` of an empty
 * PostgreSQL database on that. Fails when a median is more than twice as long.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import pg from 'pg';
import { head, Tablets } from './tablets.mjs';
import { instantOf, storyOf } from './timeline-story.mjs';

const ENTRIES = { few: 100, many: Number(process.env.ENTRIES ?? 1_000_000) };
const [TURNS, REQUESTS] = [Number(process.env.TURNS ?? 5), Number(process.env.REQUESTS ?? 200)];
const MOST = 2;
const PASSWORD = 'ward-kettle-orchid-1';
const folder = mkdtempSync(join(tmpdir(), 'residencia-bench-'));
const url = process.env.DATABASE_URL ?? `sqlite:${join(folder, 'home.db')}`;
const postgres = url.startsWith('postgres');

async function startApplication() {
  const env = { ...process.env, PORT: '0', DATABASE_URL: url, ADMIN_PASSWORD: PASSWORD, LOG_LEVEL: 'error' };
  const child = spawn(process.execPath, ['dist/apps/api/src/main.js'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise((found) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const named = /^Residencia is at http:\/\/[^:]+:(\d+) /.exec(line);
      if (named !== null) found(Number(named[1]));
    });
  });
  const tablets = new Tablets(port);
  await tablets.open(1);
  const end = async () => {
    tablets.close();
    const ended = new Promise((exit) => child.once('exit', exit));
    child.kill();
    await ended;
  };
  return { tablets, end };
}

async function signIn(tablets, username) {
  const { body } = await tablets.send(head('POST', '/api/v1/auth/token', { username, password: PASSWORD }));
  return JSON.parse(body).access_token;
}

async function prepare() {
  const { tablets, end } = await startApplication();
  const token = await signIn(tablets, 'admin');
  const create = async (path, body, as = token) => {
    const answer = await tablets.send(head('POST', `/api/v1/${path}`, body, as));
    if (answer.status !== 201) throw new Error(`POST ${path} gave ${answer.status} ${answer.body}`);
    return JSON.parse(answer.body).id;
  };
  const user = { username: 'bench', displayName: 'Bench', roles: ['nurse', 'manager'], password: PASSWORD };
  const userId = await create('users', user);
  const manager = await signIn(tablets, 'bench');
  const medicationId = await create('medications', { name: 'Paracetamol 500 mg', activeSubstance: 'paracetamol' });
  const choir = { title: 'Choir', category: 'creative', startsAt: '2026-11-24T10:30', durationMinutes: 60 };
  const activityId = await create('activities', choir, manager);
  const born = { familyName: 'Ortega', birthDate: '1938-04-17', sex: 'female' };
  const residents = {};
  for (const who of ['few', 'many']) residents[who] = await create('residents', { givenName: who, ...born });
  await end();
  return { residents, things: { userId, medicationId, activityId } };
}

/** Writes rows straight into the database: by hand they would take days. */
async function openStore() {
  if (postgres) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return {
      add: (table, rows) =>
        client.query(`INSERT INTO "${table}" SELECT * FROM json_populate_recordset(null::"${table}", $1)`, [
          JSON.stringify(rows),
        ]),
      close: async () => {
        await client.query('ANALYZE');
        await client.end();
      },
    };
  }
  const database = new Database(url.replace(/^sqlite:/, ''));
  database.pragma('synchronous = OFF');
  return {
    add: (table, rows) => {
      const names = Object.keys(rows[0]);
      const columns = names.map((name) => `"${name}"`).join(', ');
      const insert = database.prepare(
        `INSERT INTO "${table}" (${columns}) VALUES (${names.map((name) => `@${name}`).join(', ')})`,
      );
      const plain = (value) => (typeof value === 'boolean' ? Number(value) : value);
      const store = (row) => insert.run(Object.fromEntries(names.map((name) => [name, plain(row[name])])));
      database.transaction(() => rows.forEach(store))();
    },
    close: () => database.close(),
  };
}

async function fill({ residents, things }) {
  const store = await openStore();
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
  const { tablets, end } = await startApplication();
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

function at(times, part) {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length * part)] ?? NaN;
}

function summary([page, { few, many, entries }]) {
  const two = (number) => Math.round(number * 100) / 100;
  return {
    page,
    entries,
    'p50 of 100': two(at(few, 0.5)),
    [`p50 of ${ENTRIES.many}`]: two(at(many, 0.5)),
    'p99 of 100': two(at(few, 0.99)),
    [`p99 of ${ENTRIES.many}`]: two(at(many, 0.99)),
    ratio: two(at(many, 0.5) / at(few, 0.5)),
  };
}

try {
  const home = await prepare();
  const began = performance.now();
  await fill(home);
  console.log(`${ENTRIES.many + ENTRIES.few} entries written in ${Math.round((performance.now() - began) / 1000)} s`);
  const rows = Object.entries(await measure(home)).map(summary);
  console.log(`${TURNS * REQUESTS} requests of each, in milliseconds, on ${postgres ? 'PostgreSQL' : 'SQLite'}`);
  console.table(rows);
  const slow = rows.filter(({ ratio }) => !(ratio <= MOST));
  for (const { page, ratio } of slow) console.log(`${page}: ${ratio} times as long`);
  process.exitCode = slow.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
