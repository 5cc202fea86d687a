import { Readable } from 'node:stream';
import { eventText, HEARTBEAT, type Feed } from './server-event.js';

/** Bytes that wait for the reader here. One event more than this may be kept, however slow it is. */
const ROOM = 16_384;

/** Milliseconds after its end in which a reader may still take what is left. */
const LAST_WORDS = 1000;

export interface Pace {
  /** Milliseconds between signs of life. */
  readonly heartbeat: number;
  /** Milliseconds for which the reader may take nothing of what is there. */
  readonly patience: number;
}

/**
 * The text of a feed for one reader. The feed is asked for the next event only when there is room for it, so nothing
 * piles up; a reader that takes nothing for too long is cut off.
 */
export class Outlet extends Readable {
  private readonly ended = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private roomMade: () => void = () => undefined;
  private takenAt = performance.now();

  /** @param mayGoOn whether the reader still may, asked with each sign of life; false or an error ends the stream. */
  constructor(
    feed: Feed,
    private readonly pace: Pace,
    private readonly mayGoOn: () => Promise<boolean>,
  ) {
    super({ highWaterMark: ROOM });
    this.timer = setInterval(() => {
      this.beat().catch(() => this.destroy());
    }, pace.heartbeat);
    this.pour(feed).catch(() => this.destroy());
  }

  /** Nothing more is told. Who doesn't take what is left soon is cut off. */
  finish(): void {
    if (this.ended.signal.aborted) return;
    this.stop();
    this.push(null);
    setTimeout(() => this.destroy(), LAST_WORDS).unref();
  }

  override _read(): void {
    this.takenAt = performance.now();
    this.roomMade();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.stop();
    done(error);
  }

  private stop(): void {
    clearInterval(this.timer);
    this.ended.abort();
    this.roomMade();
  }

  private async pour(feed: Feed): Promise<void> {
    try {
      for await (const event of feed(this.ended.signal)) {
        if (this.ended.signal.aborted) return;
        if (!this.push(eventText(event))) await this.room();
      }
      this.finish();
    } catch (error) {
      this.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Until the reader takes something, or nothing more is told. */
  private room(): Promise<void> {
    return new Promise((resolve) => {
      this.roomMade = resolve;
    });
  }

  private async beat(): Promise<void> {
    if (this.readableLength > 0) {
      if (performance.now() - this.takenAt > this.pace.patience) this.destroy();
      return;
    }
    const goesOn = await this.mayGoOn().catch(() => false);
    if (!goesOn) this.finish();
    else if (!this.ended.signal.aborted) this.push(HEARTBEAT);
  }
}
