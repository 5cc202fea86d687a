import type { Instant, LocalDate } from '#platform/time';
import type { ClinicalStatus } from './allergy.js';

/** A diagnosis or problem (FHIR Condition). */
export interface Condition {
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
  readonly status: ClinicalStatus;
  readonly recordedBy: string;
}

export type NewCondition = Pick<Condition, 'text'> & {
  readonly [K in 'code' | 'codeSystem' | 'onsetOn']?: Condition[K] | undefined;
} & { readonly status?: ClinicalStatus | undefined };

export type ConditionChanges = Partial<Pick<Condition, 'text' | 'code' | 'codeSystem' | 'onsetOn' | 'status'>>;
