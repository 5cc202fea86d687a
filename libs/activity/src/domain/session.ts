import {
  addDays,
  addMinutes,
  checkLength,
  contains,
  datePart,
  localDateOf,
  localDateTime,
  parseLocalTime,
  slotInstant,
  type Instant,
  type LocalDateTime,
  type Window,
  type Zone,
} from '#platform/time';
import type { FormFields } from './activity.js';
import { formAt, slotsOf, type Series } from './series.js';
import type { SessionOverride } from './session-override.js';

/** The longest window that sessions are expanded over, in days of the home's calendar (api.md section 6). */
export const MAX_WINDOW_DAYS = 366;

/** What sessions are made from. */
export interface SessionSource extends Series {
  readonly id: string;
}

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

/** A session that is on record as held: it stays, at that time, whatever becomes of its series. */
export type HeldSession = Pick<Session, 'activityId' | 'originalStartsAt' | 'startsAt' | 'endsAt'>;

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
  held: readonly HeldSession[] = [],
): readonly Session[] {
  checkWindow(window, zone);
  if (window.from >= window.to) return [];
  const days = daysAround(window, zone);
  const overridesOf = byActivity(overrides);
  const heldOf = byActivity(held);
  return activities
    .flatMap((activity) =>
      sessionsOf(activity, overridesOf.get(activity.id) ?? [], heldOf.get(activity.id) ?? [], zone, days),
    )
    .filter((session) => contains(window, session.startsAt))
    .sort(byTime);
}

/** The session at a local date-time: one that the series puts there or that is on record; undefined when there is none. */
export function sessionAt(
  activity: SessionSource,
  override: SessionOverride | undefined,
  zone: Zone,
  originalStartsAt: LocalDateTime,
  held?: HeldSession,
): Session | undefined {
  if (held === undefined && !isSession(activity, originalStartsAt, override)) return undefined;
  return session(activity, override, zone, originalStartsAt, held);
}

/** When a session is to be held, by its series and its own change. */
export function timesOf(
  activity: SessionSource,
  override: SessionOverride | undefined,
  zone: Zone,
  originalStartsAt: LocalDateTime,
): Pick<Session, 'startsAt' | 'endsAt'> {
  const startsAt = slotInstant(override?.startsAt ?? originalStartsAt, zone);
  const form = formOf(activity, originalStartsAt, override);
  return { startsAt, endsAt: addMinutes(startsAt, override?.durationMinutes ?? form.durationMinutes) };
}

/** Whether it is held, its activity being offered still: one that no longer is gives those before it stopped. */
export function isOffered(
  { inactiveSince }: { readonly inactiveSince: Instant | null },
  { startsAt }: Pick<Session, 'startsAt'>,
): boolean {
  return inactiveSince === null || startsAt < inactiveSince;
}

/** One text for one session, for looking it up. */
export function nameOf({ activityId, originalStartsAt }: Pick<Session, 'activityId' | 'originalStartsAt'>): string {
  return `${activityId} ${originalStartsAt}`;
}

/** @throws InvalidFieldsError when the window is longer than 366 days. */
export function checkWindow(window: Window, zone: Zone): void {
  checkLength(window, MAX_WINDOW_DAYS, zone);
}

/** Whether a series puts a session at this local date-time; `override` is the change of it, where there is one. */
export function isSession(
  activity: Series,
  originalStartsAt: LocalDateTime,
  override?: Pick<SessionOverride, 'startsAt'>,
): boolean {
  const form = formOf(activity, originalStartsAt, override);
  const to = localDateTime(addDays(datePart(originalStartsAt), 1), MIDNIGHT);
  return slotsOf({ ...form, earlier: [] }, originalStartsAt, to)[0] === originalStartsAt;
}

/** The form that a session has: that of its own time, or of an earlier one where it was brought forward. */
export function formOf(
  activity: Series,
  originalStartsAt: LocalDateTime,
  override: Pick<SessionOverride, 'startsAt'> | undefined,
): FormFields {
  return formAt(activity, broughtForwardTo(originalStartsAt, override) ?? originalStartsAt);
}

/** Whether a session that the series puts at a moment or after it is to be held before that. */
export function isAnyBroughtForward(
  activity: Series,
  overrides: readonly Pick<SessionOverride, 'originalStartsAt' | 'startsAt'>[],
  cut: LocalDateTime,
): boolean {
  return overrides.some(
    (override) =>
      override.startsAt !== null &&
      override.startsAt < cut &&
      override.originalStartsAt >= cut &&
      isSession(activity, override.originalStartsAt, override),
  );
}

function broughtForwardTo(
  originalStartsAt: LocalDateTime,
  override: Pick<SessionOverride, 'startsAt'> | undefined,
): LocalDateTime | undefined {
  const startsAt = override?.startsAt ?? originalStartsAt;
  return startsAt < originalStartsAt ? startsAt : undefined;
}

/**
 * Those of one series on these days ({@link daysAround}), and the moved and held ones from any other day: the window
 * tells which of them belong to it.
 */
export function sessionsOf(
  activity: SessionSource,
  overrides: readonly SessionOverride[],
  held: readonly HeldSession[],
  zone: Zone,
  days: { readonly from: LocalDateTime; readonly to: LocalDateTime },
): readonly Session[] {
  const found = new Set(slotsOf(activity, days.from, days.to));
  const changed = new Map(overrides.map((override) => [override.originalStartsAt, override]));
  for (const override of overrides) {
    const { originalStartsAt, startsAt } = override;
    const isHere = startsAt !== null && startsAt >= days.from && startsAt < days.to;
    const isBroughtForward = broughtForwardTo(originalStartsAt, override) !== undefined;
    if (!isBroughtForward && (!isHere || found.has(originalStartsAt))) continue;
    if (isHere && isSession(activity, originalStartsAt, override)) found.add(originalStartsAt);
    else found.delete(originalStartsAt);
  }
  const onRecord = new Map(held.map((one) => [one.originalStartsAt, one]));
  for (const slot of onRecord.keys()) found.add(slot);
  return [...found].map((slot) => session(activity, changed.get(slot), zone, slot, onRecord.get(slot)));
}

function session(
  activity: SessionSource,
  override: SessionOverride | undefined,
  zone: Zone,
  originalStartsAt: LocalDateTime,
  held: HeldSession | undefined,
): Session {
  const { startsAt, endsAt } = held ?? timesOf(activity, override, zone, originalStartsAt);
  const form = formOf(activity, originalStartsAt, override);
  return {
    activityId: activity.id,
    originalStartsAt,
    startsAt,
    endsAt,
    status: override?.cancelled === true ? 'cancelled' : 'planned',
    location: override?.location ?? form.location,
    leader: override?.leader ?? form.leader,
    capacity: override?.capacity ?? form.capacity,
    reason: override?.reason ?? null,
  };
}

/** The window in whole days of the wall clock with a day to spare, for a time that a clock change moves. */
export function daysAround(window: Window, zone: Zone): { readonly from: LocalDateTime; readonly to: LocalDateTime } {
  const day = (at: Instant, days: number) => localDateTime(addDays(localDateOf(at, zone), days), MIDNIGHT);
  return { from: day(window.from, -1), to: day(window.to, 2) };
}

export function byActivity<T extends { readonly activityId: string }>(all: readonly T[]): ReadonlyMap<string, T[]> {
  const grouped = new Map<string, T[]>();
  for (const one of all) {
    const group = grouped.get(one.activityId);
    if (group === undefined) grouped.set(one.activityId, [one]);
    else group.push(one);
  }
  return grouped;
}

function byTime(a: Session, b: Session): number {
  const [left, right] = a.startsAt === b.startsAt ? [a.originalStartsAt, b.originalStartsAt] : [a.startsAt, b.startsAt];
  return left < right ? -1 : left > right ? 1 : 0;
}
