import { createHash, type Hash } from 'node:crypto';
import type { Dialect } from '../dialect.js';
import { keyInWords, type Row, type Table, type Value } from './table.js';

/** A value that the other database can't hold as it is. The message is one line for an operator. */
export class UnmovableValueError extends Error {
  constructor(table: Table, row: Row, column: number, why: string) {
    super(`${table.name}, ${keyInWords(table, row)}: ${table.columns[column]?.name ?? ''} ${why}`);
  }
}

/** @throws UnmovableValueError for the first value that a database of this kind can't hold. */
export function assertHoldable(dialect: Dialect, table: Table, rows: readonly Row[]): void {
  if (dialect === 'sqlite') return;
  for (const row of rows) {
    const found = row.findIndex((value) => typeof value === 'string' && value.includes('\0'));
    if (found !== -1) throw new UnmovableValueError(table, row, found, 'has a NUL character, which PostgreSQL refuses');
  }
}

/**
 * A number as a database gives it: SQLite's INTEGER and PostgreSQL's integer as a number, bigint as text.
 * @returns undefined when it is no whole number, or one that a number doesn't hold exactly.
 */
export function asNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

/** How much room a row takes here, about, in characters. */
export function sizeOfRow(row: Row): number {
  let size = 0;
  for (const value of row) size += typeof value === 'string' ? value.length : 8;
  return size;
}

/** What the rows of a table come to. */
export interface Sum {
  readonly rows: number;
  /** SHA-256 over every value in the order of the key, in hexadecimal: alike on both databases. */
  readonly digest: string;
}

/** Sums up the rows of one table as they pass. */
export class Summing {
  private readonly hash: Hash = createHash('sha256');
  private rows = 0;

  add(rows: readonly Row[]): void {
    this.rows += rows.length;
    for (const row of rows) this.hash.update(lineOf(row));
  }

  end(): Sum {
    return { rows: this.rows, digest: this.hash.digest('hex') };
  }
}

/** A row as one line, such that no other row has the same: JSON knows text from numbers, and escapes the end of a line. */
export function lineOf(row: Row): string {
  return `${JSON.stringify(row satisfies readonly Value[])}\n`;
}
