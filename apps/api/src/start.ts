import { ConfigurationError, readDatabaseConfig, readServerConfig } from '#platform/config';
import { createLogger, endQuietly } from '#platform/logging';
import { leaveOutOtherDatabases } from './other-databases.js';
import { stopOnSignals } from './stop.js';

/**
 * Starts the application as `env` has it, and ends the process with one line where that can't be.
 * @param letHeapGrow called once the doors are open.
 */
export async function start(env: NodeJS.ProcessEnv, letHeapGrow: () => void): Promise<void> {
  try {
    await open(env, letHeapGrow);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`residencia: ${error instanceof ConfigurationError ? message : `cannot start: ${message}`}\n`);
    process.exit(1);
  }
}

async function open(env: NodeJS.ProcessEnv, letHeapGrow: () => void): Promise<void> {
  const server = readServerConfig(env);
  const database = readDatabaseConfig(env);
  leaveOutOtherDatabases(database.url.kind);
  const logger = createLogger(server.logLevel);
  endQuietly(process, logger, (code) => process.exit(code));
  const stops = stopOnSignals({ drain: server.drain, limit: server.stopLimit }, logger);
  // Loaded last: a setting that cannot be is told at once, and a signal is heard from the beginning.
  const { serve } = await import('./serve.js');
  const { url, password } = await serve(server, database, logger, stops);
  letHeapGrow();
  print(`Residencia is at ${url} and its documentation at ${url}/docs`);
  print(
    password === undefined
      ? 'Sign in as one of its users; the first one was admin.'
      : `Sign in as admin with the password ${password} (shown only this once).`,
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
