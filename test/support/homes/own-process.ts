import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from '../root.js';
import type { Environment, HomeProcess } from './process.js';

const START_LIMIT = 30_000;

/** Starts the built program. @param hear gets what it says on both of its outputs. */
export async function inOwnProcess(environment: Environment, hear?: (text: string) => void): Promise<HomeProcess> {
  const child = spawn(process.execPath, [join(ROOT, 'dist/server/main.js')], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', hear === undefined ? 'inherit' : 'pipe'],
  });
  for (const output of [child.stdout, child.stderr]) {
    output?.setEncoding('utf8').on('data', (text) => hear?.(String(text)));
  }
  return { origin: await listening(child), pid: child.pid, end: (signal) => end(child, signal) };
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill(signal);
  await ended;
  return child.exitCode;
}

function listening(child: ChildProcess): Promise<string> {
  const { stdout } = child;
  if (stdout === null) throw new Error('the process has no output');
  return new Promise((found, failed) => {
    const limit = setTimeout(() => {
      child.kill('SIGKILL');
      failed(new Error('the application did not start in time'));
    }, START_LIMIT);
    child.once('exit', (code) => {
      clearTimeout(limit);
      failed(new Error(`the application ended with ${String(code)} while starting`));
    });
    createInterface({ input: stdout }).on('line', (line) => {
      const url = /^Residencia is at (http:\/\/\S+) /.exec(line)?.[1];
      if (url === undefined) return;
      clearTimeout(limit);
      found(url);
    });
  });
}
