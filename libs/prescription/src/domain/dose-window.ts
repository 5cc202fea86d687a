import { epochMilliseconds, fromEpochMilliseconds, type Instant, type Window, type Zone } from '#platform/time';
import { isWeeklyOrRarer } from './dose-days.js';
import { OUTCOMES, type Outcome } from './outcome.js';
import { doseAt, doses, firstDoseFrom, lastDoseBefore, type DoseSlot, type DoseTerms } from './schedule.js';
import { wallClock } from './wall-clock.js';

const MINUTE = 60_000;

/** Minutes around the slot's instant. */
export interface MinuteWindow {
  readonly opensBefore: number;
  readonly overdueAfter: number;
  readonly missedAfter: number;
}

/** The home's windows by class. */
export interface WindowRules {
  readonly timeCritical: MinuteWindow;
  readonly routine: MinuteWindow;
  /** The calendar day is the window; missed so many minutes after its end. */
  readonly weeklyMissedAfterDay: number;
}

/** Clinical.md A1. */
export const DEFAULT_WINDOWS: WindowRules = {
  timeCritical: { opensBefore: 30, overdueAfter: 30, missedAfter: 60 },
  routine: { opensBefore: 60, overdueAfter: 60, missedAfter: 120 },
  weeklyMissedAfterDay: 1_440,
};

/** When a dose may be given, half-open: due from `opensAt`, overdue from `overdueAt`, missed from `missedAt`. */
export interface DoseWindow {
  readonly opensAt: Instant;
  readonly overdueAt: Instant;
  readonly missedAt: Instant;
  /** When the next slot of the prescription opens: from here on an act belongs to that one. Null: there is no next. */
  readonly closesAt: Instant | null;
}

export interface WindowedDose extends DoseSlot {
  readonly window: DoseWindow;
}

/** Whose windows: the medicine's class (only what was set, never inferred) in a home. */
export interface WindowContext {
  readonly timeCritical: boolean;
  readonly rules: WindowRules;
  readonly zone: Zone;
}

/** The states of a dose without a record are the clock's; they are computed on reading and never stored. */
export const DOSE_STATES = ['upcoming', 'due', 'overdue', 'missed', 'not-required', ...OUTCOMES] as const;
export type DoseState = (typeof DOSE_STATES)[number];

/** What a dose is at `now`; `recorded` is the outcome of its record, if it has one. */
export function doseState(dose: WindowedDose, now: Instant, recorded: Outcome | null): DoseState {
  if (recorded !== null) return recorded;
  if (!dose.required) return 'not-required';
  const { opensAt, overdueAt, missedAt } = dose.window;
  if (now < opensAt) return 'upcoming';
  if (now < overdueAt) return 'due';
  return now < missedAt ? 'overdue' : 'missed';
}

/**
 * The window of a slot between its neighbours, required or not. It doesn't open before half the way from the slot before,
 * so that with doses close together an act belongs to the slot that it is nearest to, and it is cut short when
 * the next one opens.
 */
export function doseWindow(
  slot: DoseSlot,
  neighbours: { readonly before: DoseSlot | undefined; readonly after: DoseSlot | undefined },
  context: WindowContext,
): DoseWindow {
  const { before, after } = neighbours;
  const own = fullWindow(slot, context);
  const closesAt = after === undefined ? Infinity : opening(fullWindow(after, context), slot);
  return {
    opensAt: fromEpochMilliseconds(opening(own, before)),
    overdueAt: fromEpochMilliseconds(Math.min(own.overdueAt, closesAt)),
    missedAt: fromEpochMilliseconds(Math.min(own.missedAt, closesAt)),
    closesAt: after === undefined ? null : fromEpochMilliseconds(closesAt),
  };
}

/** The doses of {@link doses} with their windows. */
export function windowedDoses(terms: DoseTerms, window: Window, context: WindowContext): readonly WindowedDose[] {
  const { zone } = context;
  const inside = doses(terms, zone, window);
  const first = inside[0];
  if (first === undefined) return [];
  const before = lastDoseBefore(terms, zone, first.scheduledFor);
  const after = firstDoseFrom(terms, zone, window.to);
  return inside.map((slot, index) => {
    const neighbours = { before: inside[index - 1] ?? before, after: inside[index + 1] ?? after };
    return withOwn(slot, doseWindow(slot, neighbours, context));
  });
}

/** The dose whose slot is exactly at this instant, if the schedule has one. */
export function findDose(terms: DoseTerms, scheduledFor: Instant, context: WindowContext): WindowedDose | undefined {
  const slot = doseAt(terms, context.zone, scheduledFor);
  return slot === undefined ? undefined : withWindow(terms, slot, context);
}

/** The dose that something done at this instant belongs to: the last whose window has opened. */
export function doseForAct(terms: DoseTerms, at: Instant, context: WindowContext): WindowedDose | undefined {
  const { zone } = context;
  const before = lastDoseBefore(terms, zone, at);
  const after = firstDoseFrom(terms, zone, at);
  // No later one can be open: a window opens at the earliest half the way from the slot before.
  const isOpen = after !== undefined && opening(fullWindow(after, context), before) <= epochMilliseconds(at);
  const slot = isOpen ? after : before;
  return slot === undefined ? undefined : withWindow(terms, slot, context);
}

function withWindow(terms: DoseTerms, slot: DoseSlot, context: WindowContext): WindowedDose {
  const { zone } = context;
  const before = lastDoseBefore(terms, zone, slot.scheduledFor);
  const after = firstDoseFrom(terms, zone, fromEpochMilliseconds(epochMilliseconds(slot.scheduledFor) + 1));
  return withOwn(slot, doseWindow(slot, { before, after }, context));
}

/** By name: there are thousands in a month's charts, and V8 gives each copy with `...` a shape of its own. */
function withOwn(slot: DoseSlot, window: DoseWindow): WindowedDose {
  const { scheduledFor, local, revision, required, notRequiredBecause } = slot;
  return { scheduledFor, local, revision, required, notRequiredBecause, window };
}

/** A window as if there were no other slot, in milliseconds of the epoch. */
interface FullWindow {
  readonly at: number;
  readonly opensAt: number;
  readonly overdueAt: number;
  readonly missedAt: number;
}

function opening({ at, opensAt }: FullWindow, before: DoseSlot | undefined): number {
  return before === undefined
    ? opensAt
    : Math.max(opensAt, Math.ceil((epochMilliseconds(before.scheduledFor) + at) / 2));
}

function fullWindow(slot: DoseSlot, { timeCritical, rules, zone }: WindowContext): FullWindow {
  const at = epochMilliseconds(slot.scheduledFor);
  if (!timeCritical && isWeeklyOrRarer(slot.revision.schedule)) {
    const clock = wallClock(zone);
    const day = clock.dayOf(at);
    const overdueAt = clock.startOf(day + 1);
    return { at, opensAt: clock.startOf(day), overdueAt, missedAt: overdueAt + rules.weeklyMissedAfterDay * MINUTE };
  }
  const { opensBefore, overdueAfter, missedAfter } = timeCritical ? rules.timeCritical : rules.routine;
  return {
    at,
    opensAt: at - opensBefore * MINUTE,
    overdueAt: at + overdueAfter * MINUTE,
    missedAt: at + missedAfter * MINUTE,
  };
}
