import { ApiSchema } from '#platform/dto';
import { DecimalField, field, QuantityField, readParsed, TextArrayField, TextField } from '#platform/http';
import { toDecimal, type Quantity } from '#platform/kernel';
import { FIT_BOUNDS, type Excludes, type Requires } from '../domain/fit.js';
import { MAX_COST, parseCurrency, type Money } from '../domain/money.js';

@ApiSchema({ name: 'NewMoney' })
export class NewMoneyDto {
  @QuantityField({ max: MAX_COST, example: 3.5 })
  value!: Quantity;

  @field(
    readParsed(parseCurrency),
    { example: 'EUR', description: 'ISO 4217' },
    { type: String, minLength: 3, maxLength: 3, pattern: '^[A-Z]{3}$' },
  )
  currency!: string;
}

@ApiSchema({ name: 'Money' })
export class MoneyDto {
  @DecimalField({ example: 3.5 })
  value!: number;

  @TextField({ max: 3, example: 'EUR', description: 'ISO 4217' })
  currency!: string;

  static from({ value, currency }: Money): MoneyDto {
    return { value: toDecimal(value), currency };
  }
}

const LIST = { max: FIT_BOUNDS.texts, itemMax: FIT_BOUNDS.text, optional: true } as const;

@ApiSchema({ name: 'ActivityRequires' })
export class RequiresDto {
  @TextArrayField({
    ...LIST,
    example: ['walks alone', 'walks with a frame'],
    description: "the resident's `mobility` has to be one of these, accents and case aside",
  })
  mobility?: string[] | null;

  static from({ mobility }: Requires): RequiresDto {
    return { mobility: [...mobility] };
  }
}

@ApiSchema({ name: 'ActivityExcludes' })
export class ExcludesDto {
  @TextArrayField({ ...LIST, example: ['pureed'], description: "whole words of the resident's diet" })
  diets?: string[] | null;

  @TextArrayField({
    ...LIST,
    example: ['nuts'],
    description: 'whole words of the substance of an active allergy, or an ATC code that it has to do with',
  })
  allergies?: string[] | null;

  @TextArrayField({
    ...LIST,
    example: ['epilepsy', 'G40'],
    description: 'whole words of an active condition, or its code; `G40` means `G40.9` too',
  })
  conditions?: string[] | null;

  static from({ diets, allergies, conditions }: Excludes): ExcludesDto {
    return { diets: [...diets], allergies: [...allergies], conditions: [...conditions] };
  }
}
