import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { head, Tablets } from './tablets.mjs';

const PASSWORD = 'ward-kettle-orchid-1';

/** Where a benchmark's database is: an SQLite file of its own, or what `DATABASE_URL` names, which is empty. */
export function benchDatabase() {
  const folder = mkdtempSync(join(tmpdir(), 'residencia-bench-'));
  const url = process.env.DATABASE_URL ?? `sqlite:${join(folder, 'home.db')}`;
  const kind = url.startsWith('postgres') ? 'PostgreSQL' : 'SQLite';
  return { url, kind, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Starts the built application on a database; with `connections` tablets that are connected. */
export async function startApplication(url, connections = 1) {
  const env = { ...process.env, PORT: '0', DATABASE_URL: url, ADMIN_PASSWORD: PASSWORD, LOG_LEVEL: 'error' };
  const child = spawn(process.execPath, ['dist/server/main.js'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const kill = () => child.kill();
  process.once('exit', kill);
  const port = await new Promise((found) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const named = /^Residencia is at http:\/\/[^:]+:(\d+) /.exec(line);
      if (named !== null) found(Number(named[1]));
    });
  });
  const tablets = new Tablets(port);
  await tablets.open(connections);
  const end = async () => {
    tablets.close();
    const ended = new Promise((exit) => child.once('exit', exit));
    process.off('exit', kill);
    kill();
    await ended;
  };
  return { tablets, port, pid: child.pid, end };
}

/** Signs in as the administrator, or as a user that {@link hire} has made. @returns the token. */
export async function signIn(tablets, username = 'admin') {
  const { body } = await tablets.send(head('POST', '/api/v1/auth/token', { username, password: PASSWORD }));
  return JSON.parse(body).access_token;
}

/** What a POST creates. */
export async function create(tablets, token, path, sent) {
  const answer = await tablets.send(head('POST', `/api/v1/${path}`, sent, token));
  if (answer.status !== 201) throw new Error(`POST ${path} gave ${answer.status} ${answer.body}`);
  return JSON.parse(answer.body);
}

/** A user with these roles, who can sign in. */
export function hire(tablets, admin, username, roles) {
  return create(tablets, admin, 'users', { username, displayName: 'Bench', roles, password: PASSWORD });
}

/** Of some times the one that a part of them doesn't exceed. */
export function percentile(times, part) {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length * part)] ?? NaN;
}

/** With two decimals. */
export function rounded(number) {
  return Math.round(number * 100) / 100;
}
