import { applyDecorators, type Type } from '@nestjs/common';
import { plainToInstance, Transform, Type as Nested } from 'class-transformer';
import {
  ApiProperty,
  IsOptional,
  ValidateBy,
  ValidateIf,
  ValidateNested,
  type ApiPropertyOptions,
} from '#platform/dto';
import { MAX_QUANTITY } from '#platform/kernel';
import {
  parseInstant,
  parseLocalDate,
  parseLocalDateTime,
  parseLocalTime,
  parseRange,
  parseZone,
} from '#platform/time';
import { Fault, REQUIRED } from './fault.js';
import {
  checkSize,
  readArray,
  readBoolean,
  readBooleanText,
  readInteger,
  readIntegerText,
  readOneOf,
  readParsed,
  readQuantity,
  readQuantityText,
  readText,
  readWordList,
  type Read,
} from './read-value.js';

/** How OpenAPI says that a list is one parameter; the type of a property's options knows nothing of parameters. */
const COMMAS_BETWEEN: object = { style: 'form', explode: false };

/* One decorator per idea of a field: it validates, converts and documents. */

/** What every field can say of itself. */
export interface FieldOptions {
  readonly description?: string;
  /** Shown in the document's example request. */
  readonly example?: unknown;
  /** May be absent or null; null clears it in a PATCH. Answers carry null for a field without a value. */
  readonly optional?: boolean;
  /** May be absent, and then has a default; never null. */
  readonly defaulted?: boolean;
}

/** A line or a paragraph of text. */
export function TextField(
  options: FieldOptions & { min?: number; max: number; pattern?: RegExp; form?: string },
): PropertyDecorator {
  return field(readText(options), options, {
    type: String,
    minLength: options.min ?? 1,
    maxLength: options.max,
    ...(options.pattern === undefined ? {} : { pattern: options.pattern.source }),
  });
}

/** One word of a closed list. */
export function EnumField(
  values: readonly string[],
  options: FieldOptions & { enumName?: string } = {},
): PropertyDecorator {
  return field(readOneOf(values), options, {
    enum: [...values],
    ...(options.enumName === undefined ? {} : { enumName: options.enumName }),
  });
}

export function IntegerField(options: FieldOptions & { min: number; max: number }): PropertyDecorator {
  return field(readInteger(options), options, { type: 'integer', minimum: options.min, maximum: options.max });
}

/** A whole number in the query string. */
export function IntegerQuery(
  options: FieldOptions & { min: number; max: number; default?: number },
): PropertyDecorator {
  return field(
    readIntegerText(options),
    { optional: true, ...options },
    {
      type: 'integer',
      minimum: options.min,
      maximum: options.max,
      ...(options.default === undefined ? {} : { default: options.default }),
    },
  );
}

/** An exact decimal with at most six places; the property is a `Quantity`. Default bounds: 0 to 10^9. */
export function QuantityField(options: FieldOptions & { min?: number; max?: number } = {}): PropertyDecorator {
  const bounds = { min: options.min ?? 0, max: options.max ?? MAX_QUANTITY };
  return field(readQuantity(bounds), options, { type: Number, minimum: bounds.min, maximum: bounds.max });
}

/** An exact decimal of 0 or more in the query string; the property is a `Quantity`. */
export function QuantityQuery(options: FieldOptions = {}): PropertyDecorator {
  const bounds = { min: 0, max: MAX_QUANTITY };
  const schema = { type: Number, minimum: bounds.min, maximum: bounds.max };
  return field(readQuantityText(bounds), { optional: true, ...options }, schema);
}

/** A decimal in an answer. */
export function DecimalField(options: FieldOptions = {}): PropertyDecorator {
  return document(options, { type: Number });
}

export function BooleanField(options: FieldOptions = {}): PropertyDecorator {
  return field(readBoolean, options, { type: Boolean });
}

/** `true` or `false` in the query string. */
export function BooleanQuery(options: FieldOptions = {}): PropertyDecorator {
  return field(readBooleanText, { optional: true, ...options }, { type: Boolean });
}

/** RFC 3339 with any offset; the property is an `Instant`. */
export function InstantField(options: FieldOptions = {}): PropertyDecorator {
  return field(readParsed(parseInstant), options, { type: String, format: 'date-time' });
}

/** `YYYY-MM-DD`; the property is a `LocalDate`. */
export function LocalDateField(options: FieldOptions = {}): PropertyDecorator {
  return field(readParsed(parseLocalDate), options, { type: String, format: 'date' });
}

/** `YYYY-MM-DDTHH:mm` on the home's wall clock; the property is a `LocalDateTime`. */
export function LocalDateTimeField(options: FieldOptions = {}): PropertyDecorator {
  return field(readParsed(parseLocalDateTime), options, {
    type: String,
    pattern: '^\\d{4}-\\d\\d-\\d\\dT([01]\\d|2[0-3]):[0-5]\\d$',
  });
}

/** `HH:mm` on the home's wall clock, several; the property is an array of `LocalTime`. */
export function LocalTimesField(options: FieldOptions & { min?: number; max: number }): PropertyDecorator {
  return field(readArray(readParsed(parseLocalTime), options), options, {
    type: 'array',
    items: { type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' },
    minItems: options.min ?? 0,
    maxItems: options.max,
  });
}

/** An end of a half-open range: an instant, or a local date that means its whole day. Kept as text for `parseRange`. */
export function RangeEndQuery(options: FieldOptions = {}): PropertyDecorator {
  const anyZone = parseZone('UTC');
  const read = readParsed((text) => {
    parseRange({ from: text }, anyZone);
    return text;
  });
  return field(
    read,
    { optional: true, ...options },
    {
      type: String,
      description: options.description ?? "an instant, or a local date that means its whole day in the home's zone",
    },
  );
}

/** A UUID of another resource. */
export function IdField(options: FieldOptions = {}): PropertyDecorator {
  const read = readText({ max: 36, pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, form: 'an id' });
  return field(read, options, { type: String, format: 'uuid' });
}

/** Short words or names, several. */
export function TextArrayField(
  options: FieldOptions & { min?: number; max: number; itemMax: number; unique?: boolean },
): PropertyDecorator {
  return field(readArray(readText({ max: options.itemMax }), options), options, {
    type: 'array',
    items: { type: 'string', maxLength: options.itemMax },
    minItems: options.min ?? 0,
    maxItems: options.max,
  });
}

/** Words of a closed list, several, none twice. */
export function EnumArrayField(
  values: readonly string[],
  options: FieldOptions & { min?: number; enumName?: string } = {},
): PropertyDecorator {
  const bounds = { min: options.min ?? 0, max: values.length, unique: true };
  return field(readArray(readOneOf(values), bounds), options, {
    type: 'array',
    items: { type: 'string', enum: [...values] },
    minItems: bounds.min,
    maxItems: bounds.max,
  });
}

/** Words of a closed list in the query string, with commas between them; absent: all of them. */
export function EnumListQuery(values: readonly string[], options: FieldOptions = {}): PropertyDecorator {
  return field(
    readWordList(values),
    { ...options, optional: true },
    {
      type: 'array',
      items: { type: 'string', enum: [...values] },
      minItems: 1,
      maxItems: values.length,
      ...COMMAS_BETWEEN,
    },
  );
}

/** An object of its own class. */
export function ObjectField(type: () => Type<object>, options: FieldOptions = {}): PropertyDecorator {
  return applyDecorators(
    Nested(type),
    ValidateNested(),
    present(options, (value) => isPlain(value)),
    document(options, { type: () => type() }),
  );
}

/** A list of objects of one class. */
export function ObjectArrayField(
  type: () => Type<object>,
  options: FieldOptions & { min?: number; max: number },
): PropertyDecorator {
  return applyDecorators(
    Nested(type),
    ValidateNested({ each: true }),
    present(
      options,
      (value) => Array.isArray(value) && value.every(isPlain) && checkSize(value, options) === undefined,
    ),
    document(options, { type: () => type(), isArray: true, minItems: options.min ?? 0, maxItems: options.max }),
  );
}

/** An object of one of several classes, told apart by the word in `discriminator`. */
export function UnionField(
  discriminator: string,
  classes: Readonly<Record<string, Type<object>>>,
  options: FieldOptions & { schema: ApiPropertyOptions },
): PropertyDecorator {
  const read: Read<object> = (value) => {
    if (!isPlain(value)) return new Fault('wrong-type', 'must be an object');
    const word = (value as Record<string, unknown>)[discriminator];
    const found = typeof word === 'string' && Object.hasOwn(classes, word) ? classes[word] : undefined;
    if (found === undefined) {
      return new Fault('not-one-of', `must be one of ${Object.keys(classes).join(', ')}`, `/${discriminator}`);
    }
    return plainToInstance(found, value);
  };
  return applyDecorators(field(read, options, options.schema), ValidateNested());
}

/** Any field: `read` validates and converts, `schema` documents. */
export function field<T>(read: Read<T>, options: FieldOptions, schema: ApiPropertyOptions): PropertyDecorator {
  const convert = ({ value }: { value: unknown }): unknown =>
    value === undefined || (value === null && options.optional === true)
      ? value
      : value === null
        ? REQUIRED
        : read(value);
  return applyDecorators(
    Transform(convert, { toClassOnly: true }),
    present(options, () => true),
    document(options, schema),
  );
}

function present(options: FieldOptions, accepts: (value: unknown) => boolean): PropertyDecorator {
  const check = ValidateBy({
    name: 'field',
    validator: {
      validate: (value: unknown) =>
        value !== undefined && value !== null && !(value instanceof Fault) && accepts(value),
      defaultMessage: () => 'is not acceptable',
    },
  });
  if (options.optional === true) return applyDecorators(IsOptional(), check);
  return options.defaulted === true
    ? applyDecorators(
        ValidateIf((_, value) => value !== undefined),
        check,
      )
    : check;
}

function document(options: FieldOptions, schema: ApiPropertyOptions): PropertyDecorator {
  return ApiProperty({
    ...schema,
    ...(options.description === undefined ? {} : { description: options.description }),
    ...(options.example === undefined ? {} : { example: options.example }),
    required: options.optional !== true && options.defaulted !== true,
    // OpenAPI 3.0 allows `nullable` only beside a type: of a choice it stands in one of the branches.
    ...(options.optional === true && !('oneOf' in schema) ? { nullable: true } : {}),
  } as ApiPropertyOptions);
}

function isPlain(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
