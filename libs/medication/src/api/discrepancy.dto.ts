import { ApiSchema, IntersectionType } from '#platform/dto';
import { WitnessDto } from '#platform/access';
import {
  DecimalField,
  EnumField,
  IdField,
  InstantField,
  LocalDateField,
  ObjectField,
  PageQueryDto,
  StoredDto,
  TextField,
} from '#platform/http';
import { toDecimal, type Quantity } from '#platform/kernel';
import type { Instant, LocalDate } from '#platform/time';
import {
  differenceOf,
  DISCREPANCY_KINDS,
  DISCREPANCY_STATUSES,
  type Discrepancy,
  type DiscrepancyKind,
  type DiscrepancyStatus,
} from '../domain/discrepancy.js';

const MAX_WORDS = 2000;

@ApiSchema({ name: 'DiscrepancyExplanation' })
export class ExplanationDto {
  @TextField({ max: MAX_WORDS, example: 'A tablet was dropped at 20:00 and not written down.' })
  explanation!: string;
}

@ApiSchema({ name: 'DiscrepancyConclusion' })
export class ConclusionDto {
  @TextField({ max: MAX_WORDS, example: 'Nothing is missing; the team was reminded to record what is spoilt.' })
  conclusion!: string;

  @ObjectField(() => WitnessDto, { optional: true, description: 'needed for a medicine with `witnessRequired`' })
  witness?: WitnessDto | null;
}

@ApiSchema({ name: 'StockDiscrepancy' })
export class DiscrepancyDto extends IntersectionType(StoredDto) {
  @IdField()
  medicationId!: string;

  @IdField({ optional: true, description: "null: of the home's own stock" })
  residentId!: string | null;

  @TextField({ max: 100, optional: true })
  lot!: string | null;

  @LocalDateField({ optional: true })
  expiresOn!: LocalDate | null;

  @EnumField(DISCREPANCY_KINDS, {
    description:
      '`count`: another number was found; `short`: too little for a dose; `unit`: a dose that can not be counted',
  })
  kind!: DiscrepancyKind;

  @DecimalField({ optional: true, example: 28, description: "what should have been there, in the medicine's `unit`" })
  expected!: number | null;

  @DecimalField({ optional: true, example: 27, description: 'what was there' })
  found!: number | null;

  @DecimalField({ optional: true, example: -1, description: 'negative: missing' })
  difference!: number | null;

  @IdField({ optional: true, description: 'the count that found it' })
  movementId!: string | null;

  @IdField({ optional: true, description: 'the record of the dose that found it' })
  administrationId!: string | null;

  @EnumField(DISCREPANCY_STATUSES)
  status!: DiscrepancyStatus;

  @InstantField()
  openedAt!: Instant;

  @IdField()
  openedBy!: string;

  @TextField({ max: MAX_WORDS, optional: true })
  explanation!: string | null;

  @InstantField({ optional: true })
  explainedAt!: Instant | null;

  @IdField({ optional: true })
  explainedBy!: string | null;

  @TextField({ max: MAX_WORDS, optional: true, description: 'what came of it' })
  conclusion!: string | null;

  @InstantField({ optional: true })
  closedAt!: Instant | null;

  @IdField({ optional: true })
  closedBy!: string | null;

  @IdField({ optional: true, description: 'who was there when it was closed' })
  witnessedBy!: string | null;

  static from(discrepancy: Discrepancy): DiscrepancyDto {
    const { expected, found, ...rest } = discrepancy;
    return {
      ...rest,
      expected: decimalOf(expected),
      found: decimalOf(found),
      difference: decimalOf(differenceOf(discrepancy)),
    };
  }
}

export class DiscrepancyQueryDto extends PageQueryDto {
  @IdField({ optional: true })
  medicationId?: string;

  @IdField({ optional: true })
  residentId?: string;

  @EnumField(DISCREPANCY_STATUSES, { optional: true })
  status?: DiscrepancyStatus;
}

function decimalOf(value: Quantity | null): number | null {
  return value === null ? null : toDecimal(value);
}
