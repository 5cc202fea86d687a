import type { Instant } from '#platform/time';
import type { ClinicalStatus, WithStatus } from './clinical-status.js';

export const ALLERGY_TYPES = ['allergy', 'intolerance'] as const;
export const CRITICALITIES = ['low', 'high', 'unable-to-assess'] as const;

/** A substance that harms this person (FHIR AllergyIntolerance). */
export interface Allergy extends WithStatus<ClinicalStatus> {
  readonly id: string;
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly residentId: string;
  readonly substance: string;
  /** WHO ATC code of level 1 to 5; everything below it is meant. */
  readonly atcCode: string | null;
  readonly type: (typeof ALLERGY_TYPES)[number];
  readonly criticality: (typeof CRITICALITIES)[number];
  readonly reaction: string | null;
  readonly recordedBy: string;
}

export type NewAllergy = Pick<Allergy, 'substance' | 'type' | 'criticality'> & {
  readonly [K in 'atcCode' | 'reaction' | 'statusReason']?: Allergy[K] | undefined;
} & { readonly status?: ClinicalStatus | undefined };

export type AllergyChanges = Partial<
  Pick<Allergy, 'substance' | 'type' | 'criticality' | 'atcCode' | 'reaction' | 'status' | 'statusReason'>
>;
