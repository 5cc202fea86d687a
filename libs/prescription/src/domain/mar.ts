import {
  epochMilliseconds,
  fromEpochMilliseconds,
  localDateTimeOf,
  startOfDay,
  type Instant,
  type LocalDateTime,
  type Window,
} from '#platform/time';
import type { Administration } from './administration.js';
import { termsOfCase, windowContextOf, type DoseCase } from './dose-case.js';
import { isLate } from './dose-counts.js';
import { doseState, windowedDoses, type DoseState } from './dose-window.js';
import { isTaken } from './outcome.js';
import type { Prescription, Revision, StatusPeriod } from './prescription.js';
import { revisionsInForce } from './revisions.js';
import { byTime } from './round-order.js';
import type { NotRequiredBecause } from './schedule.js';
import { overFrom } from './status.js';

/** A dose of a slot, as the chart has a cell for it (clinical.md A7). */
export interface MarDose {
  readonly scheduledFor: Instant;
  /** As the schedule has it. */
  readonly local: LocalDateTime;
  /** Whose terms it has. */
  readonly revision: number;
  readonly state: DoseState;
  readonly notRequiredBecause: NotRequiredBecause | null;
  /** Recorded once, and no longer of the schedule: the prescription, or where the resident was, was changed afterwards. */
  readonly isOffSchedule: boolean;
  /** Taken once it was overdue. */
  readonly isLate: boolean;
  /** Taken, but not the quantity prescribed. */
  readonly isOtherQuantity: boolean;
  readonly administration: Administration | null;
}

/** Terms with the part of the window in which they hold; null: beyond the window. */
export interface MarTerms {
  readonly revision: Revision;
  readonly from: Instant | null;
  readonly to: Instant | null;
}

/**
 * The doses with their slot in the window, in order of time: those that the schedule has, recorded or not, and what was
 * recorded of slots that it no longer has. Nothing that was recorded is missing from a chart.
 * @param records those of this prescription that hold and have their slot in the window
 */
export function marDoses(
  doseCase: DoseCase,
  records: readonly Administration[],
  window: Window,
  now: Instant,
): readonly MarDose[] {
  const terms = termsOfCase(doseCase);
  const bySlot = new Map(records.map((record) => [record.scheduledFor, record]));
  const slots = terms === undefined ? [] : windowedDoses(terms, window, windowContextOf(doseCase));
  const scheduled = slots.map((dose): MarDose => {
    const { scheduledFor, local, revision, notRequiredBecause } = dose;
    const administration = bySlot.get(scheduledFor) ?? null;
    return {
      scheduledFor,
      local,
      revision: revision.revision,
      notRequiredBecause,
      administration,
      state: doseState(dose, now, administration?.outcome ?? null),
      isOffSchedule: false,
      isLate: isLate(dose, administration),
      isOtherQuantity: administration !== null && isOtherQuantity(administration, revision),
    };
  });
  const known = new Set(scheduled.map(({ scheduledFor }) => scheduledFor));
  const left = records.flatMap((record) =>
    record.scheduledFor === null || known.has(record.scheduledFor)
      ? []
      : [offSchedule(record, record.scheduledFor, doseCase)],
  );
  return [...scheduled, ...left].sort(byTime);
}

/** The terms that hold in some part of the window, in order of time. */
export function marTerms({ revisions }: Prescription, window: Window): readonly MarTerms[] {
  const [first, last] = [epochMilliseconds(window.from), epochMilliseconds(window.to)];
  return revisionsInForce(revisions)
    .filter(({ from, to }) => from < last && to > first)
    .map(({ revision, from, to }) => ({
      revision,
      from: from <= first ? null : fromEpochMilliseconds(from),
      to: to >= last ? null : fromEpochMilliseconds(to),
    }));
}

/** The stretches in which it was suspended that touch the window, and when it ended, as they were recorded. */
export function marInterruptions(
  { statusHistory }: Prescription,
  window: Window,
): { readonly suspensions: readonly StatusPeriod[]; readonly ended: StatusPeriod | null } {
  const last = statusHistory.at(-1);
  const ended = last !== undefined && (last.status === 'stopped' || last.status === 'entered-in-error') ? last : null;
  return {
    suspensions: statusHistory.filter(
      ({ status, from, to }) =>
        status === 'suspended' && from < window.to && (to === null || to > window.from) && from !== to,
    ),
    ended: ended !== null && (ended.status === 'entered-in-error' || ended.from < window.to) ? ended : null,
  };
}

/** Whether a prescription is one of those that a nurse has to have before her in the window, whether it has a dose or not. */
export function isInForce({ prescription, zone }: DoseCase, window: Window): boolean {
  const { statusHistory, revisions } = prescription;
  const activated = statusHistory.find(({ status }) => status === 'active')?.from;
  if (activated === undefined || statusHistory.at(-1)?.status === 'entered-in-error') return false;
  const begins = revisionsInForce(revisions).map(({ revision, from }) =>
    Math.max(from, epochMilliseconds(startOfDay(revision.startsOn, zone))),
  );
  const first = Math.min(...begins);
  const draft = statusHistory[0]?.status === 'draft' ? epochMilliseconds(activated) : -Infinity;
  const over = overFrom(prescription, zone);
  return Math.max(first, draft) < epochMilliseconds(window.to) && (over === null || over > window.from);
}

function offSchedule(administration: Administration, scheduledFor: Instant, doseCase: DoseCase): MarDose {
  const { revision: number, outcome: state } = administration;
  const { prescription, zone } = doseCase;
  const revision = prescription.revisions.find((one) => one.revision === number);
  return {
    scheduledFor,
    local: localDateTimeOf(scheduledFor, zone),
    revision: number,
    notRequiredBecause: null,
    administration,
    state,
    isOffSchedule: true,
    isLate: false,
    isOtherQuantity: revision !== undefined && isOtherQuantity(administration, revision),
  };
}

function isOtherQuantity({ outcome, quantity }: Administration, { dose }: Revision): boolean {
  return isTaken(outcome) && quantity !== dose.quantity;
}
