import { Entity } from 'typeorm';
import { StoredEntity, TextColumn, Tracked } from '#platform/database/sql';
import type { Instant, LocalDate } from '#platform/time';
import type { Allergy } from '../domain/allergy.js';
import type { AllergyReview } from '../domain/allergy-review.js';
import type { ClinicalStatus } from '../domain/clinical-status.js';

@Tracked({ resource: 'allergy', resident: 'residentId', readableWith: 'allergies:read' })
@Entity('allergies')
export class AllergyEntity extends StoredEntity {
  @TextColumn()
  residentId!: string;

  @TextColumn()
  substance!: string;

  @TextColumn({ nullable: true })
  atcCode!: string | null;

  @TextColumn()
  type!: Allergy['type'];

  @TextColumn()
  criticality!: Allergy['criticality'];

  @TextColumn({ nullable: true })
  reaction!: string | null;

  @TextColumn()
  status!: ClinicalStatus;

  @TextColumn({ nullable: true })
  statusReason!: string | null;

  @TextColumn()
  recordedBy!: string;
}

@Tracked({ resource: 'condition', resident: 'residentId', readableWith: 'conditions:read' })
@Entity('conditions')
export class ConditionEntity extends StoredEntity {
  @TextColumn()
  residentId!: string;

  @TextColumn({ nullable: true })
  code!: string | null;

  @TextColumn({ nullable: true })
  codeSystem!: string | null;

  @TextColumn()
  text!: string;

  @TextColumn({ nullable: true })
  onsetOn!: LocalDate | null;

  @TextColumn()
  status!: ClinicalStatus;

  @TextColumn({ nullable: true })
  statusReason!: string | null;

  @TextColumn()
  recordedBy!: string;
}

@Tracked({ resource: 'allergy-review', resident: 'residentId', readableWith: 'allergies:read' })
@Entity('allergy_reviews')
export class AllergyReviewEntity extends StoredEntity {
  @TextColumn()
  residentId!: string;

  @TextColumn()
  outcome!: AllergyReview['outcome'];

  @TextColumn()
  reviewedAt!: Instant;

  @TextColumn({ nullable: true })
  note!: string | null;

  @TextColumn()
  status!: AllergyReview['status'];

  @TextColumn({ nullable: true })
  statusReason!: string | null;

  @TextColumn()
  recordedBy!: string;
}
