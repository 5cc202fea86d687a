import type { Quantity } from '#platform/kernel';
import type { Instant, LocalDate, LocalTime, Weekday } from '#platform/time';
import type { AcknowledgedWarning } from './safety-warning.js';

/** How much is given at once (FHIR `doseQuantity`), in the unit that the prescriber wrote. */
export interface DoseQuantity {
  readonly quantity: Quantity;
  readonly unit: string;
}

/**
 * At fixed times of the wall clock. A day has doses when it meets every condition given: on one of `daysOfWeek`,
 * every `everyDays` days, or in the first `onDays` of each run of `onDays + offDays`. Both `everyDays` and `cycle`
 * count from `startsOn` as day one, so only one of them may be given; `daysOfWeek` goes with either.
 */
export interface TimesSchedule {
  readonly kind: 'times';
  /** Each once; kept from early to late. */
  readonly times: readonly LocalTime[];
  readonly daysOfWeek: readonly Weekday[] | null;
  readonly everyDays: number | null;
  readonly cycle: DoseCycle | null;
}

export interface DoseCycle {
  readonly onDays: number;
  readonly offDays: number;
}

export interface OnceSchedule {
  readonly kind: 'once';
  readonly at: Instant;
}

/** When needed for `reason`, within limits of elapsed time (clinical.md A3). */
export interface AsNeededSchedule {
  readonly kind: 'as-needed';
  readonly minIntervalMinutes: number;
  /** In any 24 elapsed hours. */
  readonly maxDosesPer24h: number;
  /** In any 24 elapsed hours, in the unit of the dose. */
  readonly maxQuantityPer24h: Quantity | null;
  readonly reason: string;
}

export type Schedule = TimesSchedule | OnceSchedule | AsNeededSchedule;

/** What is prescribed (api.md section 5); null: not stated. */
export interface PrescriptionTerms {
  readonly dose: DoseQuantity;
  readonly route: string;
  readonly indication: string | null;
  readonly instructions: string | null;
  readonly schedule: Schedule;
  readonly startsOn: LocalDate;
  /** The last day, itself included. */
  readonly endsOn: LocalDate | null;
  /** Who ordered it; who typed it in is `recordedBy`. */
  readonly prescriber: string;
  readonly critical: boolean;
}

/**
 * The terms from an instant on. The revision in force at an instant is the one recorded last among those that
 * have taken effect by then; the first is in force from the beginning.
 */
export interface Revision extends PrescriptionTerms {
  /** 1 for the first. */
  readonly revision: number;
  readonly effectiveFrom: Instant;
  /** Why it was amended; null for the first. */
  readonly reason: string | null;
  readonly recordedBy: string;
  readonly recordedAt: Instant;
}

export const PRESCRIPTION_STATUSES = ['draft', 'active', 'suspended', 'stopped', 'entered-in-error'] as const;
/** The status as it is decided and kept. */
export type PrescriptionStatus = (typeof PRESCRIPTION_STATUSES)[number];
/** The status as it is read: past `endsOn` a prescription reads `completed`. */
export type ReadStatus = PrescriptionStatus | 'completed';

/** A half-open stretch of a prescription's life; the last one has no end. */
export interface StatusPeriod {
  readonly status: PrescriptionStatus;
  readonly from: Instant;
  readonly to: Instant | null;
  readonly reason: string | null;
  readonly recordedBy: string;
  readonly recordedAt: Instant;
}

/** What a departure of the resident stopped, so that it can go on if the departure was an error. */
export interface StoppedAtDeparture {
  readonly movementId: string;
  /** As it was before, with what was planned then. */
  readonly statusHistory: readonly StatusPeriod[];
}

/** A prescription as it is stored: all that was ever in force, and nothing computed from the clock. */
export interface Prescription {
  readonly id: string;
  readonly residentId: string;
  readonly medicationId: string;
  /** In the order of recording; never empty. */
  readonly revisions: readonly Revision[];
  /** In the order of time, each beginning where the one before ends; never empty. The last may still lie ahead. */
  readonly statusHistory: readonly StatusPeriod[];
  readonly acknowledged: readonly AcknowledgedWarning[];
  /** Null: no departure stopped it, or somebody has decided on it since. */
  readonly departure: StoppedAtDeparture | null;
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}
