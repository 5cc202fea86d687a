import { ApiSchema, IntersectionType, OmitType } from '@nestjs/swagger';
import {
  BooleanField,
  BooleanQuery,
  DecimalField,
  field,
  type FieldOptions,
  PageQueryDto,
  patchOf,
  QuantityField,
  readParsed,
  StoredDto,
  TextArrayField,
  TextField,
} from '#platform/http';
import { toDecimal, type Quantity } from '#platform/kernel';
import { parseAtcCode, type AtcCode } from '../domain/atc.js';
import { MAX_ROUTES, MEDICATION_LENGTHS, type Medication } from '../domain/medication.js';

@ApiSchema({ name: 'NewMedication' })
export class NewMedicationDto {
  @TextField({ max: MEDICATION_LENGTHS.name, example: 'Paracetamol 500 mg tablets' })
  name!: string;

  @TextField({
    max: MEDICATION_LENGTHS.activeSubstance,
    example: 'paracetamol',
    description: 'one, or several with commas between them',
  })
  activeSubstance!: string;

  @AtcCodeField({ optional: true, example: 'N02BE01', description: 'a WHO ATC code of level 1 to 5' })
  atcCode?: AtcCode | null;

  @TextField({ max: MEDICATION_LENGTHS.form, optional: true, example: 'tablet' })
  form?: string | null;

  @TextField({ max: MEDICATION_LENGTHS.strength, optional: true, example: '500 mg' })
  strength?: string | null;

  @TextArrayField({
    max: MAX_ROUTES,
    itemMax: MEDICATION_LENGTHS.route,
    unique: true,
    defaulted: true,
    example: ['oral'],
  })
  routes?: string[];

  @TextField({
    max: MEDICATION_LENGTHS.unit,
    defaulted: true,
    example: 'tablet',
    description: 'what doses and stock are counted in; by default `unit`',
  })
  unit?: string;

  @TextField({
    max: MEDICATION_LENGTHS.registrationNumber,
    optional: true,
    example: '062816',
    description: "the authority's number as text, leading zeros count; belongs to one medicine",
  })
  registrationNumber?: string | null;

  @TextField({
    max: MEDICATION_LENGTHS.nationalCode,
    optional: true,
    example: '656428',
    description: 'the number of a pack as text; belongs to one medicine',
  })
  nationalCode?: string | null;

  @BooleanField({ defaulted: true, example: false, description: 'kept in the register and under lock' })
  controlled?: boolean;

  @BooleanField({
    defaulted: true,
    example: false,
    description: 'a second person proves to be present; by default as `controlled`',
  })
  witnessRequired?: boolean;

  @BooleanField({ defaulted: true, example: false })
  highRisk?: boolean;

  @BooleanField({ defaulted: true, example: false, description: 'has the narrow windows for giving' })
  timeCritical?: boolean;

  @QuantityField({ optional: true, min: 0.000_001, example: 8, description: 'in `unit`, within 24 hours' })
  maxDailyQuantity?: Quantity | null;

  @BooleanField({ defaulted: true, example: true, description: 'may be prescribed anew' })
  active?: boolean;
}

@ApiSchema({ name: 'MedicationPatch' })
export class MedicationPatchDto extends patchOf(NewMedicationDto) {}

@ApiSchema({ name: 'Medication' })
export class MedicationDto extends IntersectionType(StoredDto, OmitType(NewMedicationDto, ['maxDailyQuantity'])) {
  @DecimalField({ optional: true, example: 8, description: 'in `unit`, within 24 hours' })
  maxDailyQuantity!: number | null;

  static from({ maxDailyQuantity, routes, ...medication }: Medication): MedicationDto {
    return {
      ...medication,
      routes: [...routes],
      maxDailyQuantity: maxDailyQuantity === null ? null : toDecimal(maxDailyQuantity),
    };
  }
}

export class MedicationQueryDto extends PageQueryDto {
  @TextField({
    max: 200,
    optional: true,
    description: 'beginnings of words of the name or the substance, all of them; accents and case are ignored',
  })
  q?: string;

  @TextField({
    max: 7,
    optional: true,
    pattern: /^[A-Za-z][A-Za-z0-9]*$/,
    form: 'the beginning of an ATC code',
    description: 'the beginning of an ATC code',
  })
  atc?: string;

  @BooleanQuery()
  active?: boolean;

  @BooleanQuery()
  controlled?: boolean;
}

function AtcCodeField(options: FieldOptions): PropertyDecorator {
  return field(readParsed(parseAtcCode), options, { type: String });
}
