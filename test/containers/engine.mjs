import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const ROOT = join(import.meta.dirname, '../..');
export const PORT = process.env.RESIDENCIA_PORT ?? '3391';
const ENVIRONMENT = { ...process.env, RESIDENCIA_PORT: PORT };
const run = promisify(execFile);

/** @returns {Promise<string>} what a command says. @throws Error with all that it said when it fails. */
export async function docker(...args) {
  const { stdout } = await run('docker', args, { cwd: ROOT, env: ENVIRONMENT, maxBuffer: 64 * 1024 * 1024 });
  return stdout.trim();
}

/** Runs a command in sight of whoever looks on. @returns {Promise<number>} its exit code. */
export function shown(...args) {
  return new Promise((resolve, reject) => {
    const child = spawn('docker', args, { cwd: ROOT, env: ENVIRONMENT, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Why there is no engine to test with; undefined: there is one. */
export async function whyNoEngine() {
  try {
    await docker('version', '--format', '{{.Server.Version}}');
    await docker('compose', 'version', '--short');
    return undefined;
  } catch (error) {
    return error.code === 'ENOENT' ? 'there is no docker command' : String(error.stderr ?? error.message).trim();
  }
}

/**
 * One composition under a name of its own, apart from any home that somebody has here.
 * @param front the service that callers reach
 */
export function composition(name, front, ...files) {
  const base = ['compose', '-p', name, ...files.flatMap((file) => ['-f', join('docker', file)]), '--profile', 'e2e'];
  return {
    name,
    ask: (...args) => docker(...base, ...args),
    show: (...args) => shown(...base, ...args),
    /** Until all that callers need is ready; the stories are not begun. */
    up: () => docker(...base, 'up', '--detach', '--wait', '--wait-timeout', '180', front),
    /** Containers and networks go, volumes stay. */
    down: () => docker(...base, 'down'),
    remove: () => docker(...base, 'down', '--volumes', '--timeout', '5'),
    container: (service) => docker(...base, 'ps', '--all', '--quiet', service),
  };
}
