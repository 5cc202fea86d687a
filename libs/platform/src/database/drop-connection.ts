import type { ClientBase } from 'pg';
import type { QueryRunner } from 'typeorm';
import { dialectOf } from './dialect.js';

/** The part of a PostgreSQL connection that is used here. */
type Closable = ClientBase & { end(): Promise<void> };

/**
 * Closes the connection of `runner`, so that the pool doesn't give it to the next: it is broken, hangs, or leads to a
 * server that takes no writes any more. Nobody waits for it. SQLite has only one, which stays.
 */
export function dropConnection(runner: QueryRunner): void {
  if (dialectOf(runner) === 'sqlite') return;
  const connection = runner.connect() as Promise<Closable>;
  connection.then((client) => client.end()).catch(() => undefined);
}
