import { ApiSchema, IntersectionType } from '#platform/dto';
import { EnumField, IdField, LocalDateField, patchOf, StoredDto, TextField } from '#platform/http';
import type { LocalDate } from '#platform/time';
import { CLINICAL_STATUSES, type ClinicalStatus } from '../domain/clinical-status.js';
import type { Condition } from '../domain/condition.js';

@ApiSchema({ name: 'NewCondition' })
export class NewConditionDto {
  @TextField({ max: 500, example: 'Type 2 diabetes mellitus' })
  text!: string;

  @TextField({ max: 50, optional: true, example: 'E11' })
  code?: string | null;

  @TextField({ max: 100, optional: true, example: 'ICD-10' })
  codeSystem?: string | null;

  @LocalDateField({ optional: true, example: '2009-05-02' })
  onsetOn?: LocalDate | null;

  @EnumField(CLINICAL_STATUSES, { defaulted: true, example: 'active', description: 'default active' })
  status?: ClinicalStatus;

  @TextField({ max: 1000, optional: true, example: null, description: 'why it was resolved, or is wrong' })
  statusReason?: string | null;
}

@ApiSchema({ name: 'ConditionPatch' })
export class ConditionPatchDto extends patchOf(NewConditionDto) {}

@ApiSchema({ name: 'Condition' })
export class ConditionDto extends IntersectionType(StoredDto, NewConditionDto) {
  @IdField()
  residentId!: string;

  @IdField({ description: 'the user who entered it' })
  recordedBy!: string;

  static from(condition: Condition): ConditionDto {
    return { ...condition };
  }
}
