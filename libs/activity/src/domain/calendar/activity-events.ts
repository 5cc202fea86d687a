import type { LocalDateTime } from '#platform/time';
import type { Activity } from '../activity.js';
import type { AttendanceSheet } from '../attendance-sheet.js';
import type { SessionOverride } from '../session-override.js';
import { isOffered, sessionAt, sessionsOf, type HeldSession, type Session } from '../session.js';
import { sessionEvent, uidOf, type CalendarEvent, type Versions } from './calendar-event.js';
import type { HomeClock } from './home-clock.js';
import { toldSeries } from './told-series.js';
import { isIn, partsOf, type Span } from './span.js';

/** An activity with what became of its sessions. */
export interface ToldActivity {
  readonly activity: Activity;
  /** Of sessions that the series puts, or that were moved, into the span or after it. */
  readonly overrides: readonly SessionOverride[];
  /** Of sessions held in the span. */
  readonly sheets: readonly AttendanceSheet[];
}

/**
 * The events of an activity, some at a time: its series, the occurrences that differ from it, and the sessions that no
 * rule says; none while the next are being found. What a program makes of them are the sessions that the home's lists show.
 */
export function* activityEvents(
  told: ToldActivity,
  clock: HomeClock,
  span: Span,
): Generator<readonly CalendarEvent[], void, undefined> {
  const { activity } = told;
  const versionsOf = versionsBySession(told);
  const sessions = yield* sessionsToTell(told, clock, span);
  const left = new Map(sessions);
  for (const some of toldSeries(activity, sessions, clock, span)) {
    for (const { slots } of some) for (const slot of slots) left.delete(slot);
    yield some.flatMap(({ event, differing }) => {
      const { uid } = event;
      const apart = differing.map((session) => {
        const { originalStartsAt: recurrenceId } = session;
        return sessionEvent(session, { uid, recurrenceId }, versionsOf(recurrenceId), clock);
      });
      return [event, ...apart];
    });
  }
  const isAlone = activity.recurrence === null && activity.earlier.length === 0;
  for (const [slot, session] of left) {
    const which = { uid: uidOf(activity, isAlone ? '' : slot), recurrenceId: null };
    yield [sessionEvent(session, which, versionsOf(slot), clock)];
  }
}

/** By where the series puts them, in order. */
function* sessionsToTell(
  { activity, overrides, sheets }: ToldActivity,
  { zone }: HomeClock,
  span: Span,
): Generator<readonly [], ReadonlyMap<LocalDateTime, Session>, undefined> {
  const held = new Map(sheets.map((sheet) => [sheet.originalStartsAt, sheet]));
  const found = new Map<LocalDateTime, Session>();
  const tell = (session: Session | undefined): void => {
    if (session === undefined) return;
    const slot = session.originalStartsAt;
    if (held.has(slot) || isOffered(activity, session)) found.set(slot, session);
  };
  for (const part of partsOf(span)) {
    // One that was moved from one part to another is told with those that the series puts beside it.
    const isOfPart = ({ originalStartsAt: slot }: HeldSession): boolean => isIn(slot, part) || !isIn(slot, span);
    sessionsOf(activity, overrides, sheets.filter(isOfPart), zone, part).filter(isOfPart).forEach(tell);
    yield [];
  }
  for (const override of overrides) {
    const slot = override.originalStartsAt;
    if (slot >= span.to && !found.has(slot)) tell(sessionAt(activity, override, zone, slot, held.get(slot)));
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function versionsBySession({ activity, overrides, sheets }: ToldActivity): (slot: LocalDateTime) => Versions {
  const changed = new Map(overrides.map((override) => [override.originalStartsAt, override]));
  const held = new Map(sheets.map((sheet) => [sheet.originalStartsAt, sheet]));
  return (slot) => ({ activity, override: changed.get(slot), sheet: held.get(slot) });
}
