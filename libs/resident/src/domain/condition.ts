import type { Instant, LocalDate } from '#platform/time';
import type { ClinicalStatus, WithStatus } from './clinical-status.js';

/** A diagnosis or problem (FHIR Condition). */
export interface Condition extends WithStatus<ClinicalStatus> {
  readonly id: string;
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly residentId: string;
  readonly code: string | null;
  /** Where the code comes from, such as `ICD-10` or `SNOMED-CT`. */
  readonly codeSystem: string | null;
  readonly text: string;
  readonly onsetOn: LocalDate | null;
  readonly recordedBy: string;
}

export type NewCondition = Pick<Condition, 'text'> & {
  readonly [K in 'code' | 'codeSystem' | 'onsetOn' | 'statusReason']?: Condition[K] | undefined;
} & { readonly status?: ClinicalStatus | undefined };

export type ConditionChanges = Partial<
  Pick<Condition, 'text' | 'code' | 'codeSystem' | 'onsetOn' | 'status' | 'statusReason'>
>;
