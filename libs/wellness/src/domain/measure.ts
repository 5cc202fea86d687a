import { toDecimal, type FieldError, type Quantity } from '#platform/kernel';
import { escapePointer, isMissing, isRecord } from './json.js';
import type { CodedType, ComponentsType, NumericType, ObservationType, Ranges, Scale } from './observation-type.js';
import { convert, nearestQuantity, QUANTITY_DECIMALS, sameUnit, type UnitConversion } from './units.js';

/** The measured part of a request, as it came (api.md section 7): nothing here is trusted yet. */
export interface MeasureInput {
  readonly value?: unknown;
  readonly systolic?: unknown;
  readonly diastolic?: unknown;
  /** Component code to its value: the general form of `systolic` + `diastolic`. */
  readonly components?: unknown;
  readonly unit?: unknown;
  /** The caller has looked again and stands by an unlikely value. */
  readonly confirm?: unknown;
}

/** A measured fact in its type's own unit. */
export interface Measured {
  readonly value?: Quantity;
  readonly code?: string;
  readonly components?: Readonly<Record<string, Quantity>>;
  /** UCUM; missing on coded types. */
  readonly unit?: string;
}

export type MeasureOutcome =
  { readonly ok: true; readonly measured: Measured } | { readonly ok: false; readonly errors: readonly FieldError[] };

/**
 * Reads, converts, rounds and judges what was measured. Every bad field is reported at once, by its pointer:
 * `required`, `not-allowed`, `unknown-code`, `unknown-unit`, `unknown-component`, `not-an-object`, `not-a-number`, `not-whole`,
 * `impossible-value`, `unlikely-value` (goes through with `confirm: true`), `not-descending`.
 */
export function measure(type: ObservationType, input: MeasureInput): MeasureOutcome {
  switch (type.kind) {
    case 'numeric':
      return measureNumber(type, input);
    case 'coded':
      return measureCode(type, input);
    case 'components':
      return measureComponents(type, input);
  }
}

function measureNumber(type: NumericType, input: MeasureInput): MeasureOutcome {
  const { scale, word } = type;
  const errors = notAllowed(input, ['systolic', 'diastolic', 'components']);
  const unit = readUnit(scale, input.unit, errors);
  const isWord = word !== undefined && input.value === word.code;
  const given = isWord
    ? { pointer: '/value', value: word.value, unit: sameUnit(scale.unit), confirm: input.confirm }
    : { pointer: '/value', value: input.value, unit, confirm: input.confirm };
  const value = readNumber(given, scale, type, errors);
  if (errors.length > 0 || value === undefined) return { ok: false, errors };
  const code = word !== undefined && toDecimal(value) === word.value ? { code: word.code } : {};
  return { ok: true, measured: { value, unit: scale.unit, ...code } };
}

function measureCode(type: CodedType, input: MeasureInput): MeasureOutcome {
  const errors = notAllowed(input, ['systolic', 'diastolic', 'components', 'unit']);
  const code = type.codes.find((known) => known.code === input.value)?.code;
  if (isMissing(input.value)) errors.push(required('/value'));
  else if (code === undefined) {
    const known = type.codes.map((each) => each.code).join(', ');
    errors.push({ pointer: '/value', code: 'unknown-code', message: `Must be one of: ${known}.` });
  }
  return errors.length > 0 || code === undefined ? { ok: false, errors } : { ok: true, measured: { code } };
}

function measureComponents(type: ComponentsType, input: MeasureInput): MeasureOutcome {
  const { scale } = type;
  const errors = notAllowed(input, ['value']);
  const { prefix, values } = readComponents(type, input, errors);
  const unit = readUnit(scale, input.unit, errors);
  const components: Record<string, Quantity> = {};
  for (const component of type.components) {
    const pointer = `${prefix}/${component.code}`;
    const given = { pointer, value: values[component.code], unit, confirm: input.confirm };
    const value = readNumber(given, scale, component, errors);
    if (value !== undefined) components[component.code] = value;
  }
  const [greater, lesser] = type.descending;
  const high = components[greater];
  const low = components[lesser];
  if (high !== undefined && low !== undefined && low >= high) {
    const message = `The ${lesser} value must be below the ${greater} value.`;
    errors.push({ pointer: `${prefix}/${lesser}`, code: 'not-descending', message });
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, measured: { components, unit: scale.unit } };
}

/** `systolic` + `diastolic` beside `value`, or the same inside `components`, never both. */
function readComponents(
  type: ComponentsType,
  input: MeasureInput,
  errors: FieldError[],
): { prefix: string; values: Readonly<Record<string, unknown>> } {
  const flat = { systolic: input.systolic, diastolic: input.diastolic };
  if (isMissing(input.components)) return { prefix: '', values: flat };
  errors.push(...notAllowed(input, ['systolic', 'diastolic']));
  if (!isRecord(input.components)) {
    errors.push({ pointer: '/components', code: 'not-an-object', message: 'Must map component codes to values.' });
    return { prefix: '/components', values: {} };
  }
  const known = new Set(type.components.map((component) => component.code));
  for (const code of Object.keys(input.components).filter((each) => !known.has(each))) {
    const pointer = `/components/${escapePointer(code)}`;
    errors.push({ pointer, code: 'unknown-component', message: `Not a part of ${type.code}.` });
  }
  return { prefix: '/components', values: input.components };
}

interface Given {
  readonly pointer: string;
  readonly value: unknown;
  /** Undefined when the unit was refused: the number is then not judged. */
  readonly unit: UnitConversion | undefined;
  readonly confirm: unknown;
}

function readNumber(given: Given, scale: Scale, ranges: Ranges, errors: FieldError[]): Quantity | undefined {
  const { pointer, value, unit, confirm } = given;
  const number = nearestQuantity(value);
  if (isMissing(value)) errors.push(required(pointer));
  else if (number === undefined) errors.push({ pointer, code: 'not-a-number', message: 'Must be a number.' });
  if (number === undefined || unit === undefined) return undefined;
  const refused = refusal(number, unit, scale, ranges, confirm === true);
  if (refused) errors.push({ pointer, ...refused });
  return refused ? undefined : convert(number, unit, scale.decimals);
}

/** What is possible is judged on the exact value, what is likely on the rounded one. */
function refusal(
  number: Quantity,
  unit: UnitConversion,
  { unit: own, decimals, wholeOnly }: Scale,
  { possible, likely }: Ranges,
  confirmed: boolean,
): Omit<FieldError, 'pointer'> | undefined {
  const exact = convert(number, unit, QUANTITY_DECIMALS);
  if (wholeOnly && !Number.isInteger(toDecimal(exact)))
    return { code: 'not-whole', message: 'Must be a whole number.' };
  if (!within(possible, exact)) {
    const message = `Must be between ${possible.low} and ${possible.high} ${own}.`;
    return { code: 'impossible-value', message };
  }
  if (confirmed || within(likely, convert(number, unit, decimals))) return undefined;
  const usual = `Usually between ${likely.low} and ${likely.high} ${own}`;
  return { code: 'unlikely-value', message: `${usual}: look again, and send confirm: true if it is so.` };
}

function readUnit(scale: Scale, unit: unknown, errors: FieldError[]): UnitConversion | undefined {
  const accepted = [sameUnit(scale.unit), ...scale.otherUnits];
  if (isMissing(unit)) return accepted[0];
  const conversion = accepted.find((known) => known.unit === unit);
  if (conversion === undefined) {
    const names = accepted.map((known) => known.unit).join(', ');
    errors.push({ pointer: '/unit', code: 'unknown-unit', message: `Must be one of (UCUM): ${names}.` });
  }
  return conversion;
}

type MeasureField = 'value' | 'systolic' | 'diastolic' | 'components' | 'unit';

function notAllowed(input: MeasureInput, fields: readonly MeasureField[]): FieldError[] {
  return fields
    .filter((field) => !isMissing(input[field]))
    .map((field) => ({ pointer: `/${field}`, code: 'not-allowed', message: "Doesn't belong to this type." }));
}

function required(pointer: string): FieldError {
  return { pointer, code: 'required', message: 'Must be given.' };
}

function within(range: { readonly low: number; readonly high: number }, value: Quantity): boolean {
  return toDecimal(value) >= range.low && toDecimal(value) <= range.high;
}
