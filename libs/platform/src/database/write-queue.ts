import { DomainError } from '#platform/kernel';

/** 503: more work waits than can be done soon. The caller may try again. */
export class OverloadedError extends DomainError {
  constructor() {
    super('unavailable', 'overloaded', 'Too many writes are waiting. Try again shortly.', { retryAfter: 1 });
  }
}

/**
 * One writer at a time, in order of arrival, with a bound on how many may wait. SQLite has one writing
 * connection, so no statement of one request may fall inside another's transaction.
 */
export class WriteQueue {
  private tail: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(private readonly limit: number) {}

  /** Waiting and running together. */
  get length(): number {
    return this.waiting;
  }

  /** @throws OverloadedError at once when the queue is full. */
  async run<T>(job: () => Promise<T>): Promise<T> {
    if (this.waiting >= this.limit) throw new OverloadedError();
    this.waiting += 1;
    const result = this.tail.then(job);
    this.tail = result.catch(() => undefined);
    try {
      return await result;
    } finally {
      this.waiting -= 1;
    }
  }

  /** Resolves when everything that was waiting has ended. */
  async drained(): Promise<void> {
    while (this.waiting > 0) await this.tail;
  }
}
