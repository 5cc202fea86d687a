import type { Reader } from '../handle.js';
import type { Row, Table } from './table.js';
import type { Dialect } from '../dialect.js';

/** Rows held at a time, and about how many characters of them. */
export const BATCH = { rows: 1000, size: 1_000_000 } as const;

/** A home's database as it is at one moment. */
export interface HomeSide {
  readonly dialect: Dialect;
  /** All that the home has, each after those that it refers to. */
  readonly tables: readonly Table[];
  /** Of the same moment, for the audit trail. */
  readonly reader: Reader;
  count(table: Table): Promise<number>;
  /**
   * Every row in the order of the table's key, in batches.
   * @throws UnmovableValueError for a value that can't be read as it is.
   */
  rows(table: Table): Iterable<readonly Row[]> | AsyncIterable<readonly Row[]>;
  close(): Promise<void>;
}

/**
 * A database that is to become a home: empty, with the schema of this program, and nobody else may use it. Nothing of it
 * is there for others before {@link keep}, and nothing stays of it when it is closed without that.
 */
export interface NewHomeSide extends HomeSide {
  /** Adds rows after those that are there; every constraint and trigger of the home holds for them. @throws Error with one line */
  add(table: Table, rows: readonly Row[]): Promise<void>;
  /** No more rows come: the tables can be read, and {@link reader} may be used. */
  settle(): Promise<void>;
  /** Makes it the home, all at once and for good. @throws Error with one line. */
  keep(): Promise<void>;
}
