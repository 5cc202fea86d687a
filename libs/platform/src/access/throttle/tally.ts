/** Failures that are not forgiven yet, as they stood at an instant. */
export interface Tally {
  readonly count: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** How many failures are let pass in a row, and how fast they are forgiven after. */
export interface Allowance {
  readonly most: number;
  /** One failure is forgiven each time so many seconds have passed. */
  readonly forgivenEvery: number;
}

export const NO_FAILURES: Tally = { count: 0, at: 0 };

/** Failures that are left of a tally at `now`; a fraction of one while it is being forgiven. */
export function left({ count, at }: Tally, { forgivenEvery }: Allowance, now: number): number {
  const seconds = Math.max(0, now - at) / 1000;
  return Math.max(0, count - seconds / forgivenEvery);
}

/** With one failure more, or with -1 one less. */
export function counted(tally: Tally, allowance: Allowance, now: number, more: 1 | -1 = 1): Tally {
  return { count: Math.max(0, left(tally, allowance, now) + more), at: now };
}

/** Whole seconds until one more failure could be taken; 0: now. */
export function secondsUntilNext(tally: Tally, allowance: Allowance, now: number): number {
  const excess = left(tally, allowance, now) + 1 - allowance.most;
  return excess <= 0 ? 0 : Math.ceil(excess * allowance.forgivenEvery);
}

/** Seconds after which nothing is left of any tally. */
export function forgottenAfter({ most, forgivenEvery }: Allowance): number {
  return most * forgivenEvery;
}
