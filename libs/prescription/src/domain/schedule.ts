import {
  contains,
  epochMilliseconds,
  fromEpochMilliseconds,
  localDateTime,
  type Instant,
  type LocalDateTime,
  type Range,
  type Window,
  type Zone,
} from '#platform/time';
import type { Revision } from './prescription.js';
import { revisionsInForce } from './revisions.js';
import { slotPattern, type PatternSlot, type SlotPattern } from './slot-pattern.js';
import { dateOfDay, timeOfMinute, wallClock, type WallClock } from './wall-clock.js';

/** Where a resident is when not in the home: half-open, from the movements. */
export interface Absence extends Range {
  readonly kind: 'on-leave' | 'in-hospital' | 'not-admitted';
}

/** All that decides which doses a prescription has. */
export interface DoseTerms {
  /** In the order of recording; only what is in force near the window costs anything. */
  readonly revisions: readonly Revision[];
  /** No slot before; null: from `startsOn`, also where that is past. */
  readonly activeFrom: Instant | null;
  /** No slot from here on. */
  readonly stoppedAt: Instant | null;
  readonly suspensions: readonly Range[];
  readonly absences: readonly Absence[];
}

/** Why a dose isn't to be given (clinical.md A5). */
export type NotRequiredBecause = 'on-leave' | 'in-hospital' | 'suspended';

/** One dose of a schedule. Its identity is its prescription and `scheduledFor`. */
export interface DoseSlot {
  readonly scheduledFor: Instant;
  /** As the schedule has it: `02:30` also on the night when the clocks go from 02:00 to 03:00. */
  readonly local: LocalDateTime;
  readonly revision: Revision;
  readonly required: boolean;
  /** Null for a required one. */
  readonly notRequiredBecause: NotRequiredBecause | null;
}

/**
 * The doses with `scheduledFor` in `[window.from, window.to)`, in order of time. A slot belongs to the revision in force
 * at its instant. Two times of one schedule that fall on the same instant, on a night when the clocks go forward, are one
 * dose: it can't be told apart, and nobody is given two at once. None exists before admission or after discharge.
 * The cost grows with the window alone, not with the age of the prescription.
 */
export function doses(terms: DoseTerms, zone: Zone, window: Window): readonly DoseSlot[] {
  const clock = wallClock(zone);
  const from = epochMilliseconds(window.from);
  const to = epochMilliseconds(window.to);
  return segments(terms, clock).flatMap((segment) => {
    const lower = Math.max(from, segment.from);
    const upper = Math.min(to, segment.to);
    if (lower >= upper) return [];
    return slotsWithin(segment.pattern, clock, lower, upper).flatMap((slot) => toDose(slot, segment.revision, terms));
  });
}

/** When a dose is to be given and by which revision, without the words that a person needs. */
export interface DoseTime {
  /** Milliseconds of the epoch. */
  readonly at: number;
  readonly revision: Revision;
}

/**
 * The required ones of {@link doses}, for whoever counts doses over months: what stays the same from one stretch
 * `[from, to)` to the next, in milliseconds of the epoch, is worked out once.
 */
export function requiredTimes(terms: DoseTerms, zone: Zone): (from: number, to: number) => readonly DoseTime[] {
  const clock = wallClock(zone);
  const parts = segments(terms, clock);
  const free = [...terms.absences, ...terms.suspensions].map(inMilliseconds);
  return (from, to) => {
    const near = free.filter((range) => range.from < to && range.to > from);
    const found: DoseTime[] = [];
    for (const segment of parts) {
      const lower = Math.max(from, segment.from);
      const upper = Math.min(to, segment.to);
      if (lower >= upper) continue;
      for (const { at } of slotsWithin(segment.pattern, clock, lower, upper)) {
        if (near.some((range) => range.from <= at && at < range.to)) continue;
        found.push({ at, revision: segment.revision });
      }
    }
    return found;
  };
}

/** The dose at exactly this instant, if the schedule has one. */
export function doseAt(terms: DoseTerms, zone: Zone, scheduledFor: Instant): DoseSlot | undefined {
  const next = fromEpochMilliseconds(epochMilliseconds(scheduledFor) + 1);
  return doses(terms, zone, { from: scheduledFor, to: next })[0];
}

/** The first dose at or after an instant, required or not; the cost is bounded for any schedule. */
export function firstDoseFrom(terms: DoseTerms, zone: Zone, at: Instant): DoseSlot | undefined {
  const clock = wallClock(zone);
  let lower = epochMilliseconds(at);
  for (const segment of segments(terms, clock)) {
    lower = Math.max(lower, segment.from);
    while (lower < segment.to) {
      const slot = firstSlot(segment.pattern, clock, lower);
      if (slot === undefined || slot.at >= segment.to) break;
      const [dose] = toDose(slot, segment.revision, terms);
      if (dose !== undefined) return dose;
      lower = endOfNotAdmitted(terms, slot.at);
    }
  }
  return undefined;
}

/** The last dose before an instant, required or not; the cost is bounded for any schedule. */
export function lastDoseBefore(terms: DoseTerms, zone: Zone, at: Instant): DoseSlot | undefined {
  const clock = wallClock(zone);
  let upper = epochMilliseconds(at);
  for (const segment of [...segments(terms, clock)].reverse()) {
    upper = Math.min(upper, segment.to);
    while (upper > segment.from) {
      const slot = lastSlot(segment.pattern, clock, upper);
      if (slot === undefined || slot.at < segment.from) break;
      const [dose] = toDose(slot, segment.revision, terms);
      if (dose !== undefined) return dose;
      upper = startOfNotAdmitted(terms, slot.at);
    }
  }
  return undefined;
}

interface Segment {
  readonly revision: Revision;
  readonly pattern: SlotPattern;
  readonly from: number;
  readonly to: number;
}

function segments(terms: DoseTerms, clock: WallClock): readonly Segment[] {
  const activeFrom = terms.activeFrom === null ? -Infinity : epochMilliseconds(terms.activeFrom);
  const stoppedAt = terms.stoppedAt === null ? Infinity : epochMilliseconds(terms.stoppedAt);
  return revisionsInForce(terms.revisions)
    .map(({ revision, from, to }) => ({
      revision,
      pattern: slotPattern(revision, clock),
      from: Math.max(from, activeFrom),
      to: Math.min(to, stoppedAt),
    }))
    .filter(({ from, to }) => from < to);
}

/** The slots in `[lower, upper)`, in order of time. */
function slotsWithin(pattern: SlotPattern, clock: WallClock, lower: number, upper: number): readonly PatternSlot[] {
  const found: PatternSlot[] = [];
  const last = clock.dayOf(upper - 1);
  // A time in a gap across midnight belongs to the day before the one on which it is given.
  let day = pattern.nextDay(clock.dayOf(lower) - 1);
  while (day !== undefined && day <= last) {
    found.push(...pattern.slotsOn(day));
    day = pattern.nextDay(day + 1);
  }
  return inOrder(found).filter(({ at }) => at >= lower && at < upper);
}

function firstSlot(pattern: SlotPattern, clock: WallClock, from: number): PatternSlot | undefined {
  let day = pattern.nextDay(clock.dayOf(from) - 1);
  while (day !== undefined) {
    const following = pattern.nextDay(day + 1);
    const own = pattern.slotsOn(day);
    if (own.some(({ at }) => at >= from)) {
      // Across a gap at midnight the next day's first slot may come before this day's last.
      const near = following === day + 1 ? pattern.slotsOn(following) : [];
      return inOrder([...own, ...near]).find(({ at }) => at >= from);
    }
    day = following;
  }
  return undefined;
}

function lastSlot(pattern: SlotPattern, clock: WallClock, before: number): PatternSlot | undefined {
  let day = pattern.previousDay(clock.dayOf(before));
  while (day !== undefined) {
    const preceding = pattern.previousDay(day - 1);
    const own = pattern.slotsOn(day);
    if (own.some(({ at }) => at < before)) {
      const near = preceding === day - 1 ? pattern.slotsOn(preceding) : [];
      return inOrder([...near, ...own]).findLast(({ at }) => at < before);
    }
    day = preceding;
  }
  return undefined;
}

/** By time; of those at the same instant the one that the clock shows, which is the later on the schedule. */
function inOrder(slots: readonly PatternSlot[]): readonly PatternSlot[] {
  // Nearly always they are: no time is spent on it where doses are counted over months.
  if (slots.every((slot, index) => index === 0 || slot.at > (slots[index - 1]?.at ?? Infinity))) return slots;
  return [...slots]
    .sort((a, b) => a.at - b.at || a.day - b.day || a.minute - b.minute)
    .filter((slot, index, all) => slot.at !== all[index + 1]?.at);
}

function toDose(slot: PatternSlot, revision: Revision, terms: DoseTerms): readonly DoseSlot[] {
  const scheduledFor = fromEpochMilliseconds(slot.at);
  if (notAdmittedAt(terms, scheduledFor) !== undefined) return [];
  const notRequiredBecause = reasonNotRequired(terms, scheduledFor);
  return [
    {
      scheduledFor,
      local: localDateTime(dateOfDay(slot.day), timeOfMinute(slot.minute)),
      revision,
      required: notRequiredBecause === null,
      notRequiredBecause,
    },
  ];
}

/** Where the person is says more than the order being suspended, so it comes first. */
function reasonNotRequired({ absences, suspensions }: DoseTerms, at: Instant): NotRequiredBecause | null {
  for (const absence of absences) {
    if (absence.kind !== 'not-admitted' && contains(absence, at)) return absence.kind;
  }
  return suspensions.some((suspension) => contains(suspension, at)) ? 'suspended' : null;
}

function notAdmittedAt({ absences }: DoseTerms, at: Instant): Absence | undefined {
  return absences.find((absence) => absence.kind === 'not-admitted' && contains(absence, at));
}

function endOfNotAdmitted(terms: DoseTerms, at: number): number {
  const { to } = notAdmittedAt(terms, fromEpochMilliseconds(at)) ?? {};
  return to === undefined ? Infinity : epochMilliseconds(to);
}

function startOfNotAdmitted(terms: DoseTerms, at: number): number {
  const { from } = notAdmittedAt(terms, fromEpochMilliseconds(at)) ?? {};
  return from === undefined ? -Infinity : epochMilliseconds(from);
}

function inMilliseconds({ from, to }: Range): { readonly from: number; readonly to: number } {
  return {
    from: from === undefined ? -Infinity : epochMilliseconds(from),
    to: to === undefined ? Infinity : epochMilliseconds(to),
  };
}
