import { InvalidFieldsError, type Quantity } from '#platform/kernel';
import type { Instant } from '#platform/time';
import type { Administration, DoseAct } from './administration.js';
import type { CountedDose } from './as-needed.js';
import { canGiveAsNeededDose } from './can-give.js';
import { asNeededAt, doseInQuestion, type AsNeededRevision, type DoseCase } from './dose-case.js';
import { countsTowardsLimits, isTaken, leavesStock } from './outcome.js';
import type { DoseQuantity, Revision } from './prescription.js';
import { checkRecording, quantityAsPrescribed, reasonGiven, refuseBlocked, validateAct } from './record-dose.js';
import { revisionAt } from './revisions.js';

/** What somebody asks to have recorded of a dose. */
export interface AskedDose {
  /** The slot; null: a dose as needed, or the one that the act belongs to. */
  readonly scheduledFor: Instant | null;
  readonly act: DoseAct;
  readonly acknowledged: readonly string[];
}

/** What is to be recorded. */
export interface DecidedDose {
  readonly scheduledFor: Instant | null;
  readonly revision: Revision;
  readonly act: DoseAct;
}

/**
 * Whether a dose may be recorded as asked, and which dose that is.
 * @param counted doses of the same substance that bind an as-needed one; not looked at for a scheduled one
 * @throws InvalidFieldsError, DoseRefusedError
 */
export function decideDose(
  doseCase: DoseCase,
  asked: AskedDose,
  counted: readonly CountedDose[],
  now: Instant,
): DecidedDose {
  const revision = asked.scheduledFor === null ? asNeededAt(doseCase, asked.act.administeredAt) : undefined;
  return revision === undefined
    ? decideScheduled(doseCase, asked, now)
    : decideAsNeeded(doseCase, revision, asked, counted, now);
}

/** Who writes a dose down, when, before whom and in spite of what. */
export interface RecordEntry {
  readonly id: string;
  readonly now: Instant;
  readonly recordedBy: string;
  readonly witnessedBy: string | null;
  readonly acknowledged: readonly string[];
  readonly acknowledgeReason: string | null;
}

/** The record of a decided dose. */
export function administrationOf(doseCase: DoseCase, decided: DecidedDose, entry: RecordEntry): Administration {
  const { id: prescriptionId, residentId, medicationId } = doseCase.prescription;
  const { scheduledFor, revision, act } = decided;
  const { now, ...said } = entry;
  return {
    ...said,
    version: 1,
    createdAt: now,
    updatedAt: now,
    recordedAt: now,
    prescriptionId,
    residentId,
    medicationId,
    scheduledFor,
    revision: revision.revision,
    unit: revision.dose.unit,
    ...act,
    status: 'recorded',
    correctedBy: null,
    correctionReason: null,
    response: null,
  };
}

/** Whether a second person has to be there: where medicine leaves the stock (clinical.md A4). */
export function needsWitness(
  medicine: { readonly witnessRequired: boolean },
  { outcome, reason }: Pick<DoseAct, 'outcome' | 'reason'>,
): boolean {
  return medicine.witnessRequired && leavesStock(outcome, reason);
}

function decideScheduled(doseCase: DoseCase, asked: AskedDose, now: Instant): DecidedDose {
  const { act, acknowledged } = asked;
  const dose = doseInQuestion(doseCase, asked.scheduledFor, act.administeredAt);
  const scheduledFor = dose?.scheduledFor ?? asked.scheduledFor ?? act.administeredAt;
  const revision = dose?.revision ?? revisionAt(doseCase.prescription.revisions, scheduledFor);
  refuseBadFields(act, revision, now);
  refuseBlocked(checkRecording({ scheduledFor, dose, act, acknowledged }));
  return { scheduledFor, revision, act: withAmount(act, revision.dose) };
}

function decideAsNeeded(
  doseCase: DoseCase,
  revision: AsNeededRevision,
  { act }: AskedDose,
  counted: readonly CountedDose[],
  now: Instant,
): DecidedDose {
  refuseBadFields(act, revision, now);
  const said = [reasonGiven(act), quantityAsPrescribed(act, revision.dose)];
  if (isTaken(act.outcome)) {
    const answer = canGiveAsNeededDose(doseCase, revision, { at: act.administeredAt, quantity: act.quantity, counted });
    refuseBlocked([...said, ...answer.rules], answer.until);
  } else {
    refuseBlocked(said);
  }
  return { scheduledFor: null, revision, act: withAmount(act, revision.dose) };
}

function refuseBadFields(act: DoseAct, { dose }: Revision, now: Instant): void {
  const errors = validateAct(act, dose, now);
  if (errors.length > 0) throw new InvalidFieldsError(errors);
}

/** The amount said outright: the dose as prescribed where none was, none where nothing was taken, lost or destroyed. */
function withAmount(act: DoseAct, dose: DoseQuantity): DoseAct {
  const { outcome, reason, quantity } = act;
  const isGone = countsTowardsLimits(outcome, reason) || leavesStock(outcome, reason);
  const amount: Quantity | null = isGone ? (quantity ?? dose.quantity) : null;
  return { ...act, quantity: amount };
}
