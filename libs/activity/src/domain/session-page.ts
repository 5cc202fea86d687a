import { addMinutes, earlier, later, type Instant, type LocalDateTime, type Window, type Zone } from '#platform/time';
import type { Activity } from './activity.js';
import type { SessionOverride } from './session-override.js';
import { checkWindow, nameOf, sessions, type HeldSession, type Session } from './session.js';

/** Where a session stands in the order of lists: by time, then by activity. */
export interface SessionKey {
  readonly startsAt: Instant;
  readonly activityId: string;
  readonly originalStartsAt: LocalDateTime;
}

/** What the sessions of a window are made from. */
export interface Programme {
  readonly activities: readonly Activity[];
  readonly overrides: readonly SessionOverride[];
  readonly held: readonly HeldSession[];
}

/** How many days are expanded first; twice as many each time that they hold too few sessions. */
const FIRST_STRETCH_DAYS = 7;
const DAY_MINUTES = 24 * 60;

/**
 * The first sessions of a window after a place in the order, at most `limit`; no more of the window is expanded than
 * that takes. An activity that is no longer offered gives those before it stopped, and those on record.
 * @throws InvalidFieldsError when the window is longer than 366 days.
 */
export function firstSessions(
  { activities, overrides, held }: Programme,
  zone: Zone,
  window: Window,
  page: { readonly after?: SessionKey | undefined; readonly limit: number },
  isWanted: (session: Session) => boolean,
): readonly Session[] {
  checkWindow(window, zone);
  const { after, limit } = page;
  const stoppedAt = new Map(activities.map(({ id, inactiveSince }) => [id, inactiveSince]));
  const onRecord = new Set(held.map(nameOf));
  const isOffered = (session: Session): boolean => {
    const stopped = stoppedAt.get(session.activityId) ?? null;
    return stopped === null || session.startsAt < stopped || onRecord.has(nameOf(session));
  };
  const found: Session[] = [];
  let from = after === undefined ? window.from : later(window.from, after.startsAt);
  let days = FIRST_STRETCH_DAYS;
  while (from < window.to && found.length < limit) {
    const to = earlier(window.to, addMinutes(from, days * DAY_MINUTES));
    const some = sessions(activities, overrides, zone, { from, to }, held).filter(
      (session) =>
        (after === undefined || compareSessions(session, after) > 0) && isOffered(session) && isWanted(session),
    );
    found.push(...some.sort(compareSessions));
    from = to;
    days *= 2;
  }
  return found.slice(0, limit);
}

function compareSessions(a: SessionKey, b: SessionKey): number {
  return (
    compare(a.startsAt, b.startsAt) ||
    compare(a.activityId, b.activityId) ||
    compare(a.originalStartsAt, b.originalStartsAt)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
