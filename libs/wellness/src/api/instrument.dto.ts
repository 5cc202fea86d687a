import { ApiProperty, ApiSchema } from '#platform/dto';
import { BooleanField, IntegerField, ObjectArrayField, ObjectField, TextField } from '#platform/http';
import type { OfferedInstrument } from '../app/read-registry.service.js';
import type { Conditions } from '../domain/instruments/instrument.js';
import { CHOICE_VALUE, InstrumentItemDto } from './instrument-item.dto.js';
import { LabelDto } from './label.dto.js';

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

@ApiSchema({ name: 'InstrumentPrompt', description: 'what single answers ask for beside the total' })
export class PromptDto {
  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: CHOICE_VALUE },
    example: [{ hopeless: true }],
    description: 'any one of these sets of answers is enough',
  })
  anyOf!: Conditions[];

  @ObjectField(() => LabelDto)
  advice!: LabelDto;
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

  @ObjectArrayField(() => PromptDto, { max: 50, description: 'each that applies is added to the advice of the band' })
  prompts!: PromptDto[];

  @IntegerField({
    min: 0,
    max: 100,
    example: 0,
    description: 'how many items may be blank for a prorated total; with more blank there is none',
  })
  proratedBlanks!: number;

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

  @BooleanField({ example: true, description: 'whether this home may assess with it now' })
  enabled!: boolean;

  static from(offered: OfferedInstrument): InstrumentDto {
    const { items, bands, singleItem = null, prompts = [], proratedBlanks = 0, ...instrument } = offered;
    return {
      ...instrument,
      items: items.map((item) => InstrumentItemDto.from(item)),
      bands: [...bands],
      singleItem,
      prompts: prompts.map(({ anyOf, advice }) => ({ anyOf: [...anyOf], advice })),
      proratedBlanks,
    };
  }
}
