import { Injectable } from '@nestjs/common';
import type { Reader } from '#platform/database';
import { select, type KeysetOrder, type StoredEntity } from '#platform/database/sql';
import type { Allergy } from '../domain/allergy.js';
import type { AllergyReview } from '../domain/allergy-review.js';
import type { ClinicalStatus } from '../domain/clinical-status.js';
import type { Condition } from '../domain/condition.js';
import { AllergyEntity, AllergyReviewEntity, ConditionEntity } from './clinical.entity.js';
import { OfResidentRepository } from './of-resident.repository.js';

type ClinicalEntity = StoredEntity & { residentId: string; status: ClinicalStatus };

/** Facts that are corrected by status, never deleted. */
abstract class ClinicalRepository<T extends ClinicalEntity> extends OfResidentRepository<T> {
  /** What holds now for several residents, in the order in which it was recorded. */
  async active(reader: Reader, residentIds: readonly string[]): Promise<readonly T[]> {
    if (residentIds.length === 0) return [];
    return select(reader, this.entity, 'fact')
      .where("fact.residentId IN (:...residentIds) AND fact.status = 'active'", { residentIds })
      .orderBy('fact.id')
      .getMany();
  }
}

@Injectable()
export class AllergyRepository extends ClinicalRepository<AllergyEntity & Allergy> {
  protected readonly entity = AllergyEntity;
  protected readonly resource = 'allergy';

  /** Whether one was recorded after a moment that an id stands for, and isn't an error. */
  async anySince(reader: Reader, residentId: string, id: string): Promise<boolean> {
    return select(reader, AllergyEntity, 'fact')
      .where('fact.residentId = :residentId AND fact.id > :id', { residentId, id })
      .andWhere("fact.status <> 'entered-in-error'")
      .getExists();
  }
}

@Injectable()
export class ConditionRepository extends ClinicalRepository<ConditionEntity & Condition> {
  protected readonly entity = ConditionEntity;
  protected readonly resource = 'condition';
}

@Injectable()
export class AllergyReviewRepository extends OfResidentRepository<AllergyReviewEntity & AllergyReview> {
  protected readonly entity = AllergyReviewEntity;
  protected readonly resource = 'allergy review';
  protected override readonly order: KeysetOrder<AllergyReviewEntity> = {
    name: 'reviewed-at',
    direction: 'DESC',
    keys: ['reviewedAt', 'id'],
  };

  /** The newest that isn't an error. */
  async newest(reader: Reader, residentId: string): Promise<AllergyReview | undefined> {
    const row = await select(reader, AllergyReviewEntity, 'review')
      .where("review.residentId = :residentId AND review.status = 'recorded'", { residentId })
      .orderBy('review.reviewedAt', 'DESC')
      .addOrderBy('review.id', 'DESC')
      .limit(1)
      .getOne();
    return row ?? undefined;
  }
}
