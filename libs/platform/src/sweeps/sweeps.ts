import { Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Leases } from '#platform/database';
import { actingAs } from '#platform/http';

interface Sweep {
  readonly name: string;
  readonly work: () => Promise<void>;
}

/**
 * How long a lease lasts, in intervals: whoever has it comes to its next round in time, and it is free soon after one was
 * killed.
 */
const LEASE = 1.5;

/**
 * Periodic work (`SWEEP_INTERVAL_SECONDS`): one after the other, never two rounds at once. One that fails is tried again
 * next time. Of several processes one does each sweep, as long as it lives; another goes on after one and a half intervals.
 */
export class Sweeps implements BeforeApplicationShutdown {
  private readonly logger = new Logger(Sweeps.name);
  private readonly sweeps: Sweep[] = [];
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly seconds: number,
    private readonly leases: Pick<Leases, 'take' | 'giveBack'>,
  ) {}

  /** A process that registers a sweep may be the one that does it; one that does not leaves it to the others. */
  register(name: string, work: () => Promise<void>): void {
    this.sweeps.push({ name, work });
  }

  /** The first round comes at once: what was due while the program was not running is done. */
  start(): void {
    this.round = this.again();
  }

  /** All of them once, now and here, whoever else does them. */
  async sweep(): Promise<void> {
    for (const sweep of this.sweeps) {
      if (this.stopped) return;
      await this.done(sweep);
    }
  }

  /** Waits for the sweep that is under way, and leaves the next ones to other processes. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.round;
    await this.leases.giveBack().catch(() => undefined);
  }

  private async again(): Promise<void> {
    const pause = await this.inTurn();
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.round = this.again();
    }, pause);
    this.timer.unref();
  }

  /** Those whose turn it is here. @returns milliseconds until the next round. */
  private async inTurn(): Promise<number> {
    let pause = this.seconds * 1000;
    try {
      for (const sweep of this.sweeps) {
        if (this.stopped) return pause;
        const left = await this.take(sweep);
        if (left === 0) await this.holding(sweep);
        else pause = Math.min(pause, left);
      }
    } catch (error) {
      this.logger.error(`no sweeps in this round: ${error instanceof Error ? error.message : String(error)}`);
    }
    return pause;
  }

  private take({ name }: Sweep): Promise<number> {
    return this.leases.take(name, this.seconds * LEASE);
  }

  /** Also one that goes on for longer than a lease is done here only. */
  private async holding(sweep: Sweep): Promise<void> {
    const longer = setInterval(() => {
      this.take(sweep).catch(() => undefined);
    }, this.seconds * 500);
    try {
      await this.done(sweep);
    } finally {
      clearInterval(longer);
    }
  }

  private async done({ name, work }: Sweep): Promise<void> {
    try {
      await actingAs('system', work);
    } catch (error) {
      this.logger.error(`the sweep of ${name} failed`, error instanceof Error ? error.stack : undefined);
    }
  }
}
