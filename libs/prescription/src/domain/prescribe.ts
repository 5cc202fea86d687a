import { InvalidFieldsError } from '#platform/kernel';
import { earlier, later, startOfDay, WEEKDAYS, type Instant, type Zone } from '#platform/time';
import { IllegalTransitionError } from './prescription.errors.js';
import type { Prescription, PrescriptionTerms, Revision, Schedule } from './prescription.js';
import { revisionAt } from './revisions.js';
import type { AcknowledgedWarning } from './safety-warning.js';
import { statusAt } from './status.js';
import { validateTerms } from './validate-terms.js';

/** Who writes it down, and when. */
export interface Entry {
  readonly recordedBy: string;
  readonly now: Instant;
  readonly zone: Zone;
}

export interface NewPrescription {
  readonly id: string;
  readonly residentId: string;
  readonly medicationId: string;
  readonly terms: PrescriptionTerms;
  readonly draft: boolean;
  readonly acknowledged: readonly AcknowledgedWarning[];
}

/** A change of terms from an instant on; what isn't named stays as it is at that instant. */
export interface Amendment {
  readonly effectiveFrom: Instant;
  readonly reason: string;
  readonly changes: Partial<PrescriptionTerms>;
  readonly acknowledged: readonly AcknowledgedWarning[];
}

/**
 * A new prescription, active unless a draft is asked for. It holds from its first day, also where that is past.
 * @throws InvalidFieldsError
 */
export function prescribe(asked: NewPrescription, { recordedBy, now, zone }: Entry): Prescription {
  const { id, residentId, medicationId, draft, acknowledged } = asked;
  const terms = valid(asked.terms, zone);
  const from = earlier(startOfDay(terms.startsOn, zone), now);
  const first: Revision = { ...terms, revision: 1, effectiveFrom: from, reason: null, recordedBy, recordedAt: now };
  return {
    id,
    residentId,
    medicationId,
    revisions: [first],
    statusHistory: [{ status: draft ? 'draft' : 'active', from, to: null, reason: null, recordedBy, recordedAt: now }],
    acknowledged,
    departure: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
}

/**
 * The prescription with a new revision. Before `effectiveFrom` everything stays as it was; from then on the new revision
 * holds, also in place of one that was to take effect later.
 * @throws IllegalTransitionError when it is completed, stopped or entered in error, now or at that instant
 * @throws InvalidFieldsError
 */
export function amend(
  prescription: Prescription,
  amendment: Amendment,
  { recordedBy, now, zone }: Entry,
): Prescription {
  const { effectiveFrom, reason, changes, acknowledged } = amendment;
  for (const at of [now, later(now, effectiveFrom)]) {
    const status = statusAt(prescription, at, zone);
    const isOpen = status === 'draft' || status === 'active' || status === 'suspended';
    if (!isOpen)
      throw new IllegalTransitionError('amend', status, `A prescription that is ${status} can't be amended.`);
  }
  const terms = valid({ ...termsOf(revisionAt(prescription.revisions, effectiveFrom)), ...changes }, zone);
  const revision: Revision = {
    ...terms,
    revision: prescription.revisions.length + 1,
    effectiveFrom,
    reason,
    recordedBy,
    recordedAt: now,
  };
  return {
    ...prescription,
    revisions: [...prescription.revisions, revision],
    acknowledged: [...prescription.acknowledged, ...acknowledged],
  };
}

/** The terms of a revision without who, when and why. */
export function termsOf(revision: Revision): PrescriptionTerms {
  const { dose, route, indication, instructions, schedule, startsOn, endsOn, prescriber, critical } = revision;
  return { dose, route, indication, instructions, schedule, startsOn, endsOn, prescriber, critical };
}

function valid(terms: PrescriptionTerms, zone: Zone): PrescriptionTerms {
  const errors = validateTerms(terms, zone);
  if (errors.length > 0) throw new InvalidFieldsError(errors);
  return { ...terms, schedule: inOrder(terms.schedule) };
}

/** Times from early to late and days from Monday on, in whatever order they were sent. */
function inOrder(schedule: Schedule): Schedule {
  if (schedule.kind !== 'times') return schedule;
  const { times, daysOfWeek } = schedule;
  return {
    ...schedule,
    times: [...times].sort(),
    daysOfWeek: daysOfWeek === null ? null : WEEKDAYS.filter((day) => daysOfWeek.includes(day)),
  };
}
