import { ApiSchema, IntersectionType } from '#platform/dto';
import { EnumField, IdField, patchOf, StoredDto, TextField } from '#platform/http';
import { ALLERGY_TYPES, CRITICALITIES, type Allergy } from '../domain/allergy.js';
import { CLINICAL_STATUSES, type ClinicalStatus } from '../domain/clinical-status.js';

@ApiSchema({ name: 'NewAllergy' })
export class NewAllergyDto {
  @TextField({ max: 300, example: 'amoxicillin' })
  substance!: string;

  @TextField({
    max: 7,
    pattern: /^[A-Z](\d\d([A-Z]([A-Z](\d\d)?)?)?)?$/,
    form: 'an ATC code of level 1 to 5',
    optional: true,
    example: 'J01CA04',
  })
  atcCode?: string | null;

  @EnumField(ALLERGY_TYPES, { example: 'allergy' })
  type!: Allergy['type'];

  @EnumField(CRITICALITIES, { example: 'high' })
  criticality!: Allergy['criticality'];

  @TextField({ max: 1000, optional: true, example: 'hives' })
  reaction?: string | null;

  @EnumField(CLINICAL_STATUSES, { defaulted: true, example: 'active', description: 'default active' })
  status?: ClinicalStatus;

  @TextField({ max: 1000, optional: true, example: null, description: 'why it was resolved, or is wrong' })
  statusReason?: string | null;
}

@ApiSchema({ name: 'AllergyPatch' })
export class AllergyPatchDto extends patchOf(NewAllergyDto) {}

@ApiSchema({ name: 'Allergy' })
export class AllergyDto extends IntersectionType(StoredDto, NewAllergyDto) {
  @IdField()
  residentId!: string;

  @IdField({ description: 'the user who entered it' })
  recordedBy!: string;

  static from(allergy: Allergy): AllergyDto {
    return { ...allergy };
  }
}
