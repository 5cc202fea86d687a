import type { DataSource } from 'typeorm';

/** The part of a better-sqlite3 statement that is used here. */
export interface Statement {
  /** Whether it gives rows. */
  readonly reader: boolean;
  all(...values: unknown[]): unknown[];
  run(...values: unknown[]): unknown;
  raw(): Statement;
  columns(): { readonly name: string }[];
}

/** The part of a better-sqlite3 connection that is used here. */
export interface Connection {
  readonly inTransaction: boolean;
  prepare(sql: string): Statement;
}

export function connectionOf({ driver }: DataSource): Connection {
  if (!('databaseConnection' in driver)) throw new Error('not a connection to SQLite');
  return driver.databaseConnection as Connection;
}
