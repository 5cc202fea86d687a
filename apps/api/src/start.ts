import { ConfigurationError, readDatabaseConfig, readServerConfig } from '#platform/config';
import { createLogger, endQuietly } from '#platform/logging';
import { keepHeapSmall } from './small-heap.js';
import { stopOnSignals } from './stop.js';

async function main(): Promise<void> {
  const letHeapGrow = keepHeapSmall();
  const server = readServerConfig(process.env);
  const database = readDatabaseConfig(process.env);
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

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`residencia: ${error instanceof ConfigurationError ? message : `cannot start: ${message}`}\n`);
  process.exit(1);
});
