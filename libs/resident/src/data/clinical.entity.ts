import { Entity } from 'typeorm';
import { StoredEntity, TextColumn, Tracked } from '#platform/database/sql';
import type { LocalDate } from '#platform/time';
import type { Allergy, ClinicalStatus } from '../domain/allergy.js';

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

  @TextColumn()
  recordedBy!: string;
}
