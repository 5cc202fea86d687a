import { Entity } from 'typeorm';
import { BooleanColumn, IntegerColumn, JsonColumn, TextColumn, Tracked } from '#platform/database/sql';
import type { Instant } from '#platform/time';
import type { Assessment } from '../domain/assessment.js';
import { FactEntity } from './fact.entity.js';

@Tracked({ resource: 'assessment', resident: 'residentId', readableWith: 'observations:read' })
@Entity('assessments')
export class AssessmentEntity extends FactEntity {
  @TextColumn()
  instrument!: string;

  @TextColumn()
  instrumentVersion!: string;

  @JsonColumn()
  answers!: Assessment['answers'];

  @JsonColumn()
  derivedFrom!: Assessment['derivedFrom'];

  @JsonColumn()
  itemScores!: Assessment['itemScores'];

  @IntegerColumn({ nullable: true })
  score!: number | null;

  @IntegerColumn({ nullable: true })
  partialScore!: number | null;

  @BooleanColumn()
  complete!: boolean;

  @BooleanColumn()
  prorated!: boolean;

  @JsonColumn()
  missing!: Assessment['missing'];

  @TextColumn()
  band!: string;

  @JsonColumn()
  label!: Assessment['label'];

  @JsonColumn()
  advice!: Assessment['advice'];

  @TextColumn()
  assessedAt!: Instant;
}
