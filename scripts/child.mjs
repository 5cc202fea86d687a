import { constants } from 'node:os';
import { spawn } from 'node:child_process';
import { ROOT } from './sources.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs Node in the root of the repository and passes signals on to it.
 * @returns {Promise<number>} its exit code; 128 and the signal's number, as a shell has it, when a signal ended it
 */
export function runNode(args, options = {}) {
  return run(process.execPath, args, options);
}

/** Runs a program as {@link runNode} does. */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', ...options });
    const passOn = (signal) => {
      // A terminal's Ctrl-C has reached the child already: the whole group gets it.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    for (const signal of SIGNALS) process.on(signal, passOn);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of SIGNALS) process.off(name, passOn);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** Runs Node and ends as it ends. */
export async function forward(args) {
  process.exitCode = await runNode(args);
}
