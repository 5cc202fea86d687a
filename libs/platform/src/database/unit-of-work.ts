import { Logger } from '@nestjs/common';
import type { DatabaseConfig } from '#platform/config';
import { Along } from '#platform/context';
import { DomainError } from '#platform/kernel';
import { Alone, type Wait } from './alone.js';
import { Answering, type Once } from './answering.js';
import type { DataSources } from './data-sources.js';
import { trialWrite } from './dialect.js';
import { makeReader, open, type Reader, type Tx } from './handle.js';
import { GroupCommit } from './group-commit.js';
import { isOpen, run } from './sql/session.js';
import { Statements } from './sql/statements.js';
import { storageFault } from './storage-fault.js';
import { isDoneAnew, transaction, type Committed, type Seal } from './transaction.js';
import { WriteQueue } from './write-queue.js';

/** How often the work is done anew when PostgreSQL asks for it, before the caller is told. */
const ATTEMPTS = 5;

/** Connections of the PostgreSQL pool that no unit of work takes, so that reading goes on under any load of writing. */
const KEPT_FOR_READING = 2;

/** Only says that a unit of work is running here, so that nesting is refused instead of waiting for itself. */
const running = new Along<true>();

/** The request that runs here, where it is to be answered once. */
const answered = new Along<Answering<unknown> | undefined>();

/**
 * The one way to write. A unit of work is all or nothing: when `work` rejects, nothing of it stays.
 * On SQLite units run one after the other on the writing connection, and those that wait together are committed together
 * ({@link GroupCommit}); on PostgreSQL each has a connection of the
 * pool at READ COMMITTED and is done anew on a serialization failure or deadlock.
 */
export class UnitOfWork {
  private readonly logger = new Logger(UnitOfWork.name);
  private readonly queue: WriteQueue;
  private readonly groups: GroupCommit | undefined;
  private readonly lone: Alone;
  private readonly committedReader: Reader;
  private readonly lastWork: (() => Promise<void>)[] = [];

  constructor(
    private readonly sources: DataSources,
    config: Pick<DatabaseConfig, 'poolSize' | 'writeQueueLimit' | 'writeWaitLimit'>,
    private readonly seal: Seal,
  ) {
    const width = sources.dialect === 'sqlite' ? 1 : Math.max(1, config.poolSize - KEPT_FOR_READING);
    this.queue = new WriteQueue({ width, length: config.writeQueueLimit, wait: config.writeWaitLimit });
    this.groups = sources.dialect === 'sqlite' ? this.grouped(sources) : undefined;
    this.lone = new Alone(sources);
    this.committedReader = makeReader(sources.reader.manager, sources.dialect);
  }

  /** Sees what is committed, and nothing of a unit of work in progress. */
  get reader(): Reader {
    return this.committedReader;
  }

  /**
   * Reads for a report, on a replica (`DATABASE_REPLICA_URLS`): it may not know yet of what was written some seconds ago,
   * also by the one who asks. Without a fit one it reads what {@link reader} does. What a replica can't answer, or doesn't
   * find, is read once more there. Which services may use it: docs/decisions/0021.
   * @param work only reads, and may be run again from the start.
   */
  async report<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
    const replica = this.sources.replicas?.next();
    if (replica === undefined) return work(this.committedReader);
    try {
      return await work(replica.reader);
    } catch (error) {
      if (storageFault(error)?.trouble === 'unreachable') replica.failed();
      else if (!isDoneAnew(error) && !isNotFound(error)) throw error;
      return work(this.committedReader);
    }
  }

  /** Units of work that wait or run here; a metric. */
  get pending(): number {
    return this.queue.length;
  }

  /** Statements that wait for a connection; a metric. */
  get waiting(): number {
    return this.sources.waiting();
  }

  /**
   * Runs `work` and commits. `work` may be run again from the start, so it holds no effect outside its `tx`.
   * In a request that is answered once ({@link answerOnce}) the commit comes with the answer.
   * @throws whatever `work` throws, after the roll-back; OverloadedError when the queue is full.
   */
  async write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const answering = answered.get();
    return answering === undefined ? this.commit(work) : answering.write((whole) => this.commit(whole), work);
  }

  /** Commits `work` by itself, whatever becomes of the request that it is done in: the count of wrong PINs, a read that is told. */
  async writeApart<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return answered.run(undefined, () => this.commit(work));
  }

  /**
   * Does long work of many units of work while no other with the same `lock` goes on, here or in another process.
   * On PostgreSQL it holds a connection meanwhile.
   * @param lock any number of 31 bits, of one kind of work.
   * @throws what `wait` says when its turn doesn't come in time; whatever `work` throws.
   */
  async alone<T>(lock: number, wait: Wait, work: () => Promise<T>): Promise<T> {
    if (running.get() === true) throw new Error('a unit of work may not wait for its turn in long work');
    return this.lone.run(lock, wait, work);
  }

  /**
   * Runs `handle`, which has one unit of work or none, and commits its effect and its answer together.
   * @throws whatever `handle` or `once` throws: nothing has happened then.
   */
  async answerOnce<A>(once: Once<A>, handle: () => Promise<A>): Promise<A> {
    const answering = new Answering(once);
    const commit = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => this.writeApart(work);
    try {
      const answer = await answered.run(answering as Answering<unknown>, handle);
      await answering.finish(commit, answer);
      return answer;
    } catch (error) {
      await answering.abandon(error);
      throw error;
    }
  }

  private async commit<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (running.get() === true) throw new Error('a unit of work may not be nested');
    const { result, afterCommit } = await (this.groups === undefined
      ? this.queue.run(() => running.run(true, () => this.done(work)))
      : this.inGroup(this.groups, work));
    for (const follow of afterCommit) this.follow(follow);
    return result;
  }

  /**
   * Looks whether writes work, by trying when the last one failed.
   * @throws StorageFault while they fail.
   */
  async assertWritable(): Promise<void> {
    const { watch, dialect } = this.sources;
    if (watch.fault === undefined) return;
    await this.write(async (tx) => {
      await open(tx).manager.query(trialWrite(dialect));
    });
  }

  /** Has `work` done once, just before the database is closed: for what is written in batches. */
  beforeClosing(work: () => Promise<void>): void {
    this.lastWork.push(work);
  }

  /** Does what is left and waits for the units of work that were begun. The database is closed next. */
  async finish(): Promise<void> {
    for (const work of this.lastWork.splice(0)) {
      await work().catch((error: unknown) => {
        this.logger.error(`what was left to write is lost: ${String(error)}`);
      });
    }
    await this.queue.drained();
  }

  /** On PostgreSQL. */
  private async done<T>(work: (tx: Tx) => Promise<T>): Promise<Committed<T>> {
    const { writer, watch } = this.sources;
    for (let attempt = 1; ; attempt += 1) {
      try {
        watch.assertWhole();
        const committed = await transaction(writer, work, this.seal);
        watch.wrote();
        return committed;
      } catch (error) {
        if (attempt === ATTEMPTS || !isDoneAnew(error)) throw watch.writeFailed(error);
      }
    }
  }

  private async inGroup<T>(groups: GroupCommit, work: (tx: Tx) => Promise<T>): Promise<Committed<T>> {
    try {
      const followers = (): number => this.queue.waiting;
      const { committed } = await this.queue.run(() =>
        running.run(true, () => groups.take(work, this.seal, followers)),
      );
      return await committed;
    } catch (error) {
      throw this.sources.watch.writeFailed(error);
    }
  }

  private grouped({ writer, reader, watch, checkpoints }: DataSources): GroupCommit {
    return new GroupCommit(writer, {
      mayWrite: () => {
        watch.assertWhole();
      },
      wrote: () => {
        Statements.of(reader).seeCommitted();
        watch.wrote();
        checkpoints?.committed();
      },
    });
  }

  /** What is committed stays acknowledged, whatever comes of what follows. */
  private follow(follow: () => void): void {
    try {
      follow();
    } catch (error) {
      this.logger.error('what follows a commit failed', error instanceof Error ? error.stack : String(error));
    }
  }
}

/** A replica may not have it yet. */
function isNotFound(error: unknown): boolean {
  return error instanceof DomainError && error.kind === 'not-found';
}

/**
 * Runs part of a unit of work that may fail without failing the rest: its own changes are undone, and its error is
 * thrown for the caller to report. For batches with an answer per row.
 */
export async function attempt<T>(tx: Tx, part: () => Promise<T>): Promise<T> {
  const { changes, atCommit, endedBy } = open(tx);
  // The database may have rolled all of it back: what is written now would stand alone.
  if (endedBy.length > 0) throw endedBy[0];
  const before = { changes: changes.length, atCommit: atCommit.length };
  await run(tx, 'SAVEPOINT part');
  try {
    const result = await part();
    await run(tx, 'RELEASE SAVEPOINT part');
    return result;
  } catch (error) {
    changes.length = before.changes;
    atCommit.length = before.atCommit;
    if (storageFault(error) !== undefined || !isOpen(tx)) {
      endedBy.push(error);
      throw error;
    }
    await run(tx, 'ROLLBACK TO SAVEPOINT part');
    await run(tx, 'RELEASE SAVEPOINT part');
    if (isDoneAnew(error)) endedBy.push(error);
    throw error;
  }
}

/** Runs `follow` after the commit, outside the unit of work, and never when that is rolled back. */
export function afterCommit(tx: Tx, follow: () => void): void {
  open(tx).afterCommit.push(follow);
}
