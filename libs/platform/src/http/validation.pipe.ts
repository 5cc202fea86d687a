import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { Validator, type ValidationError } from '#platform/dto';
import { DomainError, InvalidFieldsError, type FieldError } from '#platform/kernel';
import { Fault, REQUIRED } from './fault.js';
import { keepKnownRules } from './known-rules.js';

keepKnownRules();

const validator = new Validator();

/** 400: a query parameter that is unknown or can't be read. */
export class BadQueryError extends DomainError {
  constructor(errors: readonly FieldError[]) {
    super('malformed', 'bad-query', 'The query string has parameters that cannot be read.', { errors });
  }
}

/** Bodies and query strings become typed DTOs; every bad field is reported at once. */
@Injectable()
export class ValidationPipe implements PipeTransform<unknown> {
  /** @throws InvalidFieldsError for a body, BadQueryError for a query string. */
  transform(value: unknown, { metatype, type }: ArgumentMetadata): unknown {
    if (metatype === undefined || (type !== 'body' && type !== 'query') || isBuiltIn(metatype)) return value;
    const errors: FieldError[] = [];
    const dto = toDto(metatype as new () => object, value, errors);
    if (errors.length === 0) return dto;
    throw type === 'query' ? new BadQueryError(errors) : new InvalidFieldsError(errors);
  }
}

function toDto(metatype: new () => object, value: unknown, errors: FieldError[]): object | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    errors.push({ pointer: '', code: 'wrong-type', message: 'must be an object' });
    return undefined;
  }
  const misnamed = misnamedIn(value);
  if (misnamed !== undefined) {
    errors.push({ pointer: misnamed, ...UNKNOWN_FIELD });
    return undefined;
  }
  const dto = plainToInstance(metatype, value);
  collect(
    validator.validateSync(dto, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true }),
    '',
    errors,
  );
  return dto;
}

const UNKNOWN_FIELD = { code: 'unknown-field', message: 'is not a known field' };

/** Where a name is `constructor`, which no field has, and which class-transformer takes for the class of a value. */
function misnamedIn(value: unknown, path = ''): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Object.hasOwn(value, 'constructor')) return `${path}/constructor`;
  for (const [name, each] of Object.entries(value)) {
    const found = misnamedIn(each, `${path}/${escapePointer(name)}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A DTO read by hand, for bodies whose rows are answered one by one. */
export function readDto<T extends object>(type: new () => T, value: unknown): T | readonly FieldError[] {
  const errors: FieldError[] = [];
  const dto = toDto(type, value, errors);
  return errors.length === 0 ? (dto as T) : errors;
}

function collect(found: readonly ValidationError[], path: string, errors: FieldError[]): void {
  for (const error of found) {
    const pointer = `${path}/${escapePointer(error.property)}`;
    if (error.constraints !== undefined) errors.push(describe(error, pointer));
    else collect(error.children ?? [], pointer, errors);
  }
}

function describe({ value, constraints }: ValidationError, pointer: string): FieldError {
  if (constraints?.['whitelistValidation'] !== undefined) return { pointer, ...UNKNOWN_FIELD };
  const fault = faultOf(value as unknown);
  return { pointer: pointer + fault.pointer, code: fault.code, message: fault.message };
}

function faultOf(value: unknown): Fault {
  if (value instanceof Fault) return value;
  if (value === undefined || value === null) return REQUIRED;
  if (Array.isArray(value))
    return new Fault('bad-items', 'has too few or too many items, or items that are not objects');
  return new Fault('wrong-type', 'is not of the documented type');
}

function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function isBuiltIn(metatype: unknown): boolean {
  return [Object, String, Number, Boolean, Array].some((builtIn) => builtIn === metatype);
}
