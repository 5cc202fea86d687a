import { DomainError } from '#platform/kernel';

/** 503: more work waits than can be done soon. The caller may try again. */
export class OverloadedError extends DomainError {
  constructor() {
    super('unavailable', 'overloaded', 'Too many writes are waiting. Try again shortly.', { retryAfter: 1 });
  }
}

/**
 * So many writers at a time, in order of arrival, with a bound on how many may be here. SQLite has one writing
 * connection, so no statement of one request may fall inside another's transaction: there the width is 1.
 */
export class WriteQueue {
  private readonly turns: (() => void)[] = [];
  private readonly idle: (() => void)[] = [];
  private running = 0;

  constructor(
    private readonly width: number,
    private readonly limit: number,
  ) {}

  /** Waiting and running together. */
  get length(): number {
    return this.turns.length + this.running;
  }

  /** @throws OverloadedError at once when the queue is full. */
  async run<T>(job: () => Promise<T>): Promise<T> {
    if (this.length >= this.limit) throw new OverloadedError();
    if (this.running < this.width) this.running += 1;
    else await new Promise<void>((turn) => this.turns.push(turn));
    try {
      return await job();
    } finally {
      this.leave();
    }
  }

  /** Resolves when nothing waits or runs. */
  async drained(): Promise<void> {
    if (this.running > 0) await new Promise<void>((idle) => this.idle.push(idle));
  }

  /** The turn passes to the one who has waited longest. */
  private leave(): void {
    const turn = this.turns.shift();
    if (turn !== undefined) {
      turn();
      return;
    }
    this.running -= 1;
    if (this.running === 0) for (const idle of this.idle.splice(0)) idle();
  }
}
