import { ApiSchema } from '#platform/dto';
import {
  BooleanField,
  DecimalField,
  EnumField,
  IntegerField,
  ObjectArrayField,
  ObjectField,
  TextArrayField,
  TextField,
} from '#platform/http';
import type { CodedValue, ObservationType, Range, Ranges } from '../domain/observation-type.js';
import { LabelDto } from './label.dto.js';

@ApiSchema({ name: 'ValueRange', description: 'both ends belong to it' })
export class RangeDto {
  @DecimalField({ example: 34 })
  low!: number;

  @DecimalField({ example: 41 })
  high!: number;

  @TextField({ max: 300, example: 'general knowledge, configurable', description: 'where the numbers come from' })
  source!: string;
}

class RangesDto {
  @ObjectField(() => RangeDto, { optional: true, description: 'a value outside of it is refused' })
  possible!: Range | null;

  @ObjectField(() => RangeDto, { optional: true, description: 'a value outside of it needs `confirm: true`' })
  likely!: Range | null;

  @ObjectField(() => RangeDto, { optional: true, description: 'null where "normal" is each person\'s own' })
  normal!: Range | null;
}

@ApiSchema({ name: 'CodedValue' })
export class CodedValueDto {
  @TextField({ max: 50, example: 'alert' })
  code!: string;

  @ObjectField(() => LabelDto)
  display!: LabelDto;
}

@ApiSchema({ name: 'ObservationComponent' })
export class ComponentDto extends RangesDto {
  @TextField({ max: 50, example: 'systolic' })
  code!: string;

  @ObjectField(() => LabelDto)
  display!: LabelDto;

  @TextField({ max: 20, example: '8480-6' })
  loinc!: string;
}

@ApiSchema({ name: 'ObservationType' })
export class ObservationTypeDto extends RangesDto {
  @TextField({ max: 50, example: 'body-temperature' })
  code!: string;

  @ObjectField(() => LabelDto)
  display!: LabelDto;

  @TextField({ max: 20, optional: true, example: '8310-5', description: 'null where LOINC has no such code' })
  loinc!: string | null;

  @EnumField(['numeric', 'coded', 'components'], {
    example: 'numeric',
    description: 'a number, a word of `codes`, or a number for each of `components`',
  })
  kind!: ObservationType['kind'];

  @TextField({ max: 20, optional: true, example: 'Cel', description: 'UCUM: every value is kept in it' })
  unit!: string | null;

  @TextArrayField({ max: 20, itemMax: 20, example: ['[degF]'], description: 'UCUM: what else is taken, and converted' })
  otherUnits!: string[];

  @IntegerField({ min: 0, max: 6, optional: true, example: 1, description: 'decimal places that are kept' })
  decimals!: number | null;

  @BooleanField({ example: false, description: 'a fraction is refused instead of rounded' })
  wholeOnly!: boolean;

  @ObjectArrayField(() => CodedValueDto, { max: 50, description: 'words that `value` may be' })
  codes!: readonly CodedValue[];

  @ObjectArrayField(() => ComponentDto, { max: 10 })
  components!: ComponentDto[];

  static from(type: ObservationType): ObservationTypeDto {
    const { code, display, loinc, kind } = type;
    const scale = type.kind === 'coded' ? undefined : type.scale;
    return {
      code,
      display,
      loinc,
      kind,
      unit: scale?.unit ?? null,
      otherUnits: scale?.otherUnits.map(({ unit }) => unit) ?? [],
      decimals: scale?.decimals ?? null,
      wholeOnly: scale?.wholeOnly ?? false,
      ...rangesOf(type.kind === 'numeric' ? type : undefined),
      codes: codesOf(type),
      components: type.kind === 'components' ? type.components.map((part) => ({ ...part, ...rangesOf(part) })) : [],
    };
  }
}

function rangesOf(type: Ranges | undefined): Record<'possible' | 'likely' | 'normal', Range | null> {
  return { possible: type?.possible ?? null, likely: type?.likely ?? null, normal: type?.normal ?? null };
}

function codesOf(type: ObservationType): readonly CodedValue[] {
  if (type.kind === 'coded') return type.codes;
  return type.kind === 'numeric' && type.word !== undefined
    ? [{ code: type.word.code, display: type.word.display }]
    : [];
}
