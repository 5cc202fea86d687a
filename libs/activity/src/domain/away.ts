import { addDays, contains, localDateOf, startOfDay, type Instant, type LocalDate, type Zone } from '#platform/time';

/** A stretch in which a resident was on leave or in hospital, as the movements have it. */
export interface Away {
  readonly from: Instant;
  /** Undefined: they haven't come back. */
  readonly to: Instant | undefined;
  /** Where it is known. */
  readonly expectedReturnOn: LocalDate | null;
}

/**
 * Whether a resident is away at a moment. Until now the movements say so. After that who is away now counts as away up
 * to the day on which they are expected, itself not included; where that isn't known or is past, to the end of today.
 */
export function isAwayAt(absences: readonly Away[], at: Instant, now: Instant, zone: Zone): boolean {
  if (at <= now) return absences.some((absence) => contains(absence, at));
  const current = absences.find((absence) => contains(absence, now));
  if (current === undefined) return false;
  const today = localDateOf(now, zone);
  const { expectedReturnOn } = current;
  const back = expectedReturnOn !== null && expectedReturnOn >= today ? expectedReturnOn : addDays(today, 1);
  return at < startOfDay(back, zone);
}
