/*
 * How fast a catalogue of 50,000 medicines comes in over HTTP, the same again, and the most memory that the application has
 * taken (Linux only). `npm run bench:import`, after a build; with `DATABASE_URL` of an empty PostgreSQL database on that.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROWS = Number(process.env.ROWS ?? 50_000);
const PASSWORD = 'ward-kettle-orchid-1';
const folder = mkdtempSync(join(tmpdir(), 'residencia-bench-'));
const url = process.env.DATABASE_URL ?? `sqlite:${join(folder, 'home.db')}`;

const lines = Array.from({ length: ROWS }, (_, index) => {
  const substance = `substancia${index % 900}`;
  return `${100_000 + index},${substance} laboratorio${index % 37} ${1 + (index % 500)} mg comprimidos,${substance},N02BE01`;
});
const csv = ['registrationNumber,name,activeSubstance,atcCode', ...lines].join('\n');

const env = { ...process.env, PORT: '0', DATABASE_URL: url, ADMIN_PASSWORD: PASSWORD, LOG_LEVEL: 'error' };
const child = spawn(process.execPath, ['dist/apps/api/src/main.js'], { env, stdio: ['ignore', 'pipe', 'inherit'] });

/** In MiB. */
function memory(name) {
  const found = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'));
  return Math.round(Number(found?.[1] ?? NaN) / 1024);
}

try {
  const port = await new Promise((found) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const named = /^Residencia is at http:\/\/[^:]+:(\d+) /.exec(line);
      if (named !== null) found(Number(named[1]));
    });
  });
  const post = async (path, headers, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/${path}`, { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`${path} gave ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const signIn = JSON.stringify({ username: 'admin', password: PASSWORD });
  const { access_token: token } = await post('auth/token', { 'content-type': 'application/json' }, signIn);
  const before = memory('VmRSS');
  const rows = [];
  for (const kind of ['all new', 'all the same']) {
    const began = performance.now();
    const report = await post(
      'medications/import',
      { 'content-type': 'text/csv', authorization: `Bearer ${token}` },
      csv,
    );
    const seconds = (performance.now() - began) / 1000;
    const said = kind === 'all new' ? report.created : report.unchanged;
    if (said !== ROWS) throw new Error(`${kind}: ${JSON.stringify(report).slice(0, 500)}`);
    rows.push({
      kind,
      seconds: Math.round(seconds * 10) / 10,
      'rows/s': Math.round(ROWS / seconds),
      'peak MiB': memory('VmHWM'),
    });
  }
  console.log(`${ROWS} medicines on ${url.startsWith('postgres') ? 'PostgreSQL' : 'SQLite'}; ${before} MiB before`);
  console.table(rows);
} finally {
  const ended = new Promise((exit) => child.once('exit', exit));
  child.kill();
  await ended;
  rmSync(folder, { recursive: true, force: true });
}
