import { localDateTimeOf, type Instant, type LocalDateTime } from '#platform/time';
import type { Activity } from '../activity.js';
import type { AttendanceSheet } from '../attendance-sheet.js';
import type { SessionOverride } from '../session-override.js';
import type { Session } from '../session.js';
import { isDoubtful, type HomeClock } from './home-clock.js';

/** What a calendar program is told of one session or of a series of them (RFC 5545 VEVENT). */
export interface CalendarEvent {
  /** Stays, whatever becomes of the session or series. */
  readonly uid: string;
  /** Which occurrence of the series with that `uid` it stands for; null: it stands for itself. */
  readonly recurrenceId: LocalDateTime | null;
  /** On the wall clock of the home's zone; an instant where that would be read in two ways. */
  readonly startsAt: LocalDateTime | Instant;
  readonly endsAt: LocalDateTime | Instant;
  /** An RRULE without UNTIL; null: none. */
  readonly rule: string | null;
  readonly until: Instant | null;
  /** RDATE. */
  readonly dates: readonly LocalDateTime[];
  /** EXDATE. */
  readonly exceptions: readonly LocalDateTime[];
  readonly isCancelled: boolean;
  readonly summary: string;
  readonly category: string;
  readonly location: string | null;
  readonly description: string | null;
  /** Grows with every change. */
  readonly sequence: number;
  readonly changedAt: Instant;
}

/** What a session's number and time of change are made from. */
export interface Versions {
  readonly activity: Activity;
  readonly override: SessionOverride | undefined;
  readonly sheet: AttendanceSheet | undefined;
}

/** One session, by itself or as an occurrence of a series that is told apart. */
export function sessionEvent(
  session: Session,
  { uid, recurrenceId }: Pick<CalendarEvent, 'uid' | 'recurrenceId'>,
  versions: Versions,
  clock: HomeClock,
): CalendarEvent {
  const { activity } = versions;
  return {
    uid,
    recurrenceId,
    ...timesOf(session, clock),
    rule: null,
    until: null,
    dates: [],
    exceptions: [],
    isCancelled: session.status === 'cancelled',
    summary: activity.title,
    category: activity.category,
    location: session.location,
    description: description(session.reason, session.leader, activity.notes),
    ...changeOf(versions),
  };
}

/** @param parts which session of the activity, or which stretch and time of day; none: the activity from its beginning. */
export function uidOf({ id }: Pick<Activity, 'id'>, ...parts: readonly string[]): string {
  const compact = parts.filter((part) => part !== '').map((part) => part.replaceAll(/(?<=\d)[-:]/g, ''));
  return `${[id, ...compact].join('-')}@residencia`;
}

export function description(...parts: readonly (string | null)[]): string | null {
  return parts.filter((part) => part !== null).join('\n') || null;
}

function timesOf({ startsAt, endsAt }: Session, clock: HomeClock): Pick<CalendarEvent, 'startsAt' | 'endsAt'> {
  if (isDoubtful(clock, startsAt) || isDoubtful(clock, endsAt)) return { startsAt, endsAt };
  return { startsAt: localDateTimeOf(startsAt, clock.zone), endsAt: localDateTimeOf(endsAt, clock.zone) };
}

function changeOf({ activity, override, sheet }: Versions): Pick<CalendarEvent, 'sequence' | 'changedAt'> {
  const changed = [activity, override, sheet].filter((one) => one !== undefined);
  const sequence = changed.reduce((sum, { version }) => sum + version, -1);
  return { sequence, changedAt: changed.map(({ updatedAt }) => updatedAt).reduce((a, b) => (a > b ? a : b)) };
}
