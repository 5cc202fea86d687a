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

const handles = new WeakMap<Reader, Handle>();

export function makeReader(manager: EntityManager, dialect: Dialect): Reader {
  return register<Reader>(manager, dialect, false);
}

export function makeTx(manager: EntityManager, dialect: Dialect): Tx {
  return register<Tx>(manager, dialect, true);
}

/** @throws Error when the unit of work has ended: a right is not to be kept. */
export function open(reader: Reader): Handle {
  const handle = handles.get(reader);
  if (handle === undefined) throw new Error('this unit of work has ended');
  return handle;
}

export function close(reader: Reader): void {
  handles.delete(reader);
}

function register<T extends Reader>(manager: EntityManager, dialect: Dialect, writes: boolean): T {
  const key = Object.freeze({}) as T;
  handles.set(key, { manager, dialect, writes, changes: [], atCommit: [], afterCommit: [], endedBy: [] });
  return key;
}
