import { InvalidFieldsError, merged, type Quantity } from '#platform/kernel';
import type { Instant } from '#platform/time';
import type { AdministrationInFull, DoseAct, DoseResponse } from './administration.js';
import { noAllergy, type CountedDose } from './as-needed.js';
import { canGiveAsNeededDose } from './can-give.js';
import { blocks, type Check } from './check.js';
import { allergiesInWords, asNeededAt, doseInQuestion, type AsNeededRevision, type DoseCase } from './dose-case.js';
import { responseAfter } from './dose-response.js';
import { countsTowardsLimits, isTaken, leavesStock } from './outcome.js';
import type { DoseQuantity, Revision } from './prescription.js';
import {
  checkRecording,
  quantityAsPrescribed,
  reasonGiven,
  recordedOnce,
  refuseBlocked,
  validateAct,
} from './record-dose.js';
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
  /** Every rule that was looked at; none of them blocks. */
  readonly rules: readonly Check[];
}

/** What has to be known beside the prescription to judge a dose of it. */
export interface DoseSurroundings {
  /** Doses of the same substance that bind an as-needed one; not looked at for a scheduled one. */
  readonly counted: readonly CountedDose[];
  /** What the stock says to an act whose amount is said outright, in the unit of the dose; empty: nothing leaves it. */
  readonly stockRules: (act: DoseAct, unit: string) => readonly Check[];
}

/**
 * Whether a dose may be recorded as asked, and which dose that is.
 * @throws InvalidFieldsError, DoseRefusedError
 */
export function decideDose(doseCase: DoseCase, asked: AskedDose, around: DoseSurroundings, now: Instant): DecidedDose {
  const revision = asked.scheduledFor === null ? asNeededAt(doseCase, asked.act.administeredAt) : undefined;
  return revision === undefined
    ? decideScheduled(doseCase, asked, around, now)
    : decideAsNeeded(doseCase, revision, asked, around, now);
}

/** Who writes a dose down, when, before whom and in spite of what. */
export interface RecordEntry {
  readonly id: string;
  readonly now: Instant;
  readonly recordedBy: string;
  readonly witnessedBy: string | null;
  readonly acknowledged: readonly string[];
  readonly acknowledgeReason: string | null;
  /** Of the wrong record that this one corrects; it stays where it fits. */
  readonly response: DoseResponse | null;
}

/** The record of a decided dose. */
export function administrationOf(doseCase: DoseCase, decided: DecidedDose, entry: RecordEntry): AdministrationInFull {
  const { id: prescriptionId, residentId, medicationId } = doseCase.prescription;
  const { scheduledFor, revision, act, rules } = decided;
  const { now } = entry;
  return {
    id: entry.id,
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
    outcome: act.outcome,
    reason: act.reason,
    quantity: act.quantity,
    note: act.note,
    administeredAt: act.administeredAt,
    status: 'recorded',
    correctedBy: null,
    correctionReason: null,
    recordedBy: entry.recordedBy,
    witnessedBy: entry.witnessedBy,
    acknowledged: entry.acknowledged,
    acknowledgeReason: entry.acknowledgeReason,
    response: responseAfter(entry.response, merged(act, { scheduledFor })),
    rules,
  };
}

/** Whether a second person has to be there: where medicine leaves the stock (clinical.md A4). */
export function needsWitness(
  medicine: { readonly witnessRequired: boolean },
  { outcome, reason }: Pick<DoseAct, 'outcome' | 'reason'>,
): boolean {
  return medicine.witnessRequired && leavesStock(outcome, reason);
}

function decideScheduled(
  doseCase: DoseCase,
  asked: AskedDose,
  { stockRules }: DoseSurroundings,
  now: Instant,
): DecidedDose {
  const { act, acknowledged } = asked;
  const dose = doseInQuestion(doseCase, asked.scheduledFor, act.administeredAt);
  const scheduledFor = dose?.scheduledFor ?? asked.scheduledFor ?? act.administeredAt;
  const revision = dose?.revision ?? revisionAt(doseCase.prescription.revisions, scheduledFor);
  refuseBadFields(act, revision, now);
  const amounted = withAmount(act, revision.dose);
  const rules = [
    ...checkRecording({ scheduledFor, dose, act, acknowledged }),
    ...(dose === undefined ? [] : [recordedOnce(scheduledFor, false)]),
    ...(isTaken(act.outcome) ? [noAllergy(allergiesInWords(doseCase))] : []),
    ...stockRules(amounted, revision.dose.unit),
  ];
  refuseBlocked(rules);
  return { scheduledFor, revision, act: amounted, rules };
}

function decideAsNeeded(
  doseCase: DoseCase,
  revision: AsNeededRevision,
  { act }: AskedDose,
  { counted, stockRules }: DoseSurroundings,
  now: Instant,
): DecidedDose {
  refuseBadFields(act, revision, now);
  const amounted = withAmount(act, revision.dose);
  const { outcome, administeredAt: at, quantity } = act;
  const answer = isTaken(outcome)
    ? canGiveAsNeededDose(doseCase, revision, { at, quantity, counted })
    : { rules: [], until: undefined };
  const said = [reasonGiven(act), quantityAsPrescribed(act, revision.dose)];
  const inStock = stockRules(amounted, revision.dose.unit);
  const rules = [...said, ...answer.rules, ...inStock];
  refuseBlocked(rules, [...said, ...inStock].some(blocks) ? undefined : answer.until);
  return { scheduledFor: null, revision, act: amounted, rules };
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
  return merged(act, { quantity: amount });
}
