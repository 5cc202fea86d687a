/*
 * How many writes one, two and three processes of the application take together on one PostgreSQL database, of `DATABASE_URL`,
 * which is empty. `npm run bench:replicas`, after a build. Each write has its entry in the one chain of the audit trail;
 * that the chain is whole is asked for at the end. Also how many commits a second the chain alone allows.
 */
import pg from 'pg';
import { create, hire, percentile, rounded, signIn, startApplication } from './application.mjs';
import { head } from './tablets.mjs';

const [SECONDS, CONNECTIONS, APPENDERS] = [Number(process.env.SECONDS ?? 10), 16, 8];
const url = process.env.DATABASE_URL;
if (url?.startsWith('postgres') !== true) throw new Error('DATABASE_URL names an empty PostgreSQL database');

/** Residents whom observations are of. */
async function prepare() {
  const { tablets, end } = await startApplication(url);
  const admin = await signIn(tablets);
  await hire(tablets, admin, 'bench', ['nurse', 'manager', 'auditor']);
  const nurse = await signIn(tablets, 'bench');
  const residents = [];
  for (let number = 0; number < 40; number += 1) {
    const room = { name: `Room ${number}`, unit: 'Unit', beds: [{ name: 'A' }] };
    const bedId = (await create(tablets, nurse, 'rooms', room)).beds[0].id;
    const person = { givenName: 'Carmen', familyName: `Ortega ${number}`, birthDate: '1938-04-17', sex: 'female' };
    const { id } = await create(tablets, nurse, 'residents', person);
    await create(tablets, nurse, `residents/${id}/movements`, { type: 'admission', bedId });
    residents.push(id);
  }
  await end();
  return residents;
}

/** So many processes, and the same number of connections shared out among them, each as fast as it is answered. */
async function load(processes, residents) {
  const homes = await Promise.all(
    Array.from({ length: processes }, () => startApplication(url, Math.ceil(CONNECTIONS / processes))),
  );
  const token = await signIn(homes[0].tablets, 'bench');
  const times = [];
  // Each process compiles what is hot by itself: as long for each of them.
  let [sent, warm, until] = [0, false, performance.now() + 6000 * processes];
  const work = async ({ tablets }) => {
    while (performance.now() < until) {
      sent += 1;
      const path = `/api/v1/residents/${residents[sent % residents.length]}/observations`;
      const answer = await tablets.send(head('POST', path, { type: 'heart-rate', value: 60 + (sent % 40) }, token));
      if (answer.status !== 201) throw new Error(`${answer.status} ${answer.body.slice(0, 500)}`);
      if (warm) times.push(answer.milliseconds);
    }
  };
  const round = () => Promise.all(Array.from({ length: CONNECTIONS }, (_, index) => work(homes[index % processes])));
  await round();
  [warm, until] = [true, performance.now() + SECONDS * 1000];
  await round();
  const { body } = await homes[0].tablets.send(head('GET', '/api/v1/audit/verify', undefined, token));
  await Promise.all(homes.map(({ end }) => end()));
  const { valid, checked } = JSON.parse(body);
  return {
    processes,
    'writes/s': Math.round(times.length / SECONDS),
    'p50 (ms)': rounded(percentile(times, 0.5)),
    'p99 (ms)': rounded(percentile(times, 0.99)),
    chain: valid ? `whole, ${checked} entries` : 'BROKEN',
  };
}

/** Commits a second of the chain alone: connections that do nothing but append one entry and commit. */
async function chainAlone() {
  const act = {
    at: new Date().toISOString(),
    actor: 'bench',
    action: 'create',
    resource: 'bench',
    resourceId: 'bench',
  };
  const append = `SELECT "append_to_trail"('${JSON.stringify([{ ...act, requestId: 'bench', upTo: '{', from: '' }])}')`;
  const clients = await Promise.all(
    Array.from({ length: APPENDERS }, async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  const until = performance.now() + SECONDS * 1000;
  let commits = 0;
  await Promise.all(
    clients.map(async (client) => {
      for (; performance.now() < until; commits += 1) await client.query(`BEGIN;${append};COMMIT`);
    }),
  );
  await Promise.all(clients.map((client) => client.end()));
  return Math.round(commits / SECONDS);
}

const residents = await prepare();
const rows = [];
for (const processes of [1, 2, 3]) rows.push(await load(processes, residents));
console.table(rows);
console.log(`the chain alone takes ${await chainAlone()} commits a second of ${APPENDERS} connections`);
process.exitCode = rows.every(({ chain }) => chain !== 'BROKEN') ? 0 : 1;
