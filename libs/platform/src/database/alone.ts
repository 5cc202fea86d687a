import { setTimeout } from 'node:timers/promises';
import type { QueryRunner } from 'typeorm';
import type { DataSources } from './data-sources.js';

/** How often another process is asked for its lock, in milliseconds. */
const ASKED_EVERY = 100;

/** PostgreSQL keeps locks of two numbers apart from those of one, which units of work take. */
const ALONE = 1;

/** How work that has to be alone waits for its turn. */
export interface Wait {
  /** Longest wait, in milliseconds. */
  readonly limit: number;
  /** What is thrown after it. */
  readonly tooLong: () => Error;
}

/**
 * Lets long work of one kind go on one at a time, in order of arrival, among all processes of the home. A SQLite file
 * belongs to one process; on PostgreSQL a lock of a connection, which goes with its process, holds between several.
 */
export class Alone {
  /** Of each kind, when the last one here will have ended. */
  private readonly ends = new Map<number, Promise<void>>();

  constructor(private readonly sources: Pick<DataSources, 'dialect' | 'writer'>) {}

  /**
   * @param lock any number of 31 bits, of one kind of work.
   * @throws what `wait` says after its limit; whatever `work` throws.
   */
  async run<T>(lock: number, wait: Wait, work: () => Promise<T>): Promise<T> {
    const deadline = performance.now() + wait.limit;
    const before = this.ends.get(lock) ?? Promise.resolve();
    let ended: () => void = () => undefined;
    const end = new Promise<void>((resolve) => {
      ended = resolve;
    });
    this.ends.set(
      lock,
      before.then(() => end),
    );
    try {
      if (!(await endsWithin(before, wait.limit))) throw wait.tooLong();
      return await (this.sources.dialect === 'sqlite' ? work() : this.locked(lock, deadline, wait, work));
    } finally {
      ended();
    }
  }

  private async locked<T>(lock: number, deadline: number, wait: Wait, work: () => Promise<T>): Promise<T> {
    const runner = this.sources.writer.createQueryRunner();
    try {
      while (!(await takes(runner, lock))) {
        if (performance.now() >= deadline) throw wait.tooLong();
        await setTimeout(ASKED_EVERY);
      }
      try {
        return await work();
      } finally {
        // Where the connection is gone, so is the lock.
        await runner.query('SELECT pg_advisory_unlock($1, $2)', [ALONE, lock]).catch(() => undefined);
      }
    } finally {
      await runner.release();
    }
  }
}

async function takes(runner: QueryRunner, lock: number): Promise<boolean> {
  const rows = (await runner.query('SELECT pg_try_advisory_lock($1, $2) AS taken', [ALONE, lock])) as {
    taken: boolean;
  }[];
  return rows[0]?.taken === true;
}

async function endsWithin(before: Promise<void>, limit: number): Promise<boolean> {
  const giveUp = new AbortController();
  const late = setTimeout(limit, false, { signal: giveUp.signal }).catch(() => false);
  try {
    return await Promise.race([before.then(() => true), late]);
  } finally {
    giveUp.abort();
  }
}
