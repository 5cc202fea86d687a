import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, QueryRunner } from 'typeorm';
import type { DataSources } from './data-sources.js';
import { close, makeReader, makeTx, open, type Reader, type Tx } from './handle.js';
import { WriteQueue } from './write-queue.js';
import type { Dialect } from './dialect.js';

/** How often the work is done anew when PostgreSQL asks for it, before the caller is told. */
const ATTEMPTS = 5;

/** SQLSTATEs that mean "nothing was wrong with the work, do it again". */
const RETRIED = new Set(['40001', '40P01']);

/** Only says that a unit of work is running here, so that nesting is refused instead of waiting for itself. */
const running = new AsyncLocalStorage<true>();

/**
 * The one way to write. A unit of work is all or nothing: when `work` rejects, nothing of it stays.
 * On SQLite units run one after the other on the writing connection; on PostgreSQL each has a connection of the
 * pool at READ COMMITTED and is done anew on a serialization failure or deadlock.
 */
export class UnitOfWork {
  private readonly queue: WriteQueue;
  private readonly committedReader: Reader;

  constructor(
    private readonly sources: DataSources,
    writeQueueLimit: number,
  ) {
    this.queue = new WriteQueue(writeQueueLimit);
    this.committedReader = makeReader(sources.reader.manager, sources.dialect);
  }

  /** Sees what is committed, and nothing of a unit of work in progress. */
  get reader(): Reader {
    return this.committedReader;
  }

  /** Units of work that wait or run here; a metric. */
  get pending(): number {
    return this.queue.length;
  }

  /**
   * Runs `work` and commits. `work` may be run again from the start, so it holds no effect outside its `tx`.
   * @throws whatever `work` throws, after the roll-back; OverloadedError when the queue is full.
   */
  async write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (running.getStore() === true) throw new Error('a unit of work may not be nested');
    return running.run(true, () =>
      this.sources.dialect === 'sqlite' ? this.queue.run(() => this.once(work)) : this.retried(work),
    );
  }

  /** Waits for the units of work that were begun. */
  async drained(): Promise<void> {
    await this.queue.drained();
  }

  private async retried<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(work);
      } catch (error) {
        if (attempt === ATTEMPTS || !isRetried(error)) throw error;
      }
    }
  }

  private async once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.sources.writer.createQueryRunner();
    try {
      return await transaction(this.sources.writer, runner, this.sources.dialect, work);
    } finally {
      if (this.sources.dialect === 'postgres') await runner.release();
    }
  }
}

async function transaction<T>(
  source: DataSource,
  runner: QueryRunner,
  dialect: Dialect,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  await runner.query(dialect === 'sqlite' ? 'BEGIN IMMEDIATE' : 'BEGIN');
  const tx = makeTx(dialect === 'sqlite' ? source.manager : runner.manager, dialect);
  let result: T;
  const { afterCommit } = open(tx);
  try {
    result = await work(tx);
    await runner.query('COMMIT');
  } catch (error) {
    await rollBack(runner);
    throw error;
  } finally {
    close(tx);
  }
  for (const follow of afterCommit) running.exit(follow);
  return result;
}

/** A failed roll-back (SQLite has already rolled back, or the connection is gone) must not hide the first error. */
async function rollBack(runner: QueryRunner): Promise<void> {
  await runner.query('ROLLBACK').catch(() => undefined);
}

/**
 * Runs part of a unit of work that may fail without failing the rest: its own changes are undone, and its error is
 * thrown for the caller to report. For batches with an answer per row.
 */
export async function attempt<T>(tx: Tx, part: () => Promise<T>): Promise<T> {
  const { manager } = open(tx);
  await manager.query('SAVEPOINT part');
  try {
    const result = await part();
    await manager.query('RELEASE SAVEPOINT part');
    return result;
  } catch (error) {
    await manager.query('ROLLBACK TO SAVEPOINT part');
    await manager.query('RELEASE SAVEPOINT part');
    throw error;
  }
}

/** Runs `follow` after the commit, and never when the unit of work is rolled back. */
export function afterCommit(tx: Tx, follow: () => void): void {
  open(tx).afterCommit.push(follow);
}

function isRetried(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { driverError } = error as { driverError?: { code?: unknown } };
  return typeof driverError?.code === 'string' && RETRIED.has(driverError.code);
}
