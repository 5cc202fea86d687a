import { addDays, startOfDay, type Instant, type Zone } from '#platform/time';
import type { Prescription, ReadStatus, Revision } from './prescription.js';
import { revisionAt } from './revisions.js';
import { statusAt } from './status.js';

/** A prescription as it reads at an instant. */
export interface PrescriptionAt {
  readonly prescription: Prescription;
  readonly status: ReadStatus;
  readonly inForce: Revision;
}

export function prescriptionAt(prescription: Prescription, at: Instant, zone: Zone): PrescriptionAt {
  return {
    prescription,
    status: statusAt(prescription, at, zone),
    inForce: revisionAt(prescription.revisions, at),
  };
}

/** Whether a prescription may have read otherwise than at `at` since its last change: time alone changes what it reads. */
export function mayReadOtherwise(prescription: Prescription, at: Instant, zone: Zone): boolean {
  const { revisions, statusHistory, updatedAt } = prescription;
  const turns = [
    ...statusHistory.map(({ from }) => from),
    ...revisions.map(({ effectiveFrom }) => effectiveFrom),
    ...revisions.flatMap(({ endsOn }) => (endsOn === null ? [] : [startOfDay(addDays(endsOn, 1), zone)])),
  ];
  const now = prescriptionAt(prescription, at, zone);
  return [updatedAt, ...turns.filter((turn) => turn > updatedAt && turn <= at)].some((instant) => {
    const then = prescriptionAt(prescription, instant, zone);
    return then.status !== now.status || then.inForce !== now.inForce;
  });
}
