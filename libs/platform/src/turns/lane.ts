import { AsyncResource } from 'node:async_hooks';
import PQueue from 'p-queue';
import { OverloadedError } from '#platform/database';

/** Lets in a few works at a time that each hold much in memory; the others wait, the smaller ones before the larger. */
export class Lane {
  private readonly queue: PQueue;

  /**
   * @param width works at a time.
   * @param places works that may wait.
   */
  constructor(
    width: number,
    private readonly places: number,
  ) {
    this.queue = new PQueue({ concurrency: width });
  }

  /**
   * Does `work` in its turn: that of the lowest `size` that waits, and of equals the one that came first.
   * @throws OverloadedError when there is no place to wait; whatever `work` throws.
   */
  async run<T>(size: number, work: () => Promise<T>): Promise<T> {
    if (this.queue.size >= this.places) throw new OverloadedError();
    // The lane goes on to the next where the one before has ended: without this, in the context of that one's request.
    return this.queue.add(AsyncResource.bind(work), { priority: -size });
  }
}
