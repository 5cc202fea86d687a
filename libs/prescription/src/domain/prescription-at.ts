import type { Instant, Zone } from '#platform/time';
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
