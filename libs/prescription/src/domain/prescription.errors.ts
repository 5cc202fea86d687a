import { DomainError, toDecimal, type ErrorKind } from '#platform/kernel';
import type { Instant } from '#platform/time';
import type { Administration, AdministrationInFull, DoseResponse } from './administration.js';
import { REFUSING_RULES, type Check } from './check.js';
import type { ReadStatus } from './prescription.js';
import type { SafetyWarning } from './safety-warning.js';

/** 409: the prescription's status doesn't allow this, or a later change has already taken effect. */
export class IllegalTransitionError extends DomainError {
  constructor(action: string, status: ReadStatus, why: string) {
    super('conflict', 'illegal-transition', why, { action, currentStatus: status });
  }
}

/** 409: warnings of the safety checks that nobody has acknowledged. */
export class SafetyWarningsError extends DomainError {
  constructor(warnings: readonly SafetyWarning[]) {
    super('conflict', 'safety-warnings', 'There are safety warnings that have not been acknowledged.', { warnings });
  }
}

/** 409: the dose has a record already, which is carried beside the rules that were looked at for the second one. */
export class DoseAlreadyRecordedError extends DomainError {
  constructor(first: AdministrationInFull, rules: readonly Check[]) {
    const { quantity } = first;
    const amount = quantity === null ? null : toDecimal(quantity);
    super('conflict', 'dose-already-recorded', 'This dose has already been recorded.', {
      administration: { ...first, quantity: amount, rules: first.rules.map(shown) },
      rules: rules.map(shown),
    });
  }
}

/** 409: only of a dose as needed that was taken, and whose record stands, is it told what it achieved. */
export class NoResponseExpectedError extends DomainError {
  constructor({ scheduledFor, outcome, status }: Administration) {
    const message = 'Only a dose as needed that was taken has a response, told of the record that stands.';
    super('conflict', 'no-response-expected', message, { scheduledFor, outcome, recordStatus: status });
  }
}

/** 409: it has been told what the dose achieved, which is carried. */
export class ResponseAlreadyRecordedError extends DomainError {
  constructor(response: DoseResponse) {
    super('conflict', 'response-already-recorded', 'The response to this dose has already been recorded.', {
      response,
    });
  }
}

const INVALID: ReadonlySet<string> = new Set(REFUSING_RULES.invalid);

/**
 * 409 or 422: a dose may not be given, or not be recorded like this. Its code is the rule that blocks; it carries
 * every rule that was looked at (clinical.md A8) and, where waiting helps, the first instant at which all allow it.
 */
export class DoseRefusedError extends DomainError {
  constructor(blocking: Check, rules: readonly Check[], until: Instant | undefined) {
    const kind: ErrorKind = INVALID.has(blocking.rule) ? 'invalid' : 'conflict';
    const extensions = { rules: rules.map(shown) };
    super(kind, blocking.rule, blocking.detail, until === undefined ? extensions : { ...extensions, until });
  }
}

/** A rule as every answer shows it. */
function shown(check: Check): Omit<Check, 'until'> & { readonly until: Instant | null } {
  return { ...check, until: check.until ?? null };
}

/** 403: this role may not record a controlled drug. */
export class ControlledDrugError extends DomainError {
  constructor(medicine: string) {
    super('forbidden', 'forbidden', `${medicine} is a controlled drug, which this role may not record.`);
  }
}

/** 409: no prescription of the resident is to be reconciled. */
export class NothingToReconcileError extends DomainError {
  constructor() {
    super('conflict', 'nothing-to-reconcile', 'The resident has no reconciliation that is open.');
  }
}

/** 409: somebody has decided on the prescription before. */
export class AlreadyReconciledError extends DomainError {
  constructor(pointer: string) {
    super('conflict', 'already-reconciled', 'It has been decided what becomes of this prescription.', { pointer });
  }
}

/** 409: a decision can't be carried out, for the reason that its own route would give; `pointer` says which one. */
export class DecisionRefusedError extends DomainError {
  constructor({ kind, code, message, extensions }: DomainError, pointer: string) {
    super(kind, code, message, { ...extensions, pointer });
  }
}

/** 400: a stretch of time that a round, or a chart, can't cover. */
export class BadWindowError extends DomainError {
  constructor(of: string, pointer: string, message: string) {
    super('malformed', 'bad-query', `The window is not one that a ${of} can cover: ${pointer.slice(1)} ${message}.`, {
      errors: [{ pointer, code: 'out-of-range', message }],
    });
  }
}

/** 400: supply isn't told so far, or back. */
export class BadSupplyEndError extends DomainError {
  constructor(message: string) {
    super('malformed', 'bad-query', `That is no end for an order: until ${message}.`, {
      errors: [{ pointer: '/until', code: 'out-of-range', message }],
    });
  }
}

/** 409: the register holds only medicines that are marked as controlled. */
export class NotControlledError extends DomainError {
  constructor(medicine: string) {
    super('conflict', 'not-controlled', `${medicine} is not a controlled medicine, so the register has no page of it.`);
  }
}
