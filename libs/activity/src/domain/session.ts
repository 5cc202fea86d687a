import { InvalidFieldsError } from '#platform/kernel';
import {
  addDays,
  addMinutes,
  contains,
  datePart,
  expand,
  localDateOf,
  localDateTime,
  localDateTimeOf,
  parseLocalTime,
  slotInstant,
  timePart,
  type Instant,
  type LocalDate,
  type LocalDateTime,
  type Window,
  type Zone,
} from '#platform/time';
import type { Activity } from './activity.js';
import type { SessionOverride } from './session-override.js';

/** The longest window that sessions are expanded over, in days of the home's calendar (api.md section 6). */
export const MAX_WINDOW_DAYS = 366;

/** What sessions are made from. */
export type SessionSource = Pick<
  Activity,
  'id' | 'startsAt' | 'durationMinutes' | 'recurrence' | 'exceptionDates' | 'location' | 'leader' | 'capacity'
>;

/** One occurrence of an activity, as it is to be held. */
export interface Session {
  readonly activityId: string;
  /** Where the series puts it: its identity, which stays when it is moved (RFC 5545 RECURRENCE-ID). */
  readonly originalStartsAt: LocalDateTime;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly status: 'planned' | 'cancelled';
  readonly location: string | null;
  readonly leader: string | null;
  readonly capacity: number | null;
  /** Why it was cancelled or changed. */
  readonly reason: string | null;
}

const MIDNIGHT = parseLocalTime('00:00');

/**
 * The sessions of activities that start in a window, in order of time; a moved one counts where it was moved to. An
 * override of what the series no longer gives is left out. Whether an activity is active isn't looked at.
 * @throws InvalidFieldsError when the window is longer than 366 days.
 */
export function sessions(
  activities: readonly SessionSource[],
  overrides: readonly SessionOverride[],
  zone: Zone,
  window: Window,
): readonly Session[] {
  if (window.from >= window.to) return [];
  const days = daysAround(window, zone);
  const byActivity = new Map<string, SessionOverride[]>(activities.map(({ id }) => [id, []]));
  for (const override of overrides) byActivity.get(override.activityId)?.push(override);
  return activities
    .flatMap((activity) => sessionsOf(activity, byActivity.get(activity.id) ?? [], zone, days))
    .filter((session) => contains(window, session.startsAt))
    .sort(byTime);
}

/** The session that a series puts at a local date-time, or undefined when it puts none there. */
export function sessionAt(
  activity: SessionSource,
  override: SessionOverride | undefined,
  zone: Zone,
  originalStartsAt: LocalDateTime,
): Session | undefined {
  return isSession(activity, originalStartsAt) ? session(activity, override, zone, originalStartsAt) : undefined;
}

/** Whether a series puts a session at this local date-time. */
export function isSession(activity: SessionSource, originalStartsAt: LocalDateTime): boolean {
  const to = localDateTime(addDays(datePart(originalStartsAt), 1), MIDNIGHT);
  return slots(activity, originalStartsAt, to)[0] === originalStartsAt;
}

/** Those of the days, and the moved ones from any other day: the window tells which of them belong to it. */
function sessionsOf(
  activity: SessionSource,
  overrides: readonly SessionOverride[],
  zone: Zone,
  days: { readonly from: LocalDateTime; readonly to: LocalDateTime },
): Session[] {
  const found = new Set(slots(activity, days.from, days.to));
  const changed = new Map(overrides.map((override) => [override.originalStartsAt, override]));
  for (const override of overrides) {
    if (override.startsAt === null || found.has(override.originalStartsAt)) continue;
    if (isSession(activity, override.originalStartsAt)) found.add(override.originalStartsAt);
  }
  return [...found].map((slot) => session(activity, changed.get(slot), zone, slot));
}

function session(
  activity: SessionSource,
  override: SessionOverride | undefined,
  zone: Zone,
  originalStartsAt: LocalDateTime,
): Session {
  const startsAt = slotInstant(override?.startsAt ?? originalStartsAt, zone);
  return {
    activityId: activity.id,
    originalStartsAt,
    startsAt,
    endsAt: addMinutes(startsAt, override?.durationMinutes ?? activity.durationMinutes),
    status: override?.cancelled === true ? 'cancelled' : 'planned',
    location: override?.location ?? activity.location,
    leader: override?.leader ?? activity.leader,
    capacity: override?.capacity ?? activity.capacity,
    reason: override?.reason ?? null,
  };
}

function slots(activity: SessionSource, from: LocalDateTime, to: LocalDateTime): LocalDateTime[] {
  const { startsAt, recurrence, exceptionDates } = activity;
  return expand({ startsAt, rule: recurrence ?? undefined, exceptionDates, from, to });
}

/** The window in whole days of the wall clock with a day to spare, for a time that a clock change moves. */
function daysAround(window: Window, zone: Zone): { readonly from: LocalDateTime; readonly to: LocalDateTime } {
  const from = localDateTimeOf(window.from, zone);
  const longest = localDateTime(addDays(datePart(from), MAX_WINDOW_DAYS), timePart(from));
  if (localDateTimeOf(window.to, zone) > longest) {
    const message = `A window of at most ${MAX_WINDOW_DAYS} days.`;
    throw new InvalidFieldsError([{ pointer: '/to', code: 'out-of-range', message }]);
  }
  const day = (date: LocalDate, days: number) => localDateTime(addDays(date, days), MIDNIGHT);
  return { from: day(datePart(from), -1), to: day(localDateOf(window.to, zone), 2) };
}

function byTime(a: Session, b: Session): number {
  const [left, right] = a.startsAt === b.startsAt ? [a.originalStartsAt, b.originalStartsAt] : [a.startsAt, b.startsAt];
  return left < right ? -1 : left > right ? 1 : 0;
}
