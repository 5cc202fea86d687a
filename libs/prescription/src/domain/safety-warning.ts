import type { Instant } from '#platform/time';

export const WARNING_CODES = [
  'allergy',
  'duplicate-therapy',
  'resident-not-admitted',
  'medication-inactive',
  'over-daily-maximum',
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

/** What a prescriber has to know before going on (api.md section 5; severities of FHIR DetectedIssue). */
export interface SafetyWarning {
  readonly code: WarningCode;
  readonly severity: 'high' | 'moderate' | 'low';
  readonly detail: string;
  /** The records that it comes from. */
  readonly related: readonly {
    readonly type: 'allergy' | 'prescription' | 'medication' | 'resident';
    readonly id: string;
  }[];
}

/** A warning that somebody answered for; kept on the prescription. */
export interface AcknowledgedWarning extends SafetyWarning {
  readonly reason: string;
  readonly acknowledgedBy: string;
  readonly acknowledgedAt: Instant;
}
