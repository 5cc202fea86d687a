import { ApiProperty, ApiSchema } from '#platform/dto';
import {
  BooleanField,
  DecimalField,
  EnumField,
  IntegerField,
  ObjectArrayField,
  ObjectField,
  TextField,
} from '#platform/http';
import type { ChoiceItem, ChoiceValue, InstrumentItem, Measure, ScoreRange } from '../domain/instruments/instrument.js';
import { LabelDto } from './label.dto.js';

const NUMBER_OR_BOOLEAN = [{ type: 'number' }, { type: 'boolean' }];
export const CHOICE_VALUE = { oneOf: [{ type: 'string' }, ...NUMBER_OR_BOOLEAN] };
/** OpenAPI 3.0 allows `nullable` only beside a type. */
const CHOICE_VALUE_OR_NULL = { oneOf: [{ type: 'string', nullable: true }, ...NUMBER_OR_BOOLEAN] };

@ApiSchema({ name: 'InstrumentChoice' })
export class ChoiceDto {
  @ApiProperty({ ...CHOICE_VALUE, example: 'alert', description: 'what is sent as the answer' })
  value!: ChoiceValue;

  @ObjectField(() => LabelDto)
  label!: LabelDto;

  @IntegerField({
    min: 0,
    max: 1000,
    optional: true,
    example: 0,
    description: 'null where it only decides how another item is scored',
  })
  score!: number | null;

  @ApiProperty({
    type: 'array',
    items: CHOICE_VALUE,
    example: [],
    description: "where several may apply: what can't be true beside it",
  })
  excludes!: readonly ChoiceValue[];
}

@ApiSchema({ name: 'InstrumentScoreRange', description: 'both ends belong to it; the first that fits wins' })
export class ScoreRangeDto {
  @DecimalField({ optional: true, example: 21, description: 'null: open' })
  from!: number | null;

  @DecimalField({ optional: true, example: 24, description: 'null: open' })
  to!: number | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: CHOICE_VALUE,
    example: {},
    description: 'holds only with these answers to other items',
  })
  when!: Readonly<Record<string, ChoiceValue>>;

  @ApiProperty({ ...CHOICE_VALUE_OR_NULL, example: null, description: 'the choice that it amounts to, if any' })
  value!: ChoiceValue | null;

  @IntegerField({ min: 0, max: 1000, example: 2 })
  score!: number;
}

@ApiSchema({ name: 'InstrumentBounds' })
export class BoundsDto {
  @DecimalField({ example: 1 })
  low!: number;

  @DecimalField({ example: 100 })
  high!: number;
}

@ApiSchema({ name: 'InstrumentItem' })
export class InstrumentItemDto {
  @EnumField(['choice', 'selector', 'measure'], {
    example: 'measure',
    description: '`choices` with their scores; `choices` without; or a number',
  })
  kind!: InstrumentItem['kind'];

  @TextField({ max: 100, example: 'respiratoryRate', description: 'the name of its answer' })
  id!: string;

  @ObjectField(() => LabelDto)
  label!: LabelDto;

  @ObjectArrayField(() => ChoiceDto, { max: 50, description: 'empty for a number alone' })
  choices!: ChoiceDto[];

  @BooleanField({ example: false, description: 'a list of choices may be sent, and their scores are added' })
  repeats!: boolean;

  @IntegerField({ min: 0, max: 1000, optional: true, example: null, description: 'the most that they add up to' })
  cap!: number | null;

  @BooleanField({ example: true, description: 'false: there is a total without it' })
  required!: boolean;

  @TextField({
    max: 100,
    optional: true,
    example: null,
    description: 'the item in whose place it counts, while that one is not answered',
  })
  insteadOf!: string | null;

  @TextField({
    max: 50,
    optional: true,
    example: 'respiratory-rate',
    description: 'the observation type whose latest reading may answer it',
  })
  observationType!: string | null;

  @TextField({ max: 20, optional: true, example: '/min', description: 'UCUM, where a number may be sent' })
  unit!: string | null;

  @IntegerField({ min: 0, max: 6, optional: true, example: 0, description: 'decimal places of that number' })
  decimals!: number | null;

  @ObjectField(() => BoundsDto, { optional: true, description: 'a number outside of it is refused' })
  possible!: BoundsDto | null;

  @ObjectArrayField(() => ScoreRangeDto, {
    max: 100,
    description: 'how a number is scored; empty where none may be sent',
  })
  ranges!: ScoreRangeDto[];

  static from(item: InstrumentItem): InstrumentItemDto {
    const { kind, id, label } = item;
    const described = { ...NOTHING, kind, id, label };
    switch (item.kind) {
      case 'choice':
        return { ...described, ...choiceOf(item) };
      case 'selector': {
        const choices = item.choices.map((choice) => ({ ...choice, score: null, excludes: [] }));
        return { ...described, choices, required: item.optional !== true };
      }
      case 'measure':
        return { ...described, ...measureOf(item), observationType: item.observed?.type ?? null };
    }
  }
}

/** What an item may have, and most don't. */
const NOTHING: Omit<InstrumentItemDto, 'kind' | 'id' | 'label'> = {
  choices: [],
  repeats: false,
  cap: null,
  required: true,
  insteadOf: null,
  observationType: null,
  unit: null,
  decimals: null,
  possible: null,
  ranges: [],
};

function choiceOf(item: ChoiceItem): Partial<InstrumentItemDto> {
  const { choices, repeats = false, cap = null, insteadOf = null, observed, measured } = item;
  return {
    choices: choices.map(({ excludes = [], ...choice }) => ({ ...choice, excludes })),
    repeats,
    cap,
    required: insteadOf === null,
    insteadOf,
    observationType: observed?.type ?? null,
    ...(measured === undefined ? {} : chosenBy(measured, choices)),
  };
}

/** A number that chooses scores what its choice scores. */
function chosenBy(
  { ranges, ...measure }: NonNullable<ChoiceItem['measured']>,
  choices: ChoiceItem['choices'],
): Partial<InstrumentItemDto> {
  const scored = ranges.flatMap((range) => {
    const choice = choices.find(({ value }) => value === range.value);
    return choice === undefined ? [] : [{ ...range, score: choice.score }];
  });
  return measureOf({ ...measure, ranges: scored });
}

function measureOf({
  unit,
  decimals,
  possible: { low, high },
  ranges,
}: Measure & {
  readonly ranges: readonly (ScoreRange & { readonly value?: ChoiceValue })[];
}): Partial<InstrumentItemDto> {
  const shown = ranges.map(({ from = null, to = null, when = {}, value = null, score }) => {
    return { from, to, when, value, score };
  });
  return { unit, decimals, possible: { low, high }, ranges: shown };
}
