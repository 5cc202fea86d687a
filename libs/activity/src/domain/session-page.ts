import { byCodeUnits } from '#platform/kernel';
import {
  addMinutes,
  contains,
  earlier,
  later,
  type Instant,
  type LocalDateTime,
  type Window,
  type Zone,
} from '#platform/time';
import type { Activity } from './activity.js';
import type { SessionOverride } from './session-override.js';
import {
  byActivity,
  checkWindow,
  daysAround,
  isOffered,
  nameOf,
  sessionsOf,
  type HeldSession,
  type Session,
} from './session.js';

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

/** How many days are expanded first; twice as many each time, until a series has this many sessions in them. */
const FIRST_STRETCH_DAYS = 7;
const MANY_SESSIONS = 200;
const DAY_MINUTES = 24 * 60;

/**
 * The sessions of a window after a place in the order, some at a time: none while the next days are being expanded, one
 * series at a step. Whoever has enough stops, and no more of the window is expanded. An activity that is no longer
 * offered gives those before it stopped, and those on record.
 * @throws InvalidFieldsError when the window is longer than 366 days.
 */
export function* sessionsInOrder(
  { activities, overrides, held }: Programme,
  zone: Zone,
  window: Window,
  after: SessionKey | undefined,
  isWanted: (session: Session) => boolean,
): Generator<readonly Session[], void, undefined> {
  checkWindow(window, zone);
  const overridesOf = byActivity(overrides);
  const heldOf = byActivity(held);
  const onRecord = new Set(held.map(nameOf));
  let from = after === undefined ? window.from : later(window.from, after.startsAt);
  let days = FIRST_STRETCH_DAYS;
  while (from < window.to) {
    const to = earlier(window.to, addMinutes(from, days * DAY_MINUTES));
    const stretch = { from, to };
    const dates = daysAround(stretch, zone);
    const found: Session[] = [];
    let most = 0;
    for (const activity of activities) {
      const { id } = activity;
      const series = sessionsOf(activity, overridesOf.get(id) ?? [], heldOf.get(id) ?? [], zone, dates);
      const isHeld = (session: Session): boolean => isOffered(activity, session) || onRecord.has(nameOf(session));
      const isInPlace = (session: Session): boolean =>
        contains(stretch, session.startsAt) && (after === undefined || compareSessions(session, after) > 0);
      found.push(...series.filter((session) => isInPlace(session) && isHeld(session) && isWanted(session)));
      most = Math.max(most, series.length);
      yield [];
    }
    yield found.sort(compareSessions);
    from = to;
    if (most < MANY_SESSIONS) days *= 2;
  }
}

/**
 * A window after a place in the order, in parts: first a week, each twice as long as the one before. Whoever reads what
 * belongs to a part, page after page, reads hardly more than is shown.
 */
export function* partsOf(window: Window, after: SessionKey | undefined): Generator<Window, void, undefined> {
  let from = after === undefined ? window.from : later(window.from, after.startsAt);
  for (let days = FIRST_STRETCH_DAYS; from < window.to; days *= 2) {
    const to = earlier(window.to, addMinutes(from, days * DAY_MINUTES));
    yield { from, to };
    from = to;
  }
}

function compareSessions(a: SessionKey, b: SessionKey): number {
  return (
    byCodeUnits(a.startsAt, b.startsAt) ||
    byCodeUnits(a.activityId, b.activityId) ||
    byCodeUnits(a.originalStartsAt, b.originalStartsAt)
  );
}
