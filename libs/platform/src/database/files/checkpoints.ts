import { Worker } from 'node:worker_threads';
import { Logger } from '@nestjs/common';
import type { CheckpointOrder } from './checkpoint.worker.js';

/** Pages of 4 KiB in the log at which a thread begins to copy them. */
const ENOUGH = 1000;

/** Pages at which a commit copies them itself, since the thread doesn't keep up: the log has a bound. */
const MOST = 16 * ENOUGH;

/** The least time between two looks at the log, in milliseconds: a look costs as much as a small statement. */
const LOOK_EVERY = 20;

/** The least time from a thread that failed to the next one, in milliseconds. */
const PAUSE = 60_000;

/** What SQLite says of its log, in pages. */
interface LogSize {
  readonly log: number;
  readonly checkpointed: number;
}

/** The part of a better-sqlite3 connection that is used here. */
export interface WritingConnection {
  pragma(source: string, options?: { simple: boolean }): unknown;
}

/**
 * Copies SQLite's log into the file in a thread of its own, so that no commit, and nobody who waits for one, waits for
 * that too: it takes a hundred milliseconds where thousands of pages have changed. The thread begins with the first log
 * that is worth it. An acknowledged write is safe in the log before and in the file afterwards; both are synced.
 */
export class Checkpoints {
  private readonly logger = new Logger(Checkpoints.name);
  private worker: Worker | undefined;
  private copying = false;
  private notBefore = -Infinity;
  private connection: WritingConnection | undefined;

  constructor(private readonly path: string) {}

  /** The connection that writes, as it is opened. */
  of(connection: WritingConnection): void {
    connection.pragma(`wal_autocheckpoint = ${MOST}`);
    this.connection = connection;
  }

  /** Called after a commit, with no transaction open on the connection. Never throws: what is committed is acknowledged. */
  committed(): void {
    const now = performance.now();
    if (this.copying || now < this.notBefore) return;
    this.notBefore = now + LOOK_EVERY;
    try {
      if (this.inLog() < ENOUGH) return;
      this.worker ??= this.begin();
      this.order('copy');
      this.copying = true;
    } catch (error) {
      this.failed(error);
    }
  }

  /** Waits for what is being copied. The connection is closed next, which copies the rest. */
  async end(): Promise<void> {
    const { worker } = this;
    if (worker === undefined) return;
    const ended = new Promise((exit) => worker.once('exit', exit));
    worker.ref();
    this.order('end');
    await ended;
  }

  /** Pages that are in the log only. */
  private inLog(): number {
    const rows = this.connection?.pragma('wal_checkpoint(NOOP)') as LogSize[] | undefined;
    return rows?.[0] === undefined ? 0 : rows[0].log - rows[0].checkpointed;
  }

  private order(order: CheckpointOrder): void {
    this.worker?.postMessage(order);
  }

  private begin(): Worker {
    const worker = new Worker(new URL('./checkpoint.worker.js', import.meta.url), { workerData: this.path });
    worker.unref();
    worker.on('message', () => {
      this.copying = false;
    });
    // A full disk, say: commits go on, and copy the log themselves at its bound.
    worker.once('error', (error) => {
      this.failed(error);
    });
    worker.once('exit', () => {
      this.worker = undefined;
      this.copying = false;
    });
    return worker;
  }

  private failed(error: unknown): void {
    this.notBefore = performance.now() + PAUSE;
    this.logger.warn(`the log was not copied beside the work: ${String(error)}`);
  }
}
