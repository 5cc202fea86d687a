import { Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { actingAs } from '#platform/http';

interface Sweep {
  readonly name: string;
  readonly work: () => Promise<void>;
}

/** Periodic work (`SWEEP_INTERVAL_SECONDS`): one after the other, never two rounds at once. One that fails is tried again next time. */
export class Sweeps implements BeforeApplicationShutdown {
  private readonly logger = new Logger(Sweeps.name);
  private readonly sweeps: Sweep[] = [];
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(private readonly seconds: number) {}

  register(name: string, work: () => Promise<void>): void {
    this.sweeps.push({ name, work });
  }

  /** The first round comes at once: what was due while the program was not running is done. */
  start(): void {
    this.round = this.again();
  }

  /** All of them once, now. */
  async sweep(): Promise<void> {
    for (const { name, work } of this.sweeps) {
      if (this.stopped) return;
      try {
        await actingAs('system', work);
      } catch (error) {
        this.logger.error(`the sweep of ${name} failed`, error instanceof Error ? error.stack : undefined);
      }
    }
  }

  /** Waits for the sweep that is under way. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.round;
  }

  private async again(): Promise<void> {
    await this.sweep();
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.round = this.again();
    }, this.seconds * 1000);
    this.timer.unref();
  }
}
