import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './root.js';

/** How a program ended. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
  /** Lines on standard error. */
  readonly errors: readonly string[];
}

const LIMIT = 20_000;

/** Runs a program of the build, such as `apps/cli/src/main.js`, to its end; one that doesn't end is cut off. */
export function runProgram(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Ended> {
  const child = spawn(process.execPath, [join(ROOT, 'dist', program), ...args], {
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'error', NODE_ENV: 'test', ...environment },
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

/** Runs a command of the command line. */
export function runCommand(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Ended> {
  return runProgram('apps/cli/src/main.js', args, environment);
}
