import { AsyncResource } from 'node:async_hooks';
import { Logger } from '@nestjs/common';
import { OverloadedError, type UnitOfWork } from '#platform/database';
import type { Act } from './trail/audit-entry.js';
import type { AuditRepository } from './trail/audit.repository.js';

/** When what was read is written down. */
export interface ReadBufferBounds {
  /** Longest that a read waits, in milliseconds; as long until what failed is tried again. */
  readonly pause: number;
  /** Reads that are written as one unit of work, and at once when so many wait. */
  readonly batch: number;
  /** Reads that may wait; one more is refused. */
  readonly limit: number;
}

const BOUNDS: ReadBufferBounds = { pause: 1000, batch: 250, limit: 10_000 };

/** How often what is left is tried when the program stops. */
const LAST_TRIES = 3;

/**
 * Reads that wait in memory to be written into the trail, in their order and many as one unit of work, so that reading
 * takes no turn among the writes. A clean stop writes them all; when the process is killed, about a second of them is
 * lost. Each replica has its own.
 */
export class ReadBuffer {
  private readonly logger = new Logger(ReadBuffer.name);
  private readonly waiting: Act[] = [];
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | undefined;
  private failed = false;

  /** Begins to write: not as part of the request that happened to come last, and of whatever that is part of. */
  private readonly begin = AsyncResource.bind(() => {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.write(this.bounds.batch)
      .then(
        () => (this.failed = false),
        (error: unknown) => {
          this.failed = true;
          this.logger.error('reads were not written down; tried again shortly', stackOf(error));
        },
      )
      .then(() => {
        this.writing = undefined;
        if (this.waiting.length > 0) this.plan();
      });
  });

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly entries: AuditRepository,
    private readonly bounds = BOUNDS,
  ) {
    unitOfWork.beforeClosing(() => this.finish());
  }

  /** Reads that aren't written yet. */
  get length(): number {
    return this.waiting.length;
  }

  /** @throws OverloadedError when too many wait: what can't be told isn't read. */
  add(read: Act): void {
    if (this.waiting.length >= this.bounds.limit) throw new OverloadedError();
    this.waiting.push(read);
    this.plan();
  }

  private plan(): void {
    if (this.writing !== undefined) return;
    if (this.waiting.length >= this.bounds.batch && !this.failed) this.begin();
    else this.timer ??= setTimeout(this.begin, this.bounds.pause).unref();
  }

  /** Writes a batch, and more while at least so many are left. */
  private async write(least: number): Promise<void> {
    do {
      const batch = this.waiting.slice(0, this.bounds.batch);
      await this.unitOfWork.write((tx) => this.entries.append(tx, batch));
      this.waiting.splice(0, batch.length);
    } while (this.waiting.length >= least);
  }

  /** Writes all, as the last thing before the database is closed. */
  private async finish(): Promise<void> {
    await this.writing;
    clearTimeout(this.timer);
    for (let tries = 1; this.waiting.length > 0; tries += 1) {
      try {
        await this.write(1);
      } catch (error) {
        if (tries < LAST_TRIES) continue;
        this.logger.error(`${this.waiting.length} reads were never written down`, stackOf(error));
        return;
      }
    }
  }
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined;
}
