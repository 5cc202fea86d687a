/** So few are answered whoever else comes: refusing them would help nobody. */
const FEW = 24;

/** In a crowd one may have waited this part of the limit only; else each would wait for everyone before. */
const IN_A_CROWD = 1 / 5;

/**
 * Tells when requests come faster than they can be answered. Everything here runs on one event loop: what arrived
 * together (a batch) is answered one after the other, and how long ago it began is how long the next one has waited.
 *
 * A rush is answered as long as nobody waits beyond the limit, and one batch that takes long may be the machine standing
 * still for a moment: nobody is refused for that. But when batches grow, more comes than is answered meanwhile. Then
 * those who come last in each are refused early, so that those who are taken keep their time, until a batch is short
 * again. (What CoDel, RFC 8289, does for packets: a queue that stands is shortened, one that passes is not.)
 */
export class LoadShedder {
  private batch: { readonly began: number; seen: number; taken: number } | undefined;
  private lastTook = 0;
  private crowded = false;

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
    if (this.batch === undefined) {
      const batch = { began: now, seen: 1, taken: 1 };
      this.batch = batch;
      this.afterBatch(() => {
        this.end(batch);
      });
      return false;
    }
    this.batch.seen += 1;
    if (this.isTooLate(now - this.batch.began, this.batch.taken)) return true;
    this.batch.taken += 1;
    return false;
  }

  private isTooLate(waited: number, taken: number): boolean {
    // Twice as long as the last one, and that was no short one: the end of this batch need not be waited for.
    this.crowded ||= taken >= FEW && waited > Math.max(this.brief, 2 * this.lastTook) && this.lastTook > this.brief / 2;
    if (this.crowded) return taken >= FEW && waited > this.brief;
    return this.lastTook > this.limit && waited > this.limit;
  }

  private end({ began, seen }: { readonly began: number; readonly seen: number }): void {
    const took = this.now() - began;
    // What follows on next to nothing is a standstill, not growth.
    const grows = took > this.lastTook && this.lastTook > this.brief / 4;
    this.crowded = seen > FEW && took > this.brief && (this.crowded || grows);
    this.lastTook = took;
    this.batch = undefined;
  }

  private get brief(): number {
    return this.limit * IN_A_CROWD;
  }
}
