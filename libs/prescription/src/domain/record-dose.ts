import { ZERO, toDecimal, type FieldError } from '#platform/kernel';
import { isYetToCome, type Instant } from '#platform/time';
import type { AdministrationInFull, DoseAct } from './administration.js';
import { blocks, type Check } from './check.js';
import type { WindowedDose } from './dose-window.js';
import { isTaken, needsReason } from './outcome.js';
import { DoseRefusedError } from './prescription.errors.js';
import type { DoseQuantity } from './prescription.js';

/** What is asked about a scheduled dose. */
export interface Recording {
  readonly scheduledFor: Instant;
  /** The slot at that instant; undefined when the schedule has none. */
  readonly dose: WindowedDose | undefined;
  readonly act: DoseAct;
  /** Codes of rules that may be overridden and were, with a reason. */
  readonly acknowledged: readonly string[];
}

/** Every bad field of what is to be recorded, by JSON Pointer into the request; `dose` is what is prescribed. */
export function validateAct(act: DoseAct, dose: DoseQuantity, now: Instant): readonly FieldError[] {
  const { outcome, reason, quantity, note, administeredAt } = act;
  const errors: FieldError[] = [];
  if (isYetToCome(administeredAt, now)) {
    errors.push({ pointer: '/administeredAt', code: 'in-the-future', message: 'It lies in the future.' });
  }
  if (quantity !== null && quantity <= ZERO) {
    errors.push({ pointer: '/quantity', code: 'out-of-range', message: 'More than 0.' });
  }
  if (outcome === 'part-given' && quantity === null) {
    errors.push({ pointer: '/quantity', code: 'required', message: 'How much of the dose was given has to be said.' });
  }
  if (outcome === 'part-given' && quantity !== null && quantity >= dose.quantity) {
    const message = `A part is less than the dose, ${toDecimal(dose.quantity)} ${dose.unit}.`;
    errors.push({ pointer: '/quantity', code: 'out-of-range', message });
  }
  if (reason === 'late' && !isTaken(outcome)) {
    errors.push({
      pointer: '/reason',
      code: 'does-not-fit',
      message: "Only what was given can be late: say why it wasn't.",
    });
  }
  if (reason === 'other' && (note ?? '').trim() === '') {
    errors.push({ pointer: '/note', code: 'required', message: 'Another reason has to be said in words.' });
  }
  return errors;
}

/** Looks at every rule for recording a scheduled dose. Time is that of the act, not of writing it down. */
export function checkRecording(recording: Recording): readonly Check[] {
  const { scheduledFor, dose, act } = recording;
  if (dose === undefined) {
    const detail = `The prescription has no dose at ${scheduledFor}.`;
    return [{ rule: 'not-a-scheduled-dose', outcome: 'block', detail, facts: { scheduledFor } }];
  }
  return [
    { rule: 'not-a-scheduled-dose', outcome: 'pass', detail: 'The schedule has this dose.', facts: { scheduledFor } },
    reasonGiven(act),
    notTooEarly(act, dose),
    notClosed(act, dose),
    lateWithReason(act, dose),
    required(act, dose, recording.acknowledged),
    quantityAsPrescribed(act, dose.revision.dose),
  ];
}

/**
 * @throws DoseRefusedError with all the rules, for the first that blocks. `until` is the first instant at which
 * all allow it, where that is known.
 */
export function refuseBlocked(checks: readonly Check[], until: Instant | undefined = commonUntil(checks)): void {
  const blocking = checks.find(blocks);
  if (blocking !== undefined) throw new DoseRefusedError(blocking, checks, until);
}

/** All outcomes but `given` and `self-administered` say why (clinical.md A2). */
export function reasonGiven({ outcome, reason }: DoseAct): Check {
  const isMissing = reason === null && needsReason(outcome);
  return {
    rule: 'reason-required',
    outcome: isMissing ? 'block' : 'pass',
    detail: isMissing ? `A dose that is ${outcome} needs a reason.` : 'No reason is missing.',
    facts: { outcome, reason },
  };
}

/** A dose is recorded once. @param isRecorded whether it has a record that stands */
export function recordedOnce(scheduledFor: Instant, isRecorded: boolean): Check {
  const rule = 'dose-already-recorded';
  return isRecorded
    ? { rule, outcome: 'block', detail: `The dose of ${scheduledFor} has been recorded.`, facts: { scheduledFor } }
    : { rule, outcome: 'pass', detail: 'The dose has no record yet.', facts: { scheduledFor } };
}

/** The rules of a dose that turned out to have a record when its own was to be stored. */
export function foundRecorded({ rules, scheduledFor }: AdministrationInFull): readonly Check[] {
  if (scheduledFor === null) return rules;
  const found = recordedOnce(scheduledFor, true);
  return rules.map((check) => (check.rule === found.rule ? found : check));
}

/** Another amount than prescribed is recorded as it was, and shown. */
export function quantityAsPrescribed({ outcome, quantity }: DoseAct, dose: DoseQuantity): Check {
  const differs = isTaken(outcome) && outcome !== 'part-given' && quantity !== null && quantity !== dose.quantity;
  return {
    rule: 'quantity-differs',
    outcome: differs ? 'warn' : 'pass',
    detail: differs ? 'The quantity is not the one prescribed.' : 'The quantity is the one prescribed.',
    facts: {
      prescribed: toDecimal(dose.quantity),
      quantity: toDecimal(quantity ?? dose.quantity),
      unit: dose.unit,
    },
  };
}

function notTooEarly({ administeredAt }: DoseAct, { window }: WindowedDose): Check {
  const { opensAt } = window;
  const facts = { administeredAt, opensAt };
  if (administeredAt >= opensAt) {
    return { rule: 'too-early', outcome: 'pass', detail: 'The window of the dose is open.', facts };
  }
  const detail = `The window of the dose opens at ${opensAt}.`;
  return { rule: 'too-early', outcome: 'block', detail, facts, until: opensAt };
}

/** After the next slot has opened, giving is giving that one; what was not given may be said at any time. */
function notClosed({ outcome, administeredAt }: DoseAct, { window }: WindowedDose): Check {
  const { closesAt } = window;
  const isClosed = closesAt !== null && administeredAt >= closesAt;
  const facts = { administeredAt, closesAt };
  if (!isClosed || !isTaken(outcome)) {
    return { rule: 'slot-closed', outcome: 'pass', detail: 'The dose may still be recorded so.', facts };
  }
  const detail = `The next dose of this prescription opened at ${closesAt}.`;
  return { rule: 'slot-closed', outcome: outcome === 'given' ? 'block' : 'warn', detail, facts };
}

function lateWithReason({ outcome, reason, administeredAt }: DoseAct, { window }: WindowedDose): Check {
  const { missedAt } = window;
  const isLate = isTaken(outcome) && administeredAt >= missedAt;
  const facts = { administeredAt, missedAt, reason };
  if (!isLate) return { rule: 'late-reason-required', outcome: 'pass', detail: 'The dose is not late.', facts };
  const isMissing = outcome === 'given' && reason === null;
  const detail = `The dose has been missed since ${missedAt}: giving it now needs a reason.`;
  return { rule: 'late-reason-required', outcome: isMissing ? 'block' : 'info', detail, facts };
}

/** Suspended, in hospital or on leave: it isn't given by the home, unless someone answers for it. */
function required({ outcome }: DoseAct, dose: WindowedDose, acknowledged: readonly string[]): Check {
  const rule = 'dose-not-required';
  const { notRequiredBecause } = dose;
  const facts = { notRequiredBecause };
  const isOwnDoing = outcome === 'self-administered' && notRequiredBecause !== 'suspended';
  if (notRequiredBecause === null) return { rule, outcome: 'pass', detail: 'The dose is required.', facts };
  if (!isTaken(outcome) || isOwnDoing) {
    return { rule, outcome: 'info', detail: `The dose is not required (${notRequiredBecause}).`, facts };
  }
  const detail = `The dose is not to be given (${notRequiredBecause}).`;
  return { rule, outcome: acknowledged.includes(rule) ? 'warn' : 'block', detail, facts };
}

/** Waiting helps when every rule that blocks says until when. */
function commonUntil(checks: readonly Check[]): Instant | undefined {
  const untils = checks.filter(blocks).map(({ until }) => until);
  const known = untils.filter((until) => until !== undefined);
  return known.length < untils.length ? undefined : known.sort().at(-1);
}
