import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const WATCH = new URL('./watch.mjs', import.meta.url).href;
const FLOOR = 'test/bench/floor/server.mjs';
export const APPLICATION = 'dist/server/main.js';

/** How long one may wait is measured, and refuses nobody, however slow the disk. */
const PATIENT = { WRITE_WAIT_LIMIT_MS: '60000', REQUEST_WAIT_LIMIT_MS: '60000' };

/** What each server that is measured is, and with which settings it is started on a database. */
export const SERVERS = {
  bare: (path) => ({ script: FLOOR, env: { FLOOR_DATABASE: path, FLOOR_BARE: '1' } }),
  floor: (path) => ({ script: FLOOR, env: { FLOOR_DATABASE: path } }),
  app: (path) => ({
    script: APPLICATION,
    env: { DATABASE_URL: `sqlite:${path}`, PORT: '0', LOG_LEVEL: 'error', ...PATIENT },
  }),
};

/** Starts a server in a process of its own, with flags of Node; `ready` are the milliseconds until it was alive. */
export async function startServer(name, path, flags = []) {
  const { script, env } = SERVERS[name](path);
  const began = performance.now();
  const child = spawn(process.execPath, [...flags, '--import', WATCH, script], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${name} ended with ${code}`);
  });
  const port = await Promise.race([ended, portOf(child)]);
  if (name === 'app') await alive(port);
  const ready = performance.now() - began;
  ended.catch(() => undefined);
  return {
    ...{ name, port, ready },
    /** RSS in bytes, the event loop's 99th percentile and the CPU time since it was asked last, in milliseconds. */
    state: () => ask(child, 'how are you'),
    /** The same after everything was thrown away that can be; of a server with `--expose-gc`. */
    restedState: () => ask(child, 'have a rest'),
    /** SQL that was prepared since it was asked last; of one that is watched for it (growth/statements.mjs). */
    statements: () => ask(child, 'which statements'),
    async end() {
      const exit = once(child, 'exit');
      child.kill();
      await exit;
    },
  };
}

async function ask(child, question) {
  child.send(question);
  const [answer] = await once(child, 'message');
  return answer;
}

function portOf(child) {
  return new Promise((found) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const named = / is at http:\/\/[^:]+:(\d+) /.exec(line);
      if (named !== null) found(Number(named[1]));
    });
  });
}

async function alive(port) {
  const answer = await fetch(`http://127.0.0.1:${port}/health/live`);
  if (answer.status !== 200) throw new Error(`/health/live gave ${answer.status}`);
}
