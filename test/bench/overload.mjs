/*
 * How the application behaves when more is asked of it than it can do: the 99th percentile of what it takes at its full
 * load and at four times that, and how soon it is itself again. `npm run bench:overload`, after a build.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as later } from 'node:timers/promises';

const SECONDS = Number(process.env.SECONDS ?? 10);
const COLUMNS = ['name', 'asked/s', 'taken/s', 'refused', 'failed', 'p50 ms', 'p99 ms'];
const PASSWORD = 'ward-kettle-orchid-1';
const agent = new http.Agent({ keepAlive: true, maxSockets: 400, maxFreeSockets: 400 });
const folder = mkdtempSync(join(tmpdir(), 'residencia-bench-'));

const child = spawn(process.execPath, ['dist/apps/api/src/main.js'], {
  env: {
    ...process.env,
    PORT: '0',
    DATABASE_URL: process.env.DATABASE_URL ?? `sqlite:${join(folder, 'home.db')}`,
    ADMIN_PASSWORD: PASSWORD,
    LOG_LEVEL: 'error',
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const port = await new Promise((found) => {
  createInterface({ input: child.stdout }).on('line', (line) => {
    const url = /^Residencia is at http:\/\/[^:]+:(\d+) /.exec(line);
    if (url !== null) found(Number(url[1]));
  });
});

function send(method, path, body, token) {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    ...(text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  const began = performance.now();
  return new Promise((answered, failed) => {
    const request = http.request({ host: '127.0.0.1', port, method, path, headers, agent }, (response) => {
      let answer = '';
      response.on('data', (part) => (answer += part));
      response.on('end', () => {
        answered({ status: response.statusCode, answer, milliseconds: performance.now() - began });
      });
    });
    request.on('error', failed);
    request.end(text);
  });
}

const signedIn = await send('POST', '/api/v1/auth/token', { username: 'admin', password: PASSWORD });
const token = JSON.parse(signedIn.answer).access_token;
let count = 0;

/** The home's mixture: one write for four reads. */
function act() {
  count += 1;
  if (count % 5 !== 0) return send('GET', '/api/v1/residents?limit=20', undefined, token);
  const resident = { givenName: 'Carmen', familyName: `Ortega ${count}`, birthDate: '1938-04-17', sex: 'female' };
  return send('POST', '/api/v1/residents', resident, token);
}

function summary(name, results, seconds) {
  const taken = results.filter(({ status }) => status < 300).map(({ milliseconds }) => milliseconds);
  const refused = results.filter(({ status }) => status === 503).length;
  taken.sort((a, b) => a - b);
  const at = (part) => Math.round((taken[Math.floor(taken.length * part)] ?? NaN) * 10) / 10;
  const line = {
    name,
    'asked/s': Math.round(results.length / seconds),
    'taken/s': Math.round(taken.length / seconds),
    refused,
    failed: results.length - taken.length - refused,
    'p50 ms': at(0.5),
    'p99 ms': at(0.99),
  };
  return { ...line, rate: taken.length / seconds };
}

/** As fast as `clients` who each wait for their answer. */
async function closed(name, clients, seconds) {
  const end = performance.now() + seconds * 1000;
  const results = [];
  const work = async () => {
    while (performance.now() < end) results.push(await act());
  };
  await Promise.all(Array.from({ length: clients }, work));
  return summary(name, results, seconds);
}

/** So many a second, whether they are answered or not. */
async function open(name, rate, seconds) {
  const results = [];
  const waiting = [];
  const began = performance.now();
  for (let sent = 0; sent < rate * seconds;) {
    const due = Math.min(rate * seconds, ((performance.now() - began) / 1000) * rate);
    for (; sent < due; sent += 1) {
      waiting.push(
        act().then(
          (result) => results.push(result),
          () => results.push({ status: 599, milliseconds: 0 }),
        ),
      );
    }
    await later(2);
  }
  await Promise.all(waiting);
  return summary(name, results, seconds);
}

await closed('warm up', 16, 3);
const most = await closed('as fast as 16 clients can', 16, SECONDS);
const full = await open('full load', most.rate * 0.85, SECONDS);
const fourfold = await open('four times that', most.rate * 0.85 * 4, SECONDS);
const after = performance.now();
let recovered;
for (let second = 0; second < 10 && recovered === undefined; second += 1) {
  const calm = await open('afterwards', most.rate * 0.5, 1);
  if (calm.refused + calm.failed === 0 && calm['p99 ms'] <= 3 * full['p99 ms']) recovered = performance.now() - after;
}
console.table([most, full, fourfold], COLUMNS);
console.log(
  `p99 at four times the load is ${(fourfold['p99 ms'] / full['p99 ms']).toFixed(2)} times that at full load`,
);
console.log(recovered === undefined ? 'not recovered after 10 s' : `recovered within ${Math.ceil(recovered / 1000)} s`);
child.kill();
agent.destroy();
rmSync(folder, { recursive: true, force: true });
