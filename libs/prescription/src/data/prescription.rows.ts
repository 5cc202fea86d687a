import { newId } from '#platform/database';
import type { Instant } from '#platform/time';
import type { Prescription, Revision, StatusPeriod } from '../domain/prescription.js';
import type { PrescriptionEntity, RevisionEntity, StatusPeriodEntity } from './prescription.entity.js';

/** A prescription from its rows, which are in order. */
export function toPrescription(
  row: PrescriptionEntity,
  revisions: readonly RevisionEntity[],
  statuses: readonly StatusPeriodEntity[],
): Prescription {
  const { overAt: _, ...stored } = row;
  return { ...stored, revisions: revisions.map(toRevision), statusHistory: statuses.map(toStatusPeriod) };
}

export function toRevision(row: RevisionEntity): Revision {
  const { id: _, prescriptionId: _of, doseQuantity, doseUnit, ...same } = row;
  return { ...same, dose: { quantity: doseQuantity, unit: doseUnit } };
}

export function revisionRow(prescriptionId: string, { dose, ...same }: Revision): RevisionEntity {
  const id = newId(same.recordedAt);
  return { ...same, id, prescriptionId, doseQuantity: dose.quantity, doseUnit: dose.unit };
}

export function statusRow(prescriptionId: string, period: StatusPeriod, position: number): StatusPeriodEntity {
  const { from: fromAt, to: toAt, ...same } = period;
  return { ...same, id: newId(period.recordedAt), prescriptionId, position, fromAt, toAt };
}

function toStatusPeriod(row: StatusPeriodEntity): StatusPeriod {
  const { status, fromAt: from, toAt: to, reason, recordedBy, recordedAt } = row;
  return { status, from, to, reason, recordedBy, recordedAt };
}

/** How many periods two histories begin with alike. */
export function commonPeriods(before: readonly StatusPeriod[], after: readonly StatusPeriod[]): number {
  const differs = before.findIndex((period, index) => period !== after[index]);
  return differs === -1 ? before.length : differs;
}

/** Rows by the prescription that they belong to, each group in the order of the rows. */
export function byPrescription<T extends { readonly prescriptionId: string }>(
  rows: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.prescriptionId);
    if (group === undefined) groups.set(row.prescriptionId, [row]);
    else group.push(row);
  }
  return groups;
}

/** The columns of the prescription's own row that change with it. */
export interface PrescriptionChange {
  readonly before: Prescription;
  readonly after: Prescription;
  readonly overAt: Instant | null;
}
