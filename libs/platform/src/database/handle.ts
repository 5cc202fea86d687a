import type { EntityManager } from 'typeorm';
import type { Dialect } from './dialect.js';
import type { RowChange } from './tracking.js';

declare const readerBrand: unique symbol;
declare const txBrand: unique symbol;

/** A right to read committed data. Only `platform/database` can make one; a repository can't be called without. */
export interface Reader {
  readonly [readerBrand]: true;
}

/** A right to write inside one unit of work, and to read what it has written. */
export interface Tx extends Reader {
  readonly [txBrand]: true;
}

/** What stands behind a {@link Reader} or {@link Tx}: for `#platform/database/sql` only. */
export interface Handle {
  readonly manager: EntityManager;
  readonly dialect: Dialect;
  /** Whether this is a unit of work. */
  readonly writes: boolean;
  /** What was written so far, for the audit trail. */
  readonly changes: RowChange[];
  /** Statements that PostgreSQL gets in one message with COMMIT. */
  readonly atCommit: string[];
  /** Run after the commit, in order; empty for a reader. */
  readonly afterCommit: (() => void)[];
  /** Errors of parts (`attempt`) that end the whole unit of work: the database wants it done anew, or can't go on. */
  readonly endedBy: unknown[];
}

/** Stands for both kinds of right, which nobody can read but {@link open}. */
class Right implements Tx {
  declare readonly [readerBrand]: true;
  declare readonly [txBrand]: true;
  #handle: Handle | undefined;

  constructor(handle: Handle) {
    this.#handle = handle;
  }

  static handleOf(right: unknown): Handle | undefined {
    return right instanceof Right ? right.#handle : undefined;
  }

  static end(right: unknown): void {
    if (right instanceof Right) right.#handle = undefined;
  }
}

export function makeReader(manager: EntityManager, dialect: Dialect): Reader {
  return register(manager, dialect, false);
}

export function makeTx(manager: EntityManager, dialect: Dialect): Tx {
  return register(manager, dialect, true);
}

/** @throws Error when the unit of work has ended: a right is not to be kept. */
export function open(reader: Reader): Handle {
  const handle = Right.handleOf(reader);
  if (handle === undefined) throw new Error('this unit of work has ended');
  return handle;
}

export function close(reader: Reader): void {
  Right.end(reader);
}

function register(manager: EntityManager, dialect: Dialect, writes: boolean): Right {
  return new Right({ manager, dialect, writes, changes: [], atCommit: [], afterCommit: [], endedBy: [] });
}
