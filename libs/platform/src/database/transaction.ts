import type { DataSource, QueryRunner } from 'typeorm';
import { causeOf } from './cause.js';
import { dropConnection } from './drop-connection.js';
import { close, makeTx, open, type Tx } from './handle.js';
import { StorageFault, storageFault } from './storage-fault.js';
import type { RowChange } from './tracking.js';

/** SQLSTATEs that mean "nothing was wrong with the work, do it again": serialization failure and deadlock. */
const DONE_ANEW = new Set(['40001', '40P01']);

/** Writes down what a unit of work has changed, as the last thing that it does. */
export type Seal = (tx: Tx, changes: readonly RowChange[]) => Promise<void>;

/** What a committed unit of work leaves behind. */
export interface Committed<T> {
  readonly result: T;
  /** To run now, in order. */
  readonly afterCommit: readonly (() => void)[];
}

interface Result {
  readonly command: string;
}

/** The part of a PostgreSQL connection that is used here. */
interface PostgresConnection {
  /** @returns a result for each statement, where there are several. */
  query(sql: string): Promise<Result | readonly Result[]>;
}

/** Runs `work`, then `seal`, in a transaction that is open. @throws whatever `work` throws; nothing may stay then. */
export async function perform<T>(tx: Tx, work: (tx: Tx) => Promise<T>, seal: Seal): Promise<Committed<T>> {
  const { afterCommit, changes, endedBy } = open(tx);
  const result = await work(tx);
  if (endedBy.length > 0) throw endedBy[0];
  if (changes.length > 0) await seal(tx, changes);
  return { result, afterCommit };
}

/**
 * Runs `work`, then `seal`, in a transaction of PostgreSQL. When it rejects, or the commit fails, nothing of it stays.
 * @throws whatever `work` throws, after the roll-back; StorageFault `uncertain` when the answer to the commit was lost.
 */
export async function transaction<T>(
  source: DataSource,
  work: (tx: Tx) => Promise<T>,
  seal: Seal,
): Promise<Committed<T>> {
  const runner = source.createQueryRunner();
  const tx = makeTx(runner.manager, 'postgres');
  try {
    // Through TypeORM, which locks rows (`forUpdate`) only in a transaction that it knows of.
    await runner.startTransaction('READ COMMITTED');
    const committed = await perform(tx, work, seal);
    await commit(runner, open(tx).atCommit);
    return committed;
  } catch (error) {
    if (error instanceof StorageFault && error.trouble === 'uncertain') dropConnection(runner);
    // A failed roll-back (the connection is gone) must not hide the first error.
    await runner.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    close(tx);
    await runner.release();
  }
}

/** Whether PostgreSQL asks for the same work again. */
export function isDoneAnew(error: unknown): boolean {
  const { code } = causeOf(error);
  return code !== undefined && DONE_ANEW.has(code);
}

/**
 * @throws Error when PostgreSQL answers COMMIT by rolling back, as it does after a statement whose error was caught;
 * StorageFault `uncertain` when the connection was lost before the answer.
 */
async function commit(runner: QueryRunner, before: readonly string[]): Promise<void> {
  if (runner.isReleased) throw new StorageFault('unreachable', 'the connection was lost before the commit');
  const connection = (await runner.connect()) as PostgresConnection;
  const message = [...before, 'COMMIT'].join(';');
  const results = await connection.query(message).catch((error: unknown) => {
    const fault = storageFault(error);
    throw fault === undefined ? error : new StorageFault('uncertain', fault.reason);
  });
  if ([results].flat().at(-1)?.command !== 'COMMIT')
    throw new Error('rolled back: a statement of this unit of work failed and was passed over');
}
