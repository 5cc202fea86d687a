import {
  addMinutes,
  earlier,
  epochMilliseconds,
  fromEpochMilliseconds,
  later,
  type Instant,
  type Window,
  type Zone,
} from '#platform/time';
import { isWeeklyOrRarer } from './dose-days.js';
import type { Outcome } from './outcome.js';
import { doseAt, doses, firstDoseFrom, lastDoseBefore, type DoseSlot, type DoseTerms } from './schedule.js';
import { wallClock } from './wall-clock.js';

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
export type DoseState = 'upcoming' | 'due' | 'overdue' | 'missed' | 'not-required' | Outcome;

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
  const closesAt = after === undefined ? null : opening(after, slot, context);
  const cut = (at: Instant): Instant => (closesAt === null ? at : earlier(at, closesAt));
  return {
    opensAt: opening(slot, before, context),
    overdueAt: cut(own.overdueAt),
    missedAt: cut(own.missedAt),
    closesAt,
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
    return { ...slot, window: doseWindow(slot, neighbours, context) };
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
  const slot = after !== undefined && opening(after, before, context) <= at ? after : before;
  return slot === undefined ? undefined : withWindow(terms, slot, context);
}

function withWindow(terms: DoseTerms, slot: DoseSlot, context: WindowContext): WindowedDose {
  const { zone } = context;
  const before = lastDoseBefore(terms, zone, slot.scheduledFor);
  const after = firstDoseFrom(terms, zone, fromEpochMilliseconds(epochMilliseconds(slot.scheduledFor) + 1));
  return { ...slot, window: doseWindow(slot, { before, after }, context) };
}

function opening(slot: DoseSlot, before: DoseSlot | undefined, context: WindowContext): Instant {
  const { opensAt } = fullWindow(slot, context);
  return before === undefined ? opensAt : later(opensAt, halfWay(before.scheduledFor, slot.scheduledFor));
}

function halfWay(a: Instant, b: Instant): Instant {
  return fromEpochMilliseconds(Math.ceil((epochMilliseconds(a) + epochMilliseconds(b)) / 2));
}

/** The window as if there were no other slot. */
function fullWindow(slot: DoseSlot, { timeCritical, rules, zone }: WindowContext): Omit<DoseWindow, 'closesAt'> {
  const at = slot.scheduledFor;
  if (!timeCritical && isWeeklyOrRarer(slot.revision.schedule)) {
    const clock = wallClock(zone);
    const day = clock.dayOf(epochMilliseconds(at));
    const overdueAt = fromEpochMilliseconds(clock.startOf(day + 1));
    const missedAt = addMinutes(overdueAt, rules.weeklyMissedAfterDay);
    return { opensAt: fromEpochMilliseconds(clock.startOf(day)), overdueAt, missedAt };
  }
  const { opensBefore, overdueAfter, missedAfter } = timeCritical ? rules.timeCritical : rules.routine;
  return {
    opensAt: addMinutes(at, -opensBefore),
    overdueAt: addMinutes(at, overdueAfter),
    missedAt: addMinutes(at, missedAfter),
  };
}
