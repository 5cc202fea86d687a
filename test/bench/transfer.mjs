/*
 * How long a home takes to move from SQLite to PostgreSQL and back, and whether what comes back is what went. The home has
 * 500 MB (`MEGABYTES`) of doses and of the entries that tell them in the audit trail. `npm run bench:transfer`, after a
 * build; PostgreSQL is where `TEST_POSTGRES_URL` says. Fails when the ends differ.
 */
import { spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { chained } from '../../dist/libs/platform/src/audit/trail/audit-entry.js';
import { benchDatabase, rounded } from './application.mjs';
import { prepare, rowsOf } from './doses.mjs';
import { openStore } from './store.mjs';

const MEGABYTES = Number(process.env.MEGABYTES ?? 500);
const RESIDENTS = 20;
const POSTGRES = process.env.TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const MB = 1_000_000;

const database = benchDatabase();
const file = database.url.replace(/^sqlite:/, '');
const back = join(file, '..', 'back.db');
const name = `residencia_bench_${crypto.randomUUID().replaceAll('-', '')}`;
const postgres = Object.assign(new URL(POSTGRES), { pathname: `/${name}` }).href;

/** Doses day by day into the past, each with its entry in the trail, until the file is large enough. */
async function fill({ prescriptions, userId }) {
  const store = await openStore(database.url);
  let head = lastEntry();
  for (let before = 1; statSync(file).size < MEGABYTES * MB; before += 1) {
    const rows = prescriptions.flatMap((prescription) => rowsOf(prescription, before, userId));
    const entries = rows.map((row) => {
      const act = { at: row.recorded_at, actor: 'bench', action: 'create', resource: 'administration' };
      const of = { resourceId: row.id, residentId: row.resident_id, before: null, after: row, requestId: 'bench' };
      head = chained(head, { ...act, ...of });
      return head;
    });
    await store.add('administrations', rows);
    await store.add('audit_entries', entries.map(asRow));
  }
  await store.close();
}

function lastEntry() {
  const home = new Database(file, { readonly: true });
  const last = home.prepare('SELECT "seq", "hash" FROM "audit_entries" ORDER BY "seq" DESC LIMIT 1').get();
  home.close();
  return last;
}

function asRow({ seq, at, actor, action, resource, resourceId, residentId, after, requestId, hash, previousHash }) {
  return {
    ...{ seq, at, actor, action, resource, resource_id: resourceId, resident_id: residentId, before: null },
    ...{ after, request_id: requestId, hash, previous_hash: previousHash },
  };
}

/** Runs the command. @returns what it said last, the seconds that it took, and the most memory that it had, in MB. */
async function transfer(from, to, ...options) {
  const began = performance.now();
  const child = spawn(
    process.execPath,
    ['dist/apps/cli/src/main.js', 'transfer', '--from', from, '--to', to, ...options],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  let memory = 0;
  child.stdout.on('data', (data) => (said += data));
  const looking = setInterval(() => (memory = Math.max(memory, memoryOf(child.pid))), 100);
  const code = await new Promise((exit) => child.once('close', exit));
  clearInterval(looking);
  if (code !== 0) throw new Error(`the transfer ended with ${code}`);
  const seconds = rounded((performance.now() - began) / 1000);
  return { said: said.trim().split('\n').at(-1), seconds, 'memory (MB)': Math.round(memory / MB) };
}

/** The most that a process has had, in bytes; 0 where that isn't told. */
function memoryOf(pid) {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

async function administer(sql) {
  const client = new pg.Client({ connectionString: POSTGRES });
  await client.connect();
  await client.query(sql);
  await client.end();
}

await administer(`CREATE DATABASE "${name}"`);
try {
  await fill(await prepare(database.url, RESIDENTS));
  const megabytes = Math.round(statSync(file).size / MB);
  const rows = [
    { what: 'to PostgreSQL', ...(await transfer(database.url, postgres)) },
    { what: 'and back', ...(await transfer(postgres, `sqlite:${back}`)) },
    { what: 'what went and what came back', ...(await transfer(database.url, `sqlite:${back}`, '--compare')) },
    { what: 'what went and what is there', ...(await transfer(database.url, postgres, '--compare')) },
  ];
  console.log(`A home of ${megabytes} MB.`);
  for (const { what, said } of rows) console.log(`${what}: ${said}`);
  console.table(rows.map(({ said, ...row }) => ({ ...row, equal: /hold the same/.test(said) })));
} finally {
  await administer(`DROP DATABASE "${name}" WITH (FORCE)`);
  database.remove();
}
