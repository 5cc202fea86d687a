import { InvalidFieldsError, type FieldError } from '#platform/kernel';
import type { Instant, Zone } from '#platform/time';
import { AlreadyReconciledError } from './prescription.errors.js';
import type { Prescription, PrescriptionTerms } from './prescription.js';
import { statusAt } from './status.js';

export const DECISIONS = ['continue', 'change', 'stop'] as const;
/** What becomes of a prescription after a return from hospital (clinical.md A5). */
export type Decision = (typeof DECISIONS)[number];

export const RECONCILIATION_STATUSES = ['open', 'completed', 'cancelled'] as const;
export type ReconciliationStatus = (typeof RECONCILIATION_STATUSES)[number];

/** What was decided of one prescription; null: nothing yet. */
export interface ReconciliationItem {
  readonly id: string;
  readonly prescriptionId: string;
  readonly decision: Decision | null;
  readonly reason: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
}

/** The prescriptions that were in force at a return from hospital, each to be decided on. */
export interface Reconciliation {
  readonly id: string;
  readonly residentId: string;
  /** The return. */
  readonly movementId: string;
  readonly returnedAt: Instant;
  /** As stored: an open one of which nothing is left to decide reads `completed` ({@link readStatus}). */
  readonly status: ReconciliationStatus;
  /** The movement that cancelled it: they left for good, were back from hospital once more, or never were back. */
  readonly cancelledBy: string | null;
  /** In the order in which they were prescribed. */
  readonly items: readonly ReconciliationItem[];
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** An amendment as part of a decision. */
export interface DecidedAmendment {
  /** Null: now. */
  readonly effectiveFrom: Instant | null;
  /** Null: that of the decision. */
  readonly reason: string | null;
  readonly changes: Partial<PrescriptionTerms>;
  readonly acknowledge: readonly string[];
  readonly acknowledgeReason: string | null;
}

/** What a client decides. */
export interface DecisionCommand {
  readonly prescriptionId: string;
  readonly decision: Decision;
  readonly reason: string | null;
  readonly amendment: DecidedAmendment | null;
}

/** A command with its place in the request. */
export interface PlacedDecision extends DecisionCommand {
  readonly index: number;
}

/** Those in force at a return, and still when it is recorded: no drafts, and none that is over. */
export function toReconcile(
  prescriptions: readonly Prescription[],
  returnedAt: Instant,
  now: Instant,
  zone: Zone,
): readonly Prescription[] {
  return prescriptions.filter((one) => isInForce(one, returnedAt, zone) && isInForce(one, now, zone));
}

/** Whether an item is still to be decided: what was stopped, completed or found to be an error otherwise isn't. */
export function needsDecision(
  { decision }: ReconciliationItem,
  prescription: Prescription,
  now: Instant,
  zone: Zone,
): boolean {
  return decision === null && isInForce(prescription, now, zone);
}

/** How many of its prescriptions are still to be decided on. */
export function undecidedOf(
  { items }: Pick<Reconciliation, 'items'>,
  prescriptions: readonly Prescription[],
  now: Instant,
  zone: Zone,
): number {
  const known = new Map(prescriptions.map((prescription) => [prescription.id, prescription]));
  return items.filter((item) => {
    const prescription = known.get(item.prescriptionId);
    return prescription !== undefined && needsDecision(item, prescription, now, zone);
  }).length;
}

/** The status as it reads, with so many items still to be decided. */
export function readStatus({ status }: Pick<Reconciliation, 'status'>, undecided: number): ReconciliationStatus {
  return status === 'open' && undecided === 0 ? 'completed' : status;
}

/** Why something was decided: of a change its amendment may say it. */
export function reasonOf({ reason, amendment }: DecisionCommand): string | null {
  return reason ?? amendment?.reason ?? null;
}

/**
 * Decisions in the order in which they are carried out: what stops raises no warning beside what changes.
 * @throws InvalidFieldsError with every bad field at once; AlreadyReconciledError
 */
export function inOrderOfCarryingOut(
  decisions: readonly DecisionCommand[],
  { items }: Pick<Reconciliation, 'items'>,
): readonly PlacedDecision[] {
  const known = new Map(items.map((item) => [item.prescriptionId, item]));
  const errors = decisions.flatMap((one, index) => {
    const first = decisions.findIndex(({ prescriptionId }) => prescriptionId === one.prescriptionId);
    return fieldErrors(one, `/decisions/${index}`, known.has(one.prescriptionId), first === index);
  });
  if (errors.length > 0) throw new InvalidFieldsError(errors);
  const decided = decisions.findIndex(({ prescriptionId }) => known.get(prescriptionId)?.decision !== null);
  if (decided !== -1) throw new AlreadyReconciledError(`/decisions/${decided}`);
  const placed = decisions.map((decision, index) => ({ ...decision, index }));
  return ORDER.flatMap((kind) => placed.filter(({ decision }) => decision === kind));
}

const ORDER: readonly Decision[] = ['stop', 'change', 'continue'];

function fieldErrors(command: DecisionCommand, pointer: string, isKnown: boolean, isFirst: boolean): FieldError[] {
  const { decision, amendment } = command;
  const errors: FieldError[] = [];
  const bad = (field: string, code: string, message: string) =>
    errors.push({ pointer: `${pointer}/${field}`, code, message });
  if (!isKnown) bad('prescriptionId', 'unknown-reference', 'is no prescription of the reconciliation');
  else if (!isFirst) bad('prescriptionId', 'duplicate', 'is decided on twice');
  if (decision === 'change' && amendment === null) bad('amendment', 'required', 'is required for a change');
  if (decision !== 'change' && amendment !== null)
    bad('amendment', 'not-applicable', 'has no meaning but for a change');
  if (decision !== 'continue' && reasonOf(command) === null) bad('reason', 'required', `is required to ${decision}`);
  return errors;
}

function isInForce(prescription: Prescription, at: Instant, zone: Zone): boolean {
  const status = statusAt(prescription, at, zone);
  return status === 'active' || status === 'suspended';
}
