import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import {
  BooleanField,
  DecimalField,
  EnumField,
  IntegerField,
  ObjectArrayField,
  ObjectField,
  TextField,
} from '#platform/http';
import type { ChoiceValue, Instrument, InstrumentItem } from '../domain/instruments/instrument.js';
import { LabelDto } from './label.dto.js';

const CHOICE_VALUE = { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] };

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
    description: 'one of `choices` with its score; one of `choices` without; or a number',
  })
  kind!: InstrumentItem['kind'];

  @TextField({ max: 100, example: 'respiratoryRate', description: 'the name of its answer' })
  id!: string;

  @ObjectField(() => LabelDto)
  label!: LabelDto;

  @ObjectArrayField(() => ChoiceDto, { max: 50, description: 'empty for a measured number' })
  choices!: ChoiceDto[];

  @TextField({ max: 20, optional: true, example: '/min', description: 'UCUM, of a measured number' })
  unit!: string | null;

  @IntegerField({ min: 0, max: 6, optional: true, example: 0, description: 'decimal places of a measured number' })
  decimals!: number | null;

  @ObjectField(() => BoundsDto, { optional: true, description: 'a measured number outside of it is refused' })
  possible!: BoundsDto | null;

  @ObjectArrayField(() => ScoreRangeDto, { max: 100, description: 'how a measured number is scored' })
  ranges!: ScoreRangeDto[];

  static from(item: InstrumentItem): InstrumentItemDto {
    const { kind, id, label } = item;
    const none = { choices: [], unit: null, decimals: null, possible: null, ranges: [] };
    switch (item.kind) {
      case 'choice':
        return { ...none, kind, id, label, choices: [...item.choices] };
      case 'selector':
        return { ...none, kind, id, label, choices: item.choices.map((choice) => ({ ...choice, score: null })) };
      case 'measure': {
        const ranges = item.ranges.map(({ from = null, to = null, when = {}, score }) => ({ from, to, when, score }));
        const {
          unit,
          decimals,
          possible: { low, high },
        } = item;
        return { ...none, kind, id, label, unit, decimals, possible: { low, high }, ranges };
      }
    }
  }
}

@ApiSchema({ name: 'IncompleteMeaning' })
export class IncompleteDto {
  @ObjectField(() => LabelDto)
  label!: LabelDto;

  @ObjectField(() => LabelDto)
  advice!: LabelDto;
}

class MeaningDto extends IncompleteDto {
  @TextField({ max: 50, example: 'high' })
  band!: string;

  @IntegerField({ min: 0, max: 100, example: 4, description: 'of several meanings that apply, the greatest wins' })
  severity!: number;
}

@ApiSchema({ name: 'InstrumentBand', description: 'the meaning of a total; both ends belong to it' })
export class BandDto extends MeaningDto {
  @IntegerField({ min: 0, max: 1000, example: 7 })
  from!: number;

  @IntegerField({ min: 0, max: 1000, example: 20 })
  to!: number;
}

@ApiSchema({ name: 'SingleItemMeaning', description: 'the meaning of any one item with at least this score' })
export class SingleItemDto extends MeaningDto {
  @IntegerField({ min: 0, max: 1000, example: 3 })
  score!: number;
}

@ApiSchema({ name: 'AssessmentInstrument' })
export class InstrumentDto {
  @TextField({ max: 50, example: 'news2' })
  code!: string;

  @TextField({ max: 50, example: '2017.1', description: 'kept with each assessment; history is not rescored' })
  version!: string;

  @ObjectField(() => LabelDto)
  display!: LabelDto;

  @ObjectArrayField(() => InstrumentItemDto, { max: 100 })
  items!: InstrumentItemDto[];

  @ObjectArrayField(() => BandDto, { max: 50 })
  bands!: BandDto[];

  @ObjectField(() => SingleItemDto, { optional: true })
  singleItem!: SingleItemDto | null;

  @ObjectField(() => IncompleteDto, { description: 'while items are missing' })
  incomplete!: IncompleteDto;

  @TextField({
    max: 1000,
    example: 'Royal College of Physicians. National Early Warning Score (NEWS) 2. London: RCP, 2017.',
  })
  source!: string;

  @TextField({ max: 1000, example: 'Reproduction encouraged with acknowledgement.' })
  licence!: string;

  @BooleanField({ example: true, description: 'false: the home has to state first that it holds the licence' })
  enabledByDefault!: boolean;

  static from({ items, bands, singleItem, ...instrument }: Instrument): InstrumentDto {
    return {
      ...instrument,
      items: items.map((item) => InstrumentItemDto.from(item)),
      bands: [...bands],
      singleItem: singleItem ?? null,
    };
  }
}
