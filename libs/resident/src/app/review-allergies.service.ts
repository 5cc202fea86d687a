import { Injectable } from '@nestjs/common';
import { expectVersion, given } from '#platform/kernel';
import type { Caller } from '#platform/access';
import { newId, UnitOfWork, type Page, type PageRequest } from '#platform/database';
import { Clock } from '#platform/time';
import { AllergyRepository, AllergyReviewRepository } from '../data/clinical.repository.js';
import { ResidentRepository } from '../data/resident.repository.js';
import {
  checkReview,
  type AllergyReview,
  type AllergyReviewChanges,
  type NewAllergyReview,
} from '../domain/allergy-review.js';
import { changesOf } from '../domain/clinical-status.js';

/** Whether somebody has asked what harms a resident: none known is an answer, an empty list is none. */
@Injectable()
export class ReviewAllergies {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly residents: ResidentRepository,
    private readonly allergies: AllergyRepository,
    private readonly reviews: AllergyReviewRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError */
  async list(residentId: string, page: PageRequest): Promise<Page<AllergyReview>> {
    await this.residents.load(this.unitOfWork.reader, residentId);
    return this.reviews.list(this.unitOfWork.reader, residentId, page);
  }

  /** @throws NotFoundError */
  get(residentId: string, id: string): Promise<AllergyReview> {
    return this.reviews.load(this.unitOfWork.reader, residentId, id);
  }

  /** @throws NotFoundError, InvalidFieldsError, AllergiesKnownError, NoAllergiesListedError */
  record(residentId: string, details: NewAllergyReview, caller: Caller): Promise<AllergyReview> {
    return this.unitOfWork.write(async (tx) => {
      await this.residents.load(tx, residentId);
      const at = this.clock.now();
      const review: AllergyReview = {
        id: newId(at),
        version: 1,
        createdAt: at,
        updatedAt: at,
        residentId,
        outcome: details.outcome,
        reviewedAt: details.reviewedAt ?? at,
        note: details.note ?? null,
        status: 'recorded',
        statusReason: null,
        recordedBy: caller.userId,
      };
      checkReview(review, await this.allergies.active(tx, [residentId]), at);
      await this.reviews.add(tx, review);
      return review;
    });
  }

  /** Marks a wrong one. @throws NotFoundError, VersionConflictError, IllegalTransitionError */
  change(
    residentId: string,
    id: string,
    changes: AllergyReviewChanges,
    version: number | undefined,
  ): Promise<AllergyReview> {
    return this.unitOfWork.write(async (tx) => {
      const review = await this.reviews.load(tx, residentId, id);
      expectVersion(review, version);
      const changed = changesOf('allergy review', review, given(changes));
      return this.reviews.change(tx, review, changed, this.clock.now());
    });
  }
}
