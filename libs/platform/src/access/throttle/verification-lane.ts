import { AsyncResource } from 'node:async_hooks';
import { availableParallelism } from 'node:os';
import { Injectable } from '@nestjs/common';
import PQueue from 'p-queue';
import { RANKS, type Rank } from './standing.js';
import { TooManyToVerifyError } from './throttle.errors.js';

/** One core is left for everything else. */
const WIDTH = Math.max(1, availableParallelism() - 1);

/** Places to wait in for each verification that runs, and the longest wait in milliseconds; one takes some 30. */
const STRANGERS = { places: 16, wait: 500 };
const OURS = { places: 26, wait: 800 };

/**
 * The one lane in which secrets are verified. Verifying is what an attack can exhaust, a core at a time: so few run at
 * once, those who are known go first, and nobody waits for long.
 */
@Injectable()
export class VerificationLane {
  private readonly queue = new PQueue({ concurrency: WIDTH });

  /** Verifications that wait; a metric. */
  get waiting(): number {
    return this.queue.size;
  }

  /** Whether one of that rank would have its turn soon. */
  hasRoom(rank: Rank): boolean {
    const ahead = Object.values(RANKS)
      .filter((other) => other >= rank)
      .reduce<number>((sum, priority) => sum + this.queue.sizeBy({ priority }), 0);
    return ahead < boundsOf(rank).places * WIDTH;
  }

  /**
   * Runs `verify` in its turn.
   * @throws TooManyToVerifyError when there is no room, or its turn does not come soon; whatever `verify` throws.
   */
  async run<T>(rank: Rank, verify: () => Promise<T>): Promise<T> {
    if (!this.hasRoom(rank)) throw new TooManyToVerifyError();
    const patience = new AbortController();
    const limit = setTimeout(() => {
      patience.abort(new TooManyToVerifyError());
    }, boundsOf(rank).wait);
    // The lane goes on to the next where the one before has ended: without this, in the context of that one's request.
    const inItsRequest = AsyncResource.bind(verify);
    try {
      return await this.queue.add(
        () => {
          clearTimeout(limit);
          return inItsRequest();
        },
        { priority: rank, signal: patience.signal },
      );
    } finally {
      clearTimeout(limit);
    }
  }
}

function boundsOf(rank: Rank): typeof OURS {
  return rank >= RANKS.known ? OURS : STRANGERS;
}
