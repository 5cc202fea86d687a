import { setImmediate } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { close, makeTx, type Tx } from './handle.js';
import { Statements } from './sql/statements.js';
import { perform, type Committed, type Seal } from './transaction.js';

/** A group is committed when it is so old, in milliseconds, or so large, though others wait. */
const OLDEST = 25;
const LARGEST = 64;

/** Whether a unit of work is committed, and what is known of it until then. */
export interface Taken<T> {
  /** Settles when the group is committed, or isn't. */
  readonly committed: Promise<Committed<T>>;
}

/** Beside the writing of a group. */
export interface GroupWatch {
  /** Before anything is written, and again before the commit. @throws to have nothing of the group stay. */
  mayWrite(): void;
  /** Just after the commit. */
  wrote(): void;
}

/** Units of work in one transaction. */
interface Group {
  readonly began: number;
  size: number;
  readonly ended: Promise<void>;
  readonly succeed: () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Units of work that wait for SQLite at the same time share one transaction, and its one wait for the disk: they run one
 * after the other, each after the first in a savepoint of its own, so that one that fails leaves nothing and the others
 * stay, and none is answered before all are committed. One who comes alone is committed alone.
 */
export class GroupCommit {
  private group: Group | undefined;

  constructor(
    private readonly source: DataSource,
    private readonly watch: GroupWatch,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /**
   * Runs one unit of work; never two at a time.
   * @param followers how many wait for this to return; the first of them comes then at once.
   * @throws what keeps a transaction from being begun. All else comes with the commit, also what `work` throws: it may
   * have been decided on what others of the group wrote.
   */
  async take<T>(work: (tx: Tx) => Promise<T>, seal: Seal, followers: () => number): Promise<Taken<T>> {
    const group = (this.group ??= await this.begin(followers));
    const outcome = await this.unit(work, seal, group.size === 0).then(
      (committed) => () => committed,
      (error: unknown) => () => {
        throw error;
      },
    );
    group.size += 1;
    this.endOf(group, outcome, followers() > 0);
    return { committed: group.ended.then(outcome) };
  }

  private endOf(group: Group, outcome: () => unknown, isFollowed: boolean): void {
    if (!this.statements.inTransaction) this.fail(group, outcome);
    else if (!isFollowed || group.size >= LARGEST || this.now() - group.began >= OLDEST) this.commit(group);
  }

  private get statements(): Statements {
    return Statements.of(this.source);
  }

  /** Waits as long as each turn of the event loop brings others: who asks again once the last group is answered, say. */
  private async begin(followers: () => number): Promise<Group> {
    let before: number;
    do {
      before = followers();
      await setImmediate();
    } while (before < followers() && followers() < LARGEST);
    this.watch.mayWrite();
    this.statements.run('BEGIN IMMEDIATE');
    let [succeed, fail]: [() => void, (error: unknown) => void] = [() => undefined, () => undefined];
    const ended = new Promise<void>((resolve, reject) => {
      [succeed, fail] = [resolve, reject];
    });
    return { began: this.now(), size: 0, ended, succeed, fail };
  }

  /** The first needs no savepoint, since nothing else is to stay: what one would undo SQLite keeps a second time. */
  private async unit<T>(work: (tx: Tx) => Promise<T>, seal: Seal, isFirst: boolean): Promise<Committed<T>> {
    const { statements } = this;
    const tx = makeTx(this.source.manager, 'sqlite');
    if (!isFirst) statements.run('SAVEPOINT unit');
    try {
      const committed = await perform(tx, work, seal);
      if (!isFirst) statements.run('RELEASE unit');
      return committed;
    } catch (error) {
      if (statements.inTransaction) this.undo(isFirst);
      throw error;
    } finally {
      close(tx);
    }
  }

  /** What can't be undone alone is undone with all of the group: it must not be committed with the others. */
  private undo(isFirst: boolean): void {
    const { statements } = this;
    if (isFirst) {
      statements.run('ROLLBACK');
      return;
    }
    try {
      statements.run('ROLLBACK TO unit');
      statements.run('RELEASE unit');
    } catch {
      if (statements.inTransaction) statements.run('ROLLBACK');
    }
  }

  private commit(group: Group): void {
    this.group = undefined;
    const { statements } = this;
    try {
      this.watch.mayWrite();
      statements.run('COMMIT');
    } catch (error) {
      if (statements.inTransaction) statements.run('ROLLBACK');
      group.fail(error);
      return;
    }
    group.succeed();
    this.watch.wrote();
  }

  /** SQLite has rolled back: nothing of the group is there. */
  private fail(group: Group, outcome: () => unknown): void {
    this.group = undefined;
    try {
      outcome();
      group.fail(new Error('the database ended the transaction by itself'));
    } catch (error) {
      group.fail(error);
    }
  }
}
