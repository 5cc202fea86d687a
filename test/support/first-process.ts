import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './root.js';

/** Whether a namespace of processes can be had, as a container has one: it takes the superuser of a Linux machine. */
export const MAY_BE_FIRST = process.platform === 'linux' && process.getuid?.() === 0;

/** The built program as process 1 of a namespace of its own, as in a container. */
export interface FirstProcess {
  /** Its number out here. */
  readonly pid: number;
  /** What it has said so far. */
  said(): string;
  /** Asks it to stop, as a container's engine does; it may have ended already. */
  terminate(): void;
  readonly ended: Promise<number | null>;
}

export async function asFirstProcess(environment: Readonly<Record<string, string>>): Promise<FirstProcess> {
  const namespace = ['--pid', '--fork', '--kill-child', '--mount-proc'];
  const outer = spawn('unshare', [...namespace, process.execPath, join(ROOT, 'dist/server/main.js')], {
    env: { PATH: process.env['PATH'], PORT: '0', NODE_ENV: 'test', LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  outer.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = new Promise<number | null>((done) => outer.once('exit', done));
  const number = String(outer.pid);
  for (;;) {
    const [child] = (await readFile(`/proc/${number}/task/${number}/children`, 'utf8')).split(' ');
    if (child !== undefined && child !== '')
      return { pid: Number(child), said: () => said, terminate: () => terminate(Number(child)), ended };
  }
}

function terminate(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch (error) {
    // An error of Node's own realm is no `Error` of Jest's.
    if (!(typeof error === 'object' && error !== null && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
