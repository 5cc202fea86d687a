import { epochMilliseconds, fromEpochMilliseconds, type Instant } from './instant.js';
import type { Zone } from './local.js';

/** Where "now" comes from. Injected, so that a test can say what time it is in the home. */
export abstract class Clock {
  abstract now(): Instant;
}

/** The machine's clock. */
export class SystemClock extends Clock {
  now(): Instant {
    return fromEpochMilliseconds(Date.now());
  }
}

/** Starts at a given instant and runs on from there (`CLOCK_AT`, api.md section 9). */
export class ShiftedClock extends Clock {
  private readonly shift: number;

  constructor(startsAt: Instant) {
    super();
    this.shift = epochMilliseconds(startsAt) - Date.now();
  }

  now(): Instant {
    return fromEpochMilliseconds(Date.now() + this.shift);
  }
}

/** Stands still until it is set: for loading history and for unit tests. */
export class SteppedClock extends Clock {
  constructor(private at: Instant) {
    super();
  }

  now(): Instant {
    return this.at;
  }

  set(at: Instant): void {
    this.at = at;
  }
}

/** The home's time zone (`TIME_ZONE`), injectable. */
export class HomeZone {
  constructor(readonly id: Zone) {}
}
