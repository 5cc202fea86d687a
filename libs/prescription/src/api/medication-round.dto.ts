import { ApiExtraModels, ApiProperty, ApiSchema, getSchemaPath } from '#platform/dto';
import {
  BooleanField,
  EnumArrayField,
  EnumField,
  field,
  IdField,
  InstantField,
  IntegerField,
  ObjectArrayField,
  ObjectField,
  problemBody,
  ProblemDto,
  RangeEndQuery,
  readArray,
  readDto,
  TextField,
} from '#platform/http';
import { DomainError, InvalidFieldsError } from '#platform/kernel';
import type { Instant } from '#platform/time';
import { mapInTurns } from '#platform/turns';
import {
  type AsNeededLine,
  type MedicationRound,
  type RoundItem,
  type RoundLine,
} from '../app/medication-round.service.js';
import { ROUND_FLAGS, type RoundFlag } from '../domain/flags.js';
import type { RecordCommand, Recorded } from '../domain/record-command.js';
import { DOSE_STATES, type DoseState } from '../domain/dose-window.js';
import { AdministrationDto, NewAdministrationDto } from './administration.dto.js';
import { DoseDto } from './schedule.dto.js';

const MAX_LINES = 1_000_000;
const MAX_RECORDS = 200;

@ApiSchema({ name: 'RoundBed' })
export class RoundBedDto {
  @IdField()
  id!: string;

  @TextField({ max: 100, example: 'A' })
  name!: string;

  @IdField()
  roomId!: string;

  @TextField({ max: 100, example: '101' })
  roomName!: string;

  @TextField({ max: 100, example: 'Ground floor' })
  unit!: string;
}

@ApiSchema({ name: 'RoundMedication' })
export class RoundMedicationDto {
  @IdField()
  id!: string;

  @TextField({ max: 500, example: 'Metformin 850 mg tablets' })
  name!: string;

  @TextField({ max: 200, optional: true, example: '850 mg' })
  strength!: string | null;

  @TextField({ max: 200, optional: true, example: 'tablet' })
  form!: string | null;
}

@ApiSchema({ name: 'RoundAllergy' })
class RoundAllergyDto {
  @IdField()
  id!: string;

  @TextField({ max: 300, example: 'penicillin' })
  substance!: string;

  @EnumField(['allergy', 'intolerance'])
  type!: string;

  @EnumField(['low', 'high', 'unable-to-assess'])
  criticality!: string;

  @TextField({ max: 1000, optional: true, example: 'rash' })
  reaction!: string | null;
}

@ApiSchema({ name: 'DoseWindow' })
class DoseWindowDto {
  @InstantField()
  opensAt!: Instant;

  @InstantField()
  overdueAt!: Instant;

  @InstantField()
  missedAt!: Instant;
}

class RoundLineDto {
  @IdField()
  prescriptionId!: string;

  @IdField()
  residentId!: string;

  @TextField({ max: 402, example: 'Ortega Núñez, Carmen' })
  residentName!: string;

  @ObjectField(() => RoundBedDto, { optional: true })
  bed!: RoundBedDto | null;

  @ObjectField(() => RoundMedicationDto)
  medication!: RoundMedicationDto;

  @ObjectField(() => DoseDto)
  dose!: DoseDto;

  @TextField({ max: 50, example: 'oral' })
  route!: string;

  @EnumArrayField(ROUND_FLAGS, { example: ['time-critical'] })
  flags!: readonly RoundFlag[];

  @ObjectArrayField(() => RoundAllergyDto, { max: 1000, description: "all of the resident's that are active" })
  allergies!: readonly RoundAllergyDto[];
}

/** The fields of a line, as a plain object. */
type LineFields = { readonly [K in keyof RoundLineDto]: RoundLineDto[K] };

@ApiSchema({ name: 'RoundItem' })
export class RoundItemDto extends RoundLineDto {
  @InstantField()
  scheduledFor!: Instant;

  @EnumField(DOSE_STATES, { example: 'due', description: "the clock's, or the outcome recorded" })
  state!: DoseState;

  @ObjectField(() => DoseWindowDto)
  window!: DoseWindowDto;

  @ObjectField(() => AdministrationDto, { optional: true })
  administration!: AdministrationDto | null;

  @InstantField({ optional: true, description: 'when a dose of this prescription was last taken, as of now' })
  lastGivenAt!: Instant | null;

  static from(item: RoundItem): RoundItemDto {
    const { scheduledFor, state, administration, lastGivenAt } = item;
    const { opensAt, overdueAt, missedAt } = item.window;
    return Object.assign(lineOf(item), {
      scheduledFor,
      state,
      window: { opensAt, overdueAt, missedAt },
      administration: administration === null ? null : AdministrationDto.from(administration),
      lastGivenAt,
    });
  }
}

@ApiSchema({ name: 'AsNeededLine' })
export class AsNeededLineDto extends RoundLineDto {
  @BooleanField({ example: true, description: 'now' })
  canGive!: boolean;

  @InstantField({ optional: true, description: 'the first instant at which it can be given, where waiting helps' })
  until!: Instant | null;

  @InstantField({ optional: true, description: 'the last dose of this prescription or of the same substance' })
  lastGivenAt!: Instant | null;

  static from(line: AsNeededLine): AsNeededLineDto {
    const { canGive, until, lastGivenAt } = line;
    return Object.assign(lineOf(line), { canGive, until, lastGivenAt });
  }
}

@ApiSchema({ name: 'MedicationRound' })
export class MedicationRoundDto {
  @ObjectArrayField(() => RoundItemDto, { max: MAX_LINES, description: 'by time, then bed' })
  items!: readonly RoundItemDto[];

  @ObjectArrayField(() => AsNeededLineDto, {
    max: MAX_LINES,
    description: 'what is active and given when needed, by bed',
  })
  asNeeded!: readonly AsNeededLineDto[];

  /** In turns: it may have thousands of items. */
  static async from({ items, asNeeded }: MedicationRound): Promise<MedicationRoundDto> {
    return {
      items: await mapInTurns(items, RoundItemDto.from),
      asNeeded: await mapInTurns(asNeeded, AsNeededLineDto.from),
    };
  }
}

export class MedicationRoundQueryDto {
  @RangeEndQuery({
    description:
      'An instant, or a local date that means its whole day. Without either end the round is that of today; with one, of one ' +
      'day. At most two days.',
  })
  from?: string;

  @RangeEndQuery()
  to?: string;

  @TextField({ max: 100, optional: true, example: 'Ground floor' })
  unit?: string;

  @IdField({ optional: true })
  residentId?: string;
}

@ApiSchema({ name: 'RoundRecord' })
export class RoundRecordDto extends NewAdministrationDto {
  @IdField({ example: '0199b1d0-7c00-7000-8000-000000000003' })
  prescriptionId!: string;
}

@ApiSchema({ name: 'RoundRecords' })
@ApiExtraModels(RoundRecordDto)
export class RoundRecordsDto {
  @field(
    readArray<unknown>((item) => item, { min: 1, max: MAX_RECORDS }),
    {},
    { type: 'array', items: { $ref: getSchemaPath(RoundRecordDto) }, minItems: 1, maxItems: MAX_RECORDS },
  )
  items!: readonly unknown[];

  /** Each item as it can be recorded, or why it can't be read: a bad one doesn't stop the good ones. */
  static toCommands({ items }: RoundRecordsDto): readonly (RecordCommand | DomainError)[] {
    return items.map((item) => {
      const row = readDto(RoundRecordDto, item);
      if (!(row instanceof RoundRecordDto)) return new InvalidFieldsError(row);
      return NewAdministrationDto.toCommand(row.prescriptionId, row);
    });
  }
}

@ApiSchema({ name: 'RoundResult' })
@ApiExtraModels(ProblemDto)
class RoundResultDto {
  @IntegerField({ min: 0, max: MAX_RECORDS - 1, example: 0, description: 'of the item that was sent' })
  index!: number;

  @IntegerField({ min: 200, max: 599, example: 201, description: 'what the item alone would have been answered with' })
  status!: number;

  @IdField({ defaulted: true, description: 'of the new administration' })
  id?: string;

  @ApiProperty({ type: ProblemDto, required: false })
  problem?: Record<string, unknown>;
}

@ApiSchema({ name: 'RoundResults' })
export class RoundResultsDto {
  @ObjectArrayField(() => RoundResultDto, { max: MAX_RECORDS, description: 'one for each item, in order' })
  results!: readonly RoundResultDto[];

  static from(recorded: readonly Recorded[], path: string): RoundResultsDto {
    return {
      results: recorded.map((one, index) => {
        if (!(one instanceof DomainError)) return { index, status: 201, id: one.id };
        const problem = problemBody(one, path);
        return { index, status: Number(problem['status']), problem };
      }),
    };
  }
}

function lineOf(line: RoundLine): LineFields {
  const { prescriptionId, residentId, residentName, bed, medication, dose, route, flags, allergies } = line;
  const { id, name, strength, form } = medication;
  return {
    prescriptionId,
    residentId,
    residentName,
    bed,
    medication: { id, name, strength, form },
    dose: DoseDto.from(dose),
    route,
    flags,
    allergies: allergies.map((allergy) => ({
      id: allergy.id,
      substance: allergy.substance,
      type: allergy.type,
      criticality: allergy.criticality,
      reaction: allergy.reaction,
    })),
  };
}
