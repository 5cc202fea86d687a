import { factType } from '#platform/kernel';
import type { Administration } from './administration.js';
import type { Prescription, ReadStatus } from './prescription.js';

/** A dose was recorded; inside the same unit of work, stock follows. */
export interface DoseRecorded {
  readonly administration: Administration;
  /** Whether the quantity leaves the home's stock. */
  readonly leavesStock: boolean;
}

export const doseRecorded = factType<DoseRecorded>('dose-recorded');

/** A prescription was activated, suspended, resumed, stopped or found to be an error. */
export interface PrescriptionStatusChanged {
  readonly prescription: Prescription;
  readonly before: ReadStatus;
  readonly after: ReadStatus;
}

export const prescriptionStatusChanged = factType<PrescriptionStatusChanged>('prescription-status-changed');
