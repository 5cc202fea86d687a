import { setTimeout as later } from 'node:timers/promises';
import type { Logger } from 'pino';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** How a stop takes its time, in seconds. */
export interface StopLimits {
  /** Requests are still taken while readiness is down already, so that whoever sends them here learns of it. */
  readonly drain: number;
  /** The longest that a stop takes after that. */
  readonly limit: number;
}

/** What is stopped. */
export interface Running {
  /** Says that no more requests should be sent here. */
  goDown(): void;
  /** Ends what is under way. */
  close(): Promise<void>;
}

/**
 * Stops cleanly on the first signal: readiness goes down, requests that are under way end, what is kept in batches is
 * written, the database is closed. What takes longer is left: the database undoes what was not committed, and nothing
 * that was acknowledged is lost. A second signal ends the process at once, and so does one that comes before anything is
 * served. (As process 1 of a container, a process that doesn't listen for a signal doesn't get it.)
 * @returns to be told what is running.
 */
export function stopOnSignals({ drain, limit }: StopLimits, logger: Logger): (running: Running) => void {
  let running: Running | undefined;
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) process.exit(1);
    stopping = true;
    if (running === undefined) process.exit(0);
    running.goDown();
    await later(drain * 1000);
    setTimeout(() => {
      logger.error({ seconds: limit }, 'stopped before everything had ended');
      process.exit(1);
    }, limit * 1000).unref();
    await running.close();
    process.exit(0);
  };
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      stop().catch((error: unknown) => {
        logger.error({ err: error }, 'did not stop cleanly');
        process.exit(1);
      });
    });
  }
  return (started) => {
    running = started;
  };
}
