import { byCodeUnits } from '#platform/kernel';
import {
  addDays,
  addMinutes,
  later,
  startOfDay,
  type Instant,
  type LocalDate,
  type LocalDateTime,
  type Window,
  type Zone,
} from '#platform/time';
import { ACTIVITY_BOUNDS } from './activity.js';
import type { Session } from './session.js';

/** Two sessions that meet in time: one that is wanted and one that the resident is enrolled in. */
export interface Clash {
  readonly wanted: ClashingSession;
  readonly enrolledIn: ClashingSession;
}

interface ClashingSession {
  readonly activityId: string;
  readonly originalStartsAt: LocalDateTime;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** How far ahead clashes of a series are looked for, in days: two rules that ever meet mostly do within a year. */
const HORIZON_DAYS = 350;

/** When a series that is wanted is looked at for clashes: from today on; undefined when it is over. */
export function clashWindow(
  { from, until }: { readonly from: LocalDate | null; readonly until: LocalDate | null },
  today: LocalDate,
  zone: Zone,
): Window | undefined {
  const first = from === null || from < today ? today : from;
  const horizon = addDays(first, HORIZON_DAYS);
  const last = until === null || until > horizon ? horizon : until;
  return last < first ? undefined : { from: startOfDay(first, zone), to: startOfDay(addDays(last, 1), zone) };
}

/** When sessions start that may meet those wanted, which are in order of time. */
export function windowAround(wanted: readonly Session[]): Window | undefined {
  const [first] = wanted;
  if (first === undefined) return undefined;
  const to = wanted.map(({ endsAt }) => endsAt).reduce(later);
  return { from: addMinutes(first.startsAt, -ACTIVITY_BOUNDS.durationMinutes), to };
}

/**
 * Where planned sessions of one enrolment meet those of the others, in order of time. One that begins when another
 * ends doesn't meet it; a session doesn't clash with its own activity.
 */
export function findClashes(wanted: readonly Session[], held: readonly Session[]): readonly Clash[] {
  const clashes: Clash[] = [];
  let running: { readonly session: Session; readonly isWanted: boolean }[] = [];
  const all = [
    ...wanted.map((session) => ({ session, isWanted: true })),
    ...held.map((session) => ({ session, isWanted: false })),
  ]
    .filter(({ session }) => session.status === 'planned')
    .sort((a, b) => byCodeUnits(a.session.startsAt, b.session.startsAt));
  for (const next of all) {
    running = running.filter(({ session }) => session.endsAt > next.session.startsAt);
    for (const other of running) {
      if (other.isWanted === next.isWanted || other.session.activityId === next.session.activityId) continue;
      const [mine, theirs] = next.isWanted ? [next.session, other.session] : [other.session, next.session];
      clashes.push({ wanted: shown(mine), enrolledIn: shown(theirs) });
    }
    running.push(next);
  }
  return clashes;
}

function shown({ activityId, originalStartsAt, startsAt, endsAt }: Session): ClashingSession {
  return { activityId, originalStartsAt, startsAt, endsAt };
}
