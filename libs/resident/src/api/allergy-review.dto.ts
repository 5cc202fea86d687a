import { ApiSchema, IntersectionType } from '#platform/dto';
import { EnumField, IdField, InstantField, patchOf, StoredDto, TextField } from '#platform/http';
import type { Instant } from '#platform/time';
import { REVIEW_OUTCOMES, REVIEW_STATUSES, type AllergyReview } from '../domain/allergy-review.js';

@ApiSchema({ name: 'NewAllergyReview' })
export class NewAllergyReviewDto {
  @EnumField(REVIEW_OUTCOMES, { example: 'none-known' })
  outcome!: AllergyReview['outcome'];

  @InstantField({ optional: true, example: '2026-11-24T10:30:00+01:00', description: 'when it was asked; default now' })
  reviewedAt?: Instant | null;

  @TextField({ max: 1000, optional: true, example: 'asked her and her daughter' })
  note?: string | null;
}

class ReviewStatusDto {
  @EnumField(REVIEW_STATUSES, { example: 'entered-in-error' })
  status!: AllergyReview['status'];

  @TextField({ max: 1000, optional: true, example: 'asked of her neighbour', description: 'why it is wrong' })
  statusReason?: string | null;
}

@ApiSchema({ name: 'AllergyReviewPatch' })
export class AllergyReviewPatchDto extends patchOf(ReviewStatusDto) {}

@ApiSchema({ name: 'AllergyReview' })
export class AllergyReviewDto extends IntersectionType(StoredDto, NewAllergyReviewDto, ReviewStatusDto) {
  @IdField()
  residentId!: string;

  @IdField({ description: 'the user who entered it' })
  recordedBy!: string;

  static from(review: AllergyReview): AllergyReviewDto {
    return { ...review };
  }
}
