import { DomainError, StandingLine } from '#platform/kernel';

/** 503: more work waits than can be done soon. The caller may try again. */
export class OverloadedError extends DomainError {
  constructor() {
    super('unavailable', 'overloaded', 'Too much is being asked at once. Try again shortly.', { retryAfter: 1 });
  }
}

/** How much may wait here. */
export interface QueueLimits {
  /** Writers at a time. */
  readonly width: number;
  /** Waiting and running together. */
  readonly length: number;
  /** Milliseconds that one who comes now may expect to wait. */
  readonly wait: number;
}

/** Milliseconds for which the line may be long. */
const RUSH = 500;

/** In a line that stands one may expect to wait this part of the limit only: else each would wait for everyone before. */
const STANDING = 1 / 5;

/** Who waits so many times the limit waits for jobs that hang, as they do on a server that is gone. */
const PATIENCE = 5;

/** How much the last job counts in the mean of what a job takes. */
const WEIGHT = 0.1;

/** A job that takes so many times the mean counts as no more: one that stands still says nothing of the next. */
const OUTLIER = 10;

/**
 * So many writers at a time, in order of arrival, with a bound on how many may be here and on how long they may expect to
 * wait. SQLite has one writing connection, so no statement of one request may fall inside another's transaction: there
 * the width is 1.
 */
export class WriteQueue {
  private readonly turns: (() => void)[] = [];
  private readonly idle: (() => void)[] = [];
  private running = 0;
  /** What a job takes, in milliseconds. */
  private mean = 0;
  private readonly line: StandingLine;

  constructor(
    private readonly limits: QueueLimits,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.line = new StandingLine(RUSH, now);
  }

  /** Waiting and running together. */
  get length(): number {
    return this.turns.length + this.running;
  }

  /** Who waits. The first of them begins as soon as a job ends. */
  get waiting(): number {
    return this.turns.length;
  }

  /** Milliseconds that one who comes now may expect to wait. */
  get expectedWait(): number {
    return (Math.max(0, this.length - this.limits.width + 1) * this.mean) / this.limits.width;
  }

  /** @throws OverloadedError at once when too many are here, or wait too long; later when its turn doesn't come. */
  async run<T>(job: () => Promise<T>): Promise<T> {
    const { width, length } = this.limits;
    if (this.length >= length || this.expectedWait > this.allowedWait()) throw new OverloadedError();
    if (this.running < width) this.running += 1;
    else await this.turn();
    const began = this.now();
    try {
      return await job();
    } finally {
      const taken = Math.min(this.now() - began, OUTLIER * (this.mean + 1));
      this.mean += WEIGHT * (taken - this.mean);
      this.leave();
    }
  }

  /** Resolves when nothing waits or runs. */
  async drained(): Promise<void> {
    if (this.running > 0) await new Promise<void>((idle) => this.idle.push(idle));
  }

  private turn(): Promise<void> {
    return new Promise((begin, refuse) => {
      const turn = (): void => {
        clearTimeout(late);
        begin();
      };
      const late = setTimeout(() => {
        this.turns.splice(this.turns.indexOf(turn), 1);
        refuse(new OverloadedError());
      }, this.limits.wait * PATIENCE);
      this.turns.push(turn);
    });
  }

  /** Milliseconds that one who comes now may expect to wait at most: a rush passes, a line that stands is kept short. */
  private allowedWait(): number {
    const { wait } = this.limits;
    return this.line.look(this.expectedWait > wait * STANDING) ? wait * STANDING : wait;
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
