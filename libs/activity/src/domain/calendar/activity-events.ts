import type { LocalDateTime } from '#platform/time';
import type { Activity } from '../activity.js';
import type { AttendanceSheet } from '../attendance-sheet.js';
import type { SessionOverride } from '../session-override.js';
import { isOffered, sessionAt, sessionsOf, type Session } from '../session.js';
import { sessionEvent, uidOf, type CalendarEvent, type Versions } from './calendar-event.js';
import type { HomeClock } from './home-clock.js';
import { toldSeries } from './told-series.js';
import type { Span } from './span.js';

/** An activity with what became of its sessions. */
export interface ToldActivity {
  readonly activity: Activity;
  /** Of sessions that the series puts, or that were moved, into the span or after it. */
  readonly overrides: readonly SessionOverride[];
  /** Of sessions held in the span. */
  readonly sheets: readonly AttendanceSheet[];
}

/**
 * The events of an activity: its series, the occurrences that differ from it, and the sessions that no rule says. What a
 * program makes of them are the sessions that the home's lists show.
 */
export function activityEvents(told: ToldActivity, clock: HomeClock, span: Span): CalendarEvent[] {
  const { activity } = told;
  const versionsOf = versionsBySession(told);
  const sessions = sessionsToTell(told, clock, span);
  const left = new Map(sessions);
  const events: CalendarEvent[] = [];
  for (const series of toldSeries(activity, sessions, clock, span)) {
    events.push(series.event);
    for (const slot of series.slots) left.delete(slot);
    for (const session of series.differing) {
      const { originalStartsAt } = session;
      const which = { uid: series.event.uid, recurrenceId: originalStartsAt };
      events.push(sessionEvent(session, which, versionsOf(originalStartsAt), clock));
    }
  }
  for (const [slot, session] of left) {
    const part = activity.recurrence === null && activity.earlier.length === 0 ? '' : slot;
    events.push(sessionEvent(session, { uid: uidOf(activity, part), recurrenceId: null }, versionsOf(slot), clock));
  }
  return events;
}

/** By where the series puts them, in order. */
function sessionsToTell({ activity, overrides, sheets }: ToldActivity, { zone }: HomeClock, span: Span) {
  const held = new Map(sheets.map((sheet) => [sheet.originalStartsAt, sheet]));
  const found = new Map<LocalDateTime, Session>();
  const tell = (session: Session | undefined): void => {
    if (session === undefined) return;
    const slot = session.originalStartsAt;
    if (held.has(slot) || isOffered(activity, session)) found.set(slot, session);
  };
  sessionsOf(activity, overrides, sheets, zone, span).forEach(tell);
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
