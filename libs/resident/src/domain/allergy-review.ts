import { InvalidFieldsError } from '#platform/kernel';
import { isYetToCome, type Instant } from '#platform/time';
import type { Allergy } from './allergy.js';
import type { WithStatus } from './clinical-status.js';
import { AllergiesKnownError, NoAllergiesListedError } from './resident.errors.js';

export const REVIEW_OUTCOMES = ['none-known', 'list-confirmed'] as const;
export const REVIEW_STATUSES = ['recorded', 'entered-in-error'] as const;

/** Somebody asked what harms the resident, and got an answer (clinical.md D3). Only its status is ever changed. */
export interface AllergyReview extends WithStatus<(typeof REVIEW_STATUSES)[number]> {
  readonly id: string;
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly residentId: string;
  readonly outcome: (typeof REVIEW_OUTCOMES)[number];
  /** When it was asked. */
  readonly reviewedAt: Instant;
  readonly note: string | null;
  readonly recordedBy: string;
}

export interface NewAllergyReview {
  readonly outcome: AllergyReview['outcome'];
  readonly reviewedAt?: Instant | null | undefined;
  readonly note?: string | null | undefined;
}

export type AllergyReviewChanges = Partial<WithStatus<AllergyReview['status']>>;

/** What may be said of a resident's allergies: there is a list, there are none, or nobody has asked. */
export type AllergyAnswer = 'listed' | 'none-known' | 'not-asked';

/**
 * Whether the answer fits what is on record.
 * @throws InvalidFieldsError, AllergiesKnownError, NoAllergiesListedError
 */
export function checkReview(
  { outcome, reviewedAt }: Pick<AllergyReview, 'outcome' | 'reviewedAt'>,
  active: readonly Allergy[],
  now: Instant,
): void {
  if (isYetToCome(reviewedAt, now)) {
    const message = 'must not lie in the future';
    throw new InvalidFieldsError([{ pointer: '/reviewedAt', code: 'in-the-future', message }]);
  }
  if (outcome === 'none-known' && active.length > 0) throw new AllergiesKnownError(active);
  if (outcome === 'list-confirmed' && active.length === 0) throw new NoAllergiesListedError();
}

/**
 * What holds now. `none-known` holds until an allergy is recorded, whatever becomes of that later, unless it was an error.
 * @param newest the newest review that is no error
 * @param recordedSince whether an allergy was recorded after that one and is no error
 */
export function allergyAnswer(
  active: readonly Allergy[],
  newest: AllergyReview | undefined,
  recordedSince: boolean,
): AllergyAnswer {
  if (active.length > 0) return 'listed';
  return newest?.outcome === 'none-known' && !recordedSince ? 'none-known' : 'not-asked';
}
