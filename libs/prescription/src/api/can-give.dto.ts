import { ApiProperty, ApiSchema } from '#platform/dto';
import {
  BooleanField,
  EnumField,
  Fault,
  field,
  InstantField,
  ObjectArrayField,
  readQuantity,
  TextField,
} from '#platform/http';
import { MAX_QUANTITY, type Quantity } from '#platform/kernel';
import type { Instant } from '#platform/time';
import type { CanGive } from '../domain/can-give.js';
import type { Check } from '../domain/check.js';

const readDecimal = readQuantity({ min: 0, max: MAX_QUANTITY });
const DECIMAL = /^\d{1,10}(\.\d{1,6})?$/;

export class CanGiveQueryDto {
  @InstantField({ optional: true, description: 'default now' })
  at?: Instant;

  @field<Quantity>(
    (value) =>
      typeof value === 'string' && DECIMAL.test(value)
        ? readDecimal(Number(value))
        : new Fault('wrong-type', 'must be a number with at most six decimal places'),
    { optional: true, description: 'in the unit of the dose; default the dose as prescribed' },
    { type: Number, minimum: 0, maximum: MAX_QUANTITY },
  )
  quantity?: Quantity;
}

@ApiSchema({ name: 'Check' })
export class CheckDto {
  @TextField({ max: 100, example: 'too-soon' })
  rule!: string;

  @EnumField(['pass', 'info', 'warn', 'block'], { example: 'block' })
  outcome!: Check['outcome'];

  @TextField({ max: 5000, example: 'At least 240 minutes between two doses of this substance.' })
  detail!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'what the rule looked at' })
  facts!: Record<string, unknown>;

  @InstantField({ optional: true, description: 'where it blocks for a time: the first instant at which it does not' })
  until!: Instant | null;

  static from({ rule, outcome, detail, facts, until }: Check): CheckDto {
    return { rule, outcome, detail, facts, until: until ?? null };
  }
}

@ApiSchema({ name: 'CanGive' })
export class CanGiveDto {
  @BooleanField({ example: false })
  allowed!: boolean;

  @InstantField({ optional: true, description: 'the first instant at which it is allowed, where waiting helps' })
  until!: Instant | null;

  @ObjectArrayField(() => CheckDto, { max: 100 })
  rules!: readonly CheckDto[];

  static from({ allowed, until, rules }: CanGive): CanGiveDto {
    return { allowed, until: until ?? null, rules: rules.map(CheckDto.from) };
  }
}
