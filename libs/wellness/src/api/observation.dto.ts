import { ApiSchema } from '#platform/dto';
import { toDecimal } from '#platform/kernel';
import {
  BooleanField,
  EnumField,
  IdField,
  InstantField,
  PageQueryDto,
  patchOf,
  RangeEndQuery,
  StoredDto,
  TextField,
} from '#platform/http';
import type { Instant } from '#platform/time';
import { FACT_STATUSES } from '../domain/fact.js';
import type { Observation } from '../domain/observation.js';
import { OBSERVATION_TYPES } from '../domain/observation-types.js';
import { ComponentsField, MeasuredField, ValueField } from './measured.dto.js';

const TYPES = OBSERVATION_TYPES.map(({ code }) => code);

@ApiSchema({ name: 'NewObservation' })
export class NewObservationDto {
  @EnumField(TYPES, { example: 'body-temperature', enumName: 'ObservationTypeCode' })
  type!: string;

  @ValueField({
    optional: true,
    example: 100.4,
    description: 'a number, or a word of a coded type; not for blood pressure',
  })
  value?: number | string | null;

  @MeasuredField({ optional: true, description: 'blood pressure, with `diastolic`' })
  systolic?: number | null;

  @MeasuredField({ optional: true, description: 'blood pressure, with `systolic`' })
  diastolic?: number | null;

  @ComponentsField({ optional: true, description: 'instead of `systolic` and `diastolic`: the same by name' })
  components?: Readonly<Record<string, number>> | null;

  @TextField({
    max: 20,
    optional: true,
    example: '[degF]',
    description: "UCUM; one that the type takes, by default the type's own",
  })
  unit?: string | null;

  @InstantField({
    optional: true,
    example: '2026-11-24T08:30:00+01:00',
    description: 'when it was true of the person; default now, never in the future',
  })
  takenAt?: Instant | null;

  @TextField({ max: 200, optional: true, example: 'ear thermometer' })
  method?: string | null;

  @TextField({ max: 2000, optional: true, example: 'after a warm bath' })
  note?: string | null;

  @BooleanField({ defaulted: true, description: 'stands by a value that is unlikely', example: false })
  confirm?: boolean;
}

@ApiSchema({ name: 'ObservationCorrection' })
export class ObservationCorrectionDto extends patchOf(NewObservationDto) {
  @TextField({ max: 1000, example: 'a slip of the finger', description: 'why the record is wrong' })
  reason!: string;
}

@ApiSchema({ name: 'Observation' })
export class ObservationDto extends StoredDto {
  @IdField()
  residentId!: string;

  @EnumField(TYPES, { example: 'body-temperature', enumName: 'ObservationTypeCode' })
  type!: string;

  @ValueField({
    optional: true,
    example: 38,
    description: "a number in the type's own unit, or the word of a coded type; null for blood pressure",
  })
  value!: number | string | null;

  @TextField({
    max: 50,
    optional: true,
    example: null,
    description: 'the word: of a coded type, or `air` for no oxygen',
  })
  code!: string | null;

  @MeasuredField({ optional: true, example: null })
  systolic!: number | null;

  @MeasuredField({ optional: true, example: null })
  diastolic!: number | null;

  @ComponentsField({ optional: true, example: null, description: 'every part of a measurement of several' })
  components!: Readonly<Record<string, number>> | null;

  @TextField({ max: 20, optional: true, example: 'Cel', description: "UCUM, the type's own; null for a coded type" })
  unit!: string | null;

  @InstantField({ example: '2026-11-24T07:30:00.000Z' })
  takenAt!: string;

  @TextField({ max: 200, optional: true, example: 'ear thermometer' })
  method!: string | null;

  @TextField({ max: 2000, optional: true, example: 'after a warm bath' })
  note!: string | null;

  @IdField({ description: 'the user who entered it' })
  recordedBy!: string;

  @EnumField(FACT_STATUSES, { example: 'final' })
  status!: Observation['status'];

  @TextField({ max: 1000, optional: true, example: null, description: 'why it was entered in error' })
  statusReason!: string | null;

  @IdField({ optional: true, description: 'the user who marked it as entered in error' })
  markedBy!: string | null;

  @IdField({ optional: true, description: 'the right observation, where this one was corrected' })
  correctedBy!: string | null;

  /** By name: what JSON is made of fifty times is to be an object of one shape. */
  static from(observation: Observation): ObservationDto {
    const { value, code, components } = observation;
    const parts = components === null ? null : decimals(components);
    return {
      id: observation.id,
      version: observation.version,
      createdAt: observation.createdAt,
      updatedAt: observation.updatedAt,
      residentId: observation.residentId,
      recordedBy: observation.recordedBy,
      status: observation.status,
      statusReason: observation.statusReason,
      markedBy: observation.markedBy,
      correctedBy: observation.correctedBy,
      type: observation.type,
      value: value === null ? code : toDecimal(value),
      code,
      components: parts,
      unit: observation.unit,
      takenAt: observation.takenAt,
      method: observation.method,
      note: observation.note,
      systolic: parts?.['systolic'] ?? null,
      diastolic: parts?.['diastolic'] ?? null,
    };
  }
}

export class ObservationQueryDto extends PageQueryDto {
  @EnumField(TYPES, { optional: true, enumName: 'ObservationTypeCode' })
  type?: string;

  @RangeEndQuery()
  from?: string;

  @RangeEndQuery()
  to?: string;
}

@ApiSchema({ name: 'EnterInError' })
export class EnterInErrorDto {
  @TextField({ max: 1000, example: 'measured of her neighbour' })
  reason!: string;
}

function decimals(components: NonNullable<Observation['components']>): Record<string, number> {
  return Object.fromEntries(Object.entries(components).map(([code, value]) => [code, toDecimal(value)]));
}
