import { addMinutes, type Instant } from '#platform/time';

/** How far a device's clock may run ahead of ours, in minutes. */
const CLOCK_SKEW_MINUTES = 5;

/** Whether an instant lies ahead, also by the clock of a device that runs ahead of ours. */
export function isYetToCome(at: Instant, now: Instant): boolean {
  return at > addMinutes(now, CLOCK_SKEW_MINUTES);
}
