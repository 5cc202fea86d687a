import { epochMilliseconds } from '#platform/time';
import { doseDays, nextDoseDay, previousDoseDay } from './dose-days.js';
import type { OnceSchedule, Revision, TimesSchedule } from './prescription.js';
import { dayNumber, minuteOf, type WallClock } from './wall-clock.js';

/** A slot before anything is known of the person: when, and where on the schedule. */
export interface PatternSlot {
  /** Milliseconds of the epoch. */
  readonly at: number;
  readonly day: number;
  readonly minute: number;
}

/** What a revision asks for, day by day, within its `startsOn` and `endsOn`. */
export interface SlotPattern {
  /** The first day with slots on or after a day. */
  readonly nextDay: (day: number) => number | undefined;
  /** The last day with slots on or before a day. */
  readonly previousDay: (day: number) => number | undefined;
  readonly slotsOn: (day: number) => readonly PatternSlot[];
}

export function slotPattern(revision: Revision, clock: WallClock): SlotPattern {
  let onClock = known.get(clock);
  if (onClock === undefined) known.set(clock, (onClock = new WeakMap()));
  const before = onClock.get(revision);
  if (before !== undefined) return before;
  const made = patternOf(revision, clock);
  onClock.set(revision, made);
  return made;
}

/** A revision never changes, and is asked for its slots again and again. */
const known = new WeakMap<WallClock, WeakMap<Revision, SlotPattern>>();

function patternOf(revision: Revision, clock: WallClock): SlotPattern {
  const { schedule } = revision;
  switch (schedule.kind) {
    case 'times':
      return timesPattern(schedule, revision, clock);
    case 'once':
      return oncePattern(schedule, revision, clock);
    case 'as-needed':
      return { nextDay: () => undefined, previousDay: () => undefined, slotsOn: () => [] };
  }
}

function timesPattern(schedule: TimesSchedule, revision: Revision, clock: WallClock): SlotPattern {
  const days = doseDays(schedule, revision.startsOn, revision.endsOn);
  const minutes = schedule.times.map(minuteOf);
  return {
    nextDay: (day) => nextDoseDay(days, day),
    previousDay: (day) => previousDoseDay(days, day),
    slotsOn: (day) => minutes.map((minute) => ({ at: clock.instantOf(day, minute), day, minute })),
  };
}

function oncePattern(schedule: OnceSchedule, revision: Revision, clock: WallClock): SlotPattern {
  const at = epochMilliseconds(schedule.at);
  const only = clock.dayOf(at);
  const exists =
    dayNumber(revision.startsOn) <= only && (revision.endsOn === null || only <= dayNumber(revision.endsOn));
  return {
    nextDay: (day) => (exists && day <= only ? only : undefined),
    previousDay: (day) => (exists && day >= only ? only : undefined),
    slotsOn: () => [{ at, day: only, minute: clock.minuteAt(at) }],
  };
}
