import type { Quantity } from '#platform/kernel';
import type { Instant } from '#platform/time';
import type { Check } from './check.js';
import type { Outcome, ReasonCode } from './outcome.js';

/** What became of a dose, as somebody says: the part of an administration that rules look at. */
export interface DoseAct {
  readonly outcome: Outcome;
  readonly reason: ReasonCode | null;
  /** In the unit of the dose; null: the dose as prescribed. */
  readonly quantity: Quantity | null;
  readonly note: string | null;
  /** When it was done, which may be long before it was written down. */
  readonly administeredAt: Instant;
}

export const ADMINISTRATION_STATUSES = ['recorded', 'entered-in-error'] as const;

/** A record of a dose. Never deleted: a wrong one becomes `entered-in-error` and points to the right one. */
export interface Administration extends DoseAct {
  readonly id: string;
  readonly prescriptionId: string;
  readonly residentId: string;
  readonly medicationId: string;
  /** The instant of the slot; null for a dose as needed. */
  readonly scheduledFor: Instant | null;
  /** The revision in force at the slot, or at the act. */
  readonly revision: number;
  /** What was given, lost or destroyed; null: nothing was. */
  readonly quantity: Quantity | null;
  readonly unit: string;
  readonly status: (typeof ADMINISTRATION_STATUSES)[number];
  /** The record that corrects this one. */
  readonly correctedBy: string | null;
  readonly correctionReason: string | null;
  readonly recordedAt: Instant;
  readonly recordedBy: string;
  /** The second person present (clinical.md A4). */
  readonly witnessedBy: string | null;
  readonly acknowledged: readonly string[];
  readonly acknowledgeReason: string | null;
  readonly response: DoseResponse | null;
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/**
 * A record with every rule that was looked at when it was made (clinical.md A8); none in a record from before they were
 * kept. They are longer than all the rest and are asked of one record, so that lists and rounds don't read them.
 */
export interface AdministrationInFull extends Administration {
  readonly rules: readonly Check[];
}

export const EFFECTS = ['effective', 'partly-effective', 'not-effective'] as const;

/** What an as-needed dose achieved. */
export interface DoseResponse {
  readonly at: Instant;
  readonly effect: (typeof EFFECTS)[number];
  readonly note: string | null;
  readonly recordedBy: string;
}
