import { addMinutes, type Instant } from './instant.js';

/** How many minutes a caller's clock may differ from ours (clinical.md A1). */
export const CLOCK_SKEW_MINUTES = 5;

/** Whether an instant lies ahead, also by a clock that is ahead of ours by what is forgiven. */
export function isYetToCome(at: Instant, now: Instant): boolean {
  return at > addMinutes(now, CLOCK_SKEW_MINUTES);
}
