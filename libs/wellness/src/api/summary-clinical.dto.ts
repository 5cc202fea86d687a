import { ApiSchema } from '#platform/dto';
import {
  DecimalField,
  EnumArrayField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  LocalDateField,
  ObjectArrayField,
  ObjectField,
  TextField,
} from '#platform/http';
import { toDecimal, type Quantity } from '#platform/kernel';
import {
  ALLERGY_ANSWERS,
  ALLERGY_TYPES,
  CRITICALITIES,
  ROUND_FLAGS,
  type Summary,
} from '../app/read-summary.service.js';
import { LabelDto } from './label.dto.js';

type Known = NonNullable<Summary['allergies']>;
type Medicine = NonNullable<Summary['medicines']>[number];

const MOST = 10_000;

@ApiSchema({ name: 'SummaryAllergy' })
class SummaryAllergyDto {
  @TextField({ max: 300, example: 'amoxicillin' })
  substance!: string;

  @TextField({ max: 7, optional: true, example: 'J01CA04' })
  atcCode!: string | null;

  @EnumField(ALLERGY_TYPES, { example: 'allergy' })
  type!: Known['allergies'][number]['type'];

  @EnumField(CRITICALITIES, { example: 'high' })
  criticality!: Known['allergies'][number]['criticality'];

  @TextField({ max: 1000, optional: true, example: 'hives' })
  reaction!: string | null;
}

@ApiSchema({ name: 'SummaryAllergies' })
export class SummaryAllergiesDto {
  @EnumField(ALLERGY_ANSWERS, {
    example: 'none-known',
    description: '`not-asked`: no active allergy is on record, and that none are known has not been said since',
  })
  answer!: Known['answer'];

  @ObjectArrayField(() => SummaryAllergyDto, { max: MOST, description: 'active ones, of high criticality first' })
  items!: readonly SummaryAllergyDto[];

  @InstantField({ optional: true, description: 'when the list was confirmed, or that none are known' })
  reviewedAt!: string | null;

  @TextField({ max: 200, optional: true, example: 'Nuria Ruiz', description: 'who wrote that down' })
  reviewedBy!: string | null;

  @TextField({ max: 1000, optional: true, example: 'asked her and her daughter' })
  reviewNote!: string | null;

  static from({ answer, allergies, review, reviewedBy }: Known): SummaryAllergiesDto {
    return {
      answer,
      items: allergies.map(({ substance, atcCode, type, criticality, reaction }) => {
        return { substance, atcCode, type, criticality, reaction };
      }),
      reviewedAt: review?.reviewedAt ?? null,
      reviewedBy,
      reviewNote: review?.note ?? null,
    };
  }
}

@ApiSchema({ name: 'SummaryCondition' })
export class SummaryConditionDto {
  @TextField({ max: 500, example: 'Type 2 diabetes mellitus' })
  text!: string;

  @TextField({ max: 50, optional: true, example: 'E11' })
  code!: string | null;

  @TextField({ max: 100, optional: true, example: 'ICD-10' })
  codeSystem!: string | null;

  @LocalDateField({ optional: true, example: '2009-05-02' })
  onsetOn!: string | null;

  static from(condition: NonNullable<Summary['conditions']>[number]): SummaryConditionDto {
    const { text, code, codeSystem, onsetOn } = condition;
    return { text, code, codeSystem, onsetOn };
  }
}

@ApiSchema({ name: 'SummaryLastGiven' })
class SummaryLastGivenDto {
  @InstantField({ example: '2026-11-24T07:05:00.000Z' })
  at!: string;

  @TextField({ max: 50, example: 'given' })
  outcome!: string;

  @DecimalField({ optional: true, example: 1 })
  quantity!: number | null;

  @TextField({ max: 50, example: 'tablet' })
  unit!: string;
}

@ApiSchema({ name: 'SummaryAsNeeded' })
class SummaryAsNeededDto {
  @TextField({ max: 500, example: 'pain' })
  reason!: string;

  @IntegerField({ min: 0, max: 1_000_000, example: 240 })
  minIntervalMinutes!: number;

  @IntegerField({ min: 1, max: 1000, example: 4 })
  maxDosesPer24h!: number;

  @DecimalField({ optional: true, example: 4, description: 'in the unit of the dose' })
  maxQuantityPer24h!: number | null;
}

@ApiSchema({ name: 'SummaryMedicine' })
export class SummaryMedicineDto {
  @IdField()
  prescriptionId!: string;

  @TextField({ max: 500, example: 'Metformin 850 mg tablets' })
  name!: string;

  @TextField({ max: 2000, example: 'metformin' })
  activeSubstance!: string;

  @TextField({ max: 7, optional: true, example: 'A10BA02' })
  atcCode!: string | null;

  @TextField({ max: 200, optional: true, example: '850 mg' })
  strength!: string | null;

  @TextField({ max: 200, optional: true, example: 'tablet' })
  form!: string | null;

  @DecimalField({ example: 1, description: 'how much is given at once' })
  doseQuantity!: number;

  @TextField({ max: 50, example: 'tablet' })
  doseUnit!: string;

  @TextField({ max: 50, example: 'oral' })
  route!: string;

  @ObjectField(() => LabelDto, { example: { en: 'every day at 08:00, 20:00', es: 'cada día a las 08:00, 20:00' } })
  schedule!: LabelDto;

  @ObjectField(() => SummaryAsNeededDto, { optional: true, description: 'null: given by the clock' })
  asNeeded!: SummaryAsNeededDto | null;

  @TextField({ max: 500, optional: true, example: 'type 2 diabetes' })
  indication!: string | null;

  @TextField({ max: 2000, optional: true, example: 'with food' })
  instructions!: string | null;

  @LocalDateField({ example: '2026-11-01' })
  startsOn!: string;

  @LocalDateField({ optional: true, example: null, description: 'the last day' })
  endsOn!: string | null;

  @TextField({ max: 200, example: 'Dr. Gil' })
  prescriber!: string;

  @EnumArrayField(ROUND_FLAGS, { example: ['high-risk'] })
  flags!: Medicine['flags'];

  @InstantField({ optional: true, example: null, description: 'since when it is not given; null: it is' })
  suspendedSince!: string | null;

  @TextField({ max: 1000, optional: true, example: null })
  suspendedBecause!: string | null;

  @ObjectField(() => SummaryLastGivenDto, { optional: true, description: 'the last dose taken; null: none recorded' })
  lastGiven!: SummaryLastGivenDto | null;

  static from({ prescriptionId, medication, terms, ...more }: Medicine): SummaryMedicineDto {
    const { name, activeSubstance, atcCode, strength, form } = medication;
    const { dose, route, schedule, indication, instructions, startsOn, endsOn, prescriber } = terms;
    return {
      prescriptionId,
      ...{ name, activeSubstance, atcCode, strength, form },
      doseQuantity: toDecimal(dose.quantity),
      doseUnit: dose.unit,
      route,
      schedule: { ...more.scheduleText },
      asNeeded: schedule.kind === 'as-needed' ? limitsOf(schedule) : null,
      ...{ indication, instructions, startsOn, endsOn, prescriber },
      flags: more.flags,
      suspendedSince: more.suspended?.since ?? null,
      suspendedBecause: more.suspended?.reason ?? null,
      lastGiven: more.lastGiven === null ? null : lastDose(more.lastGiven),
    };
  }
}

function limitsOf(schedule: Extract<Medicine['terms']['schedule'], { kind: 'as-needed' }>): SummaryAsNeededDto {
  const { reason, minIntervalMinutes, maxDosesPer24h, maxQuantityPer24h } = schedule;
  return { reason, minIntervalMinutes, maxDosesPer24h, maxQuantityPer24h: decimal(maxQuantityPer24h) };
}

function lastDose({
  administeredAt,
  outcome,
  quantity,
  unit,
}: NonNullable<Medicine['lastGiven']>): SummaryLastGivenDto {
  return { at: administeredAt, outcome, quantity: decimal(quantity), unit };
}

function decimal(quantity: Quantity | null): number | null {
  return quantity === null ? null : toDecimal(quantity);
}
