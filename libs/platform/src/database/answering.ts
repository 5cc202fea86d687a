import type { Tx } from './handle.js';

/** What is written beside the one unit of work of a request that is to have its effect once. */
export interface Once<A> {
  /** First in the unit of work. @throws to end it, such as when the effect is there already. */
  begin(tx: Tx): Promise<void>;
  /** Last in the unit of work, with the answer that the caller will get. */
  end(tx: Tx, answer: A): Promise<void>;
}

type Commit = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/**
 * A request whose answer is committed together with its effect. Its unit of work hands its result on, stays open while
 * the answer is made of it, keeps the answer, and only then commits.
 */
export class Answering<A> {
  private readonly answer = new Deferred<A>();
  private committed: Promise<unknown> | undefined;
  private handedOn = false;

  constructor(private readonly once: Once<A>) {}

  /**
   * @returns what `work` gives, before it is committed.
   * @throws Error for a second unit of work: it could not be undone with the first.
   */
  write<T>(commit: Commit, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.committed !== undefined) throw new Error('a request that is answered once has one unit of work');
    const result = new Deferred<T>();
    this.committed = commit(async (tx) => {
      if (this.handedOn) throw new Error('the answer is made: this unit of work cannot be done anew');
      await this.once.begin(tx);
      const value = await work(tx);
      this.handedOn = true;
      result.resolve(value);
      await this.once.end(tx, await this.answer.promise);
    });
    this.committed.catch((error: unknown) => {
      result.reject(error);
    });
    return result.promise;
  }

  /**
   * The answer is made: commits it with the effect. One that tells of an effect that failed is not kept.
   * @throws what the commit throws; nothing has happened then.
   */
  async finish(commit: Commit, answer: A): Promise<void> {
    this.answer.resolve(answer);
    this.committed ??= commit(async (tx) => {
      this.handedOn = true;
      await this.once.begin(tx);
      await this.once.end(tx, answer);
    });
    await this.committed.catch((error: unknown) => {
      if (this.handedOn) throw error;
    });
  }

  /** There is no answer: undoes the effect. */
  async abandon(error: unknown): Promise<void> {
    this.answer.reject(error);
    await this.committed?.catch(() => undefined);
  }
}

/** A promise that is settled from outside. */
class Deferred<T> {
  resolve!: (value: T) => void;
  reject!: (error: unknown) => void;
  readonly promise = new Promise<T>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });

  constructor() {
    // Whether anyone waits is for the owner to say; a rejection that nobody waits for is no fault.
    this.promise.catch(() => undefined);
  }
}
