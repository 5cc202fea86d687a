import { ApiSchema, PickType } from '#platform/dto';
import {
  BooleanField,
  EnumField,
  Fault,
  field,
  IdField,
  InstantField,
  IntegerField,
  ObjectArrayField,
  ObjectField,
  PageQueryDto,
  patchOf,
  StoredDto,
  TextArrayField,
  TextField,
  type FieldOptions,
  type Read,
} from '#platform/http';
import type { Instant } from '#platform/time';
import type { Assessment } from '../domain/assessment.js';
import { FACT_STATUSES } from '../domain/fact.js';
import { INSTRUMENTS } from '../domain/instruments/instruments.js';
import { LabelDto } from './label.dto.js';

const CODES = INSTRUMENTS.map(({ code }) => code);
const MAX_ITEMS = 100;
const MAX_ANSWER = 200;
const MAX_IN_LIST = 50;
const A_DAY = 1440;
const EXAMPLE = {
  respiratoryRate: 22,
  oxygenSaturation: 95,
  oxygenScale: 1,
  supplementalOxygen: true,
  systolicBloodPressure: 105,
  heartRate: 95,
  consciousness: 'alert',
  temperature: 37.2,
};
const EXAMPLE_SCORES = {
  respiratoryRate: 2,
  oxygenSaturation: 1,
  supplementalOxygen: 2,
  systolicBloodPressure: 1,
  heartRate: 1,
  consciousness: 0,
  temperature: 0,
};

type Scalars = readonly unknown[];

/** An answer as the list that it may be. */
function each(answer: unknown): Scalars {
  return Array.isArray(answer) ? answer : [answer];
}

/** Taken as they come: the instrument judges each by its item. */
const readAnswers: Read<Assessment['answers']> = (value) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return new Fault('wrong-type', 'must be an object');
  }
  const entries = Object.entries(value);
  if (entries.length > MAX_ITEMS) return new Fault('too-long', `must have at most ${MAX_ITEMS} answers`);
  if (entries.some(([, answer]) => each(answer).length > MAX_IN_LIST)) {
    return new Fault('too-long', `must hold lists of at most ${MAX_IN_LIST}`);
  }
  const given = entries.flatMap(([, answer]) => each(answer));
  if (given.some((answer) => typeof answer === 'object' && answer !== null)) {
    return new Fault('wrong-type', 'must hold no object, and no list of anything but words, numbers, true and false');
  }
  const texts = [...entries.map(([id]) => id), ...given.map(String)];
  return texts.every((text) => text.length <= MAX_ANSWER)
    ? (value as Assessment['answers'])
    : new Fault('too-long', 'must hold short answers only');
};

const SCALARS = [{ type: 'string', maxLength: MAX_ANSWER }, { type: 'boolean' }];
const LIST = { type: 'array', items: { oneOf: [{ type: 'number' }, ...SCALARS] }, maxItems: MAX_IN_LIST };

function AnswersField(options: FieldOptions): PropertyDecorator {
  return field(readAnswers, options, {
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'number', nullable: true }, ...SCALARS, LIST] },
  });
}

@ApiSchema({ name: 'FromObservations' })
export class FromObservationsDto {
  @IntegerField({
    min: 1,
    max: A_DAY,
    defaulted: true,
    example: 60,
    description: 'minutes; an older reading answers nothing; default 60',
  })
  maxAgeMinutes: number = 60;
}

@ApiSchema({ name: 'DerivedFrom', description: 'a reading that answered an item' })
export class DerivedFromDto {
  @TextField({ max: 100, example: 'heartRate' })
  item!: string;

  @IdField()
  observationId!: string;

  @InstantField({ example: '2026-11-24T07:20:00.000Z' })
  takenAt!: string;

  @IntegerField({ min: 0, max: A_DAY, example: 10, description: 'how old it was when the assessment was made' })
  ageMinutes!: number;
}

@ApiSchema({ name: 'NewAssessment' })
export class NewAssessmentDto {
  @EnumField(CODES, { example: 'news2', enumName: 'InstrumentCode' })
  instrument!: string;

  @AnswersField({
    example: EXAMPLE,
    description:
      'by item: the value of a choice, a list of them where the item `repeats`, or a number where it has `ranges`; what is null or absent is missing',
  })
  answers!: Assessment['answers'];

  @ObjectField(() => FromObservationsDto, {
    optional: true,
    description: 'the latest readings, up to `assessedAt`, answer what `answers` leaves open',
  })
  fromObservations?: FromObservationsDto | null;

  @InstantField({
    optional: true,
    example: '2026-11-24T08:30:00+01:00',
    description: 'when it was true of the person; default now, never in the future',
  })
  assessedAt?: Instant | null;
}

@ApiSchema({ name: 'AssessmentCorrection' })
export class AssessmentCorrectionDto extends patchOf(PickType(NewAssessmentDto, ['answers', 'assessedAt'])) {
  @TextField({ max: 1000, example: 'of the day before', description: 'why the record is wrong' })
  reason!: string;
}

@ApiSchema({ name: 'Assessment' })
export class AssessmentDto extends StoredDto {
  @IdField()
  residentId!: string;

  @EnumField(CODES, { example: 'news2', enumName: 'InstrumentCode' })
  instrument!: string;

  @TextField({ max: 50, example: '2017.1', description: 'the version of the instrument that scored it' })
  instrumentVersion!: string;

  @AnswersField({ example: EXAMPLE, description: 'as they were sent, and what readings answered beside them' })
  answers!: Assessment['answers'];

  @ObjectArrayField(() => DerivedFromDto, { max: MAX_ITEMS, example: [], description: 'the readings that answered' })
  derivedFrom!: DerivedFromDto[];

  @field(
    () => new Fault('read-only', 'is computed'),
    { example: EXAMPLE_SCORES },
    {
      type: 'object',
      additionalProperties: { type: 'integer' },
    },
  )
  itemScores!: Assessment['itemScores'];

  @IntegerField({ min: 0, max: 1000, optional: true, example: 7, description: 'null while it is incomplete' })
  score!: number | null;

  @IntegerField({
    min: 0,
    max: 1000,
    optional: true,
    example: null,
    description: 'the sum of what was answered, where an item is missing',
  })
  partialScore!: number | null;

  @BooleanField({ example: true, description: 'nothing is missing' })
  complete!: boolean;

  @BooleanField({ example: false, description: 'the score stands for items that were left blank, too' })
  prorated!: boolean;

  @TextArrayField({
    max: MAX_ITEMS,
    itemMax: 100,
    example: [],
    description: 'items that are to be answered for a total',
  })
  missing!: string[];

  @TextField({ max: 50, example: 'high', description: 'a band of the instrument, or `incomplete`' })
  band!: string;

  @ObjectField(() => LabelDto)
  label!: LabelDto;

  @ObjectField(() => LabelDto, {
    description: 'what the instrument asks to be done; the plan agreed for the person comes before it',
  })
  advice!: LabelDto;

  @InstantField({ example: '2026-11-24T07:30:00.000Z' })
  assessedAt!: string;

  @IdField({ description: 'the user who entered it' })
  recordedBy!: string;

  @EnumField(FACT_STATUSES, { example: 'final' })
  status!: Assessment['status'];

  @TextField({ max: 1000, optional: true, example: null, description: 'why it was entered in error' })
  statusReason!: string | null;

  @IdField({ optional: true, description: 'the user who marked it as entered in error' })
  markedBy!: string | null;

  @IdField({ optional: true, description: 'the right assessment, where this one was corrected' })
  correctedBy!: string | null;

  static from(assessment: Assessment): AssessmentDto {
    return { ...assessment, missing: [...assessment.missing], derivedFrom: [...assessment.derivedFrom] };
  }
}

export class AssessmentQueryDto extends PageQueryDto {
  @EnumField(CODES, { optional: true, enumName: 'InstrumentCode' })
  instrument?: string;
}
