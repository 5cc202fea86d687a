import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './home.js';

/** How a start went that was expected to fail. */
export interface FailedStart {
  readonly code: number | null;
  readonly output: string;
  /** Lines on standard error. */
  readonly errors: readonly string[];
}

const LIMIT = 20_000;

/** Starts the built application and waits until it has given up; a start that succeeds is cut off after a while. */
export function startThatFails(environment: Readonly<Record<string, string>>): Promise<FailedStart> {
  const child = spawn(process.execPath, [join(ROOT, 'dist/apps/api/src/main.js')], {
    env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'error', NODE_ENV: 'test', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LIMIT,
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  return new Promise((ended, failed) => {
    child.once('error', failed);
    child.once('close', (code) => {
      ended({ code, output, errors: errors.split('\n').filter((line) => line !== '') });
    });
  });
}
