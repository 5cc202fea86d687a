import { ApiSchema, IntersectionType, OmitType } from '#platform/dto';
import {
  BooleanField,
  BooleanQuery,
  DecimalField,
  field,
  type FieldOptions,
  ObjectArrayField,
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
import { MAX_DOSE_UNITS } from '../domain/stock-unit.js';

@ApiSchema({ name: 'DoseUnit' })
export class DoseUnitDto {
  @TextField({ max: MEDICATION_LENGTHS.unit, example: 'mg', description: 'as prescriptions say it' })
  unit!: string;

  @QuantityField({ min: 0.000_001, example: 500, description: "how much of it one of the medicine's `unit` holds" })
  perUnit!: Quantity;
}

/** In an answer. */
@ApiSchema({ name: 'StoredDoseUnit' })
class StoredDoseUnitDto {
  @TextField({ max: MEDICATION_LENGTHS.unit, example: 'mg' })
  unit!: string;

  @DecimalField({ example: 500 })
  perUnit!: number;
}

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

  @ObjectArrayField(() => DoseUnitDto, {
    max: MAX_DOSE_UNITS,
    defaulted: true,
    example: [{ unit: 'mg', perUnit: 500 }],
    description: 'what a dose may be said in beside `unit`, so that stock can be counted; none twice',
  })
  doseUnits?: DoseUnitDto[];

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
export class MedicationDto extends IntersectionType(
  StoredDto,
  OmitType(NewMedicationDto, ['maxDailyQuantity', 'doseUnits']),
) {
  @DecimalField({ optional: true, example: 8, description: 'in `unit`, within 24 hours' })
  maxDailyQuantity!: number | null;

  @ObjectArrayField(() => StoredDoseUnitDto, { max: MAX_DOSE_UNITS, example: [{ unit: 'mg', perUnit: 500 }] })
  doseUnits!: StoredDoseUnitDto[];

  static from({ maxDailyQuantity, routes, doseUnits, ...medication }: Medication): MedicationDto {
    return {
      ...medication,
      routes: [...routes],
      doseUnits: doseUnits.map(({ unit, perUnit }) => ({ unit, perUnit: toDecimal(perUnit) })),
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
