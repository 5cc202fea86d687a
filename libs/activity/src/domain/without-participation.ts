import { byCodeUnits } from '#platform/kernel';
import { addDays, localDateOf, startOfDay, type Instant, type Range, type Window, type Zone } from '#platform/time';

/** Days without participation that may be asked for, and are where none are said. */
export const IDLE_DAYS = { least: 1, usual: 7, most: 90 } as const;

/** Someone of the home and what is known of their days. */
export interface ResidentDays {
  readonly residentId: string;
  /** Folded, for the order. */
  readonly sortName: string;
  /** When they were in the home. */
  readonly presence: readonly Range[];
  /** When the last session began that they took part in, wholly or partly; null: there was none. */
  readonly lastAttendedAt: Instant | null;
}

/** So many whole days of the home's calendar before today, and today so far. */
export function idleWindow(days: number, now: Instant, zone: Zone): Window {
  return { from: startOfDay(addDays(localDateOf(now, zone), -days), zone), to: now };
}

/**
 * Whether someone took part in nothing in a window. Who was away, or not yet in the home, all of it is not asked: they
 * could not.
 */
export function isWithoutParticipation({ presence, lastAttendedAt }: ResidentDays, { from, to }: Window): boolean {
  const wasHere = presence.some(
    (stretch) => isBefore(stretch.from, to) && (stretch.to === undefined || stretch.to > from),
  );
  return wasHere && (lastAttendedAt === null || lastAttendedAt < from);
}

/** Who never took part comes first, then who has not for the longest; of equals by name. */
export function byTimeWithout(a: ResidentDays, b: ResidentDays): number {
  return (
    byCodeUnits(a.lastAttendedAt ?? '', b.lastAttendedAt ?? '') ||
    byCodeUnits(a.sortName, b.sortName) ||
    byCodeUnits(a.residentId, b.residentId)
  );
}

function isBefore(from: Instant | undefined, at: Instant): boolean {
  return from === undefined || from < at;
}
