/**
 * Tells when requests come faster than they can be answered. Everything here runs on one event loop: what arrived
 * together is answered one after the other, and how long ago this batch began is how long the next one has waited. One batch that takes long
 * may be the machine standing still for a moment; nobody is refused for that.
 */
export class LoadShedder {
  private batchBegan: number | undefined;
  private lastWasLong = false;

  /**
   * @param limit milliseconds that a request may have waited.
   * @param now milliseconds of a clock that only goes forward.
   * @param afterBatch runs something once all that has arrived was looked at.
   */
  constructor(
    private readonly limit: number,
    private readonly now: () => number = () => performance.now(),
    private readonly afterBatch: (end: () => void) => void = setImmediate,
  ) {}

  /** Whether a request that is looked at now has waited too long already. */
  refuses(): boolean {
    const now = this.now();
    if (this.batchBegan === undefined) {
      this.batchBegan = now;
      this.afterBatch(() => {
        this.lastWasLong = this.now() - now > this.limit;
        this.batchBegan = undefined;
      });
      return false;
    }
    return this.lastWasLong && now - this.batchBegan > this.limit;
  }
}
