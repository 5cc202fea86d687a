import { ServiceUnavailableException, type BeforeApplicationShutdown } from '@nestjs/common';
import type { StreamConfig } from '#platform/config';
import { OverloadedError } from '#platform/database';
import { Outlet } from './outlet.js';
import type { Feed } from './server-event.js';
import { TooManyStreamsError } from './streams.errors.js';

/** The streams that are open in this process: so many, so many of each reader, and none once the home closes. */
export class Streams implements BeforeApplicationShutdown {
  private readonly open = new Map<Outlet, string>();
  private closing = false;

  constructor(private readonly config: StreamConfig) {}

  /**
   * @param readerId the user or the API key.
   * @throws TooManyStreamsError, OverloadedError, ServiceUnavailableException while the home closes.
   */
  begin(readerId: string, feed: Feed, mayGoOn: () => Promise<boolean>): Outlet {
    const { most, mostEach, heartbeat, patience } = this.config;
    if (this.closing) throw new ServiceUnavailableException();
    if ([...this.open.values()].filter((id) => id === readerId).length >= mostEach) {
      throw new TooManyStreamsError(mostEach);
    }
    if (this.open.size >= most) throw new OverloadedError();
    const outlet = new Outlet(feed, { heartbeat: heartbeat * 1000, patience: patience * 1000 }, mayGoOn);
    this.open.set(outlet, readerId);
    outlet.once('close', () => this.open.delete(outlet));
    return outlet;
  }

  /** Answers that never end by themselves would keep the home from closing. */
  beforeApplicationShutdown(): void {
    this.closing = true;
    for (const outlet of this.open.keys()) outlet.finish();
  }
}
