import type { Instant, LocalDateTime } from '#platform/time';
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
    .sort((a, b) => compare(a.session.startsAt, b.session.startsAt));
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

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
