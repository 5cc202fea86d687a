import { Body, Injectable, type PipeTransform, type Type } from '@nestjs/common';
import { InvalidFieldsError, type FieldError } from '#platform/kernel';
import { readDto } from './validation.pipe.js';

/** A body that is a list of objects of one class; every bad field of every row is reported at once. */
@Injectable()
class ListPipe<T extends object> implements PipeTransform<unknown, T[]> {
  constructor(
    private readonly type: Type<T>,
    private readonly max: number,
  ) {}

  /** @throws InvalidFieldsError */
  transform(value: unknown): T[] {
    if (!Array.isArray(value)) throw refused('wrong-type', 'must be a list');
    if (value.length > this.max) throw refused('too-long', `must have at most ${this.max} items`);
    const rows = value.map((row: unknown) => readDto(this.type, row));
    const errors = rows.flatMap((row, index) => (isFaulty(row) ? row.map((error) => inRow(error, index)) : []));
    if (errors.length > 0) throw new InvalidFieldsError(errors);
    return rows.filter((row): row is T => !isFaulty(row));
  }
}

/** The whole body, a list; document it with `body` of `Route`. */
export function ListBody(type: Type<object>, { max }: { readonly max: number }): ParameterDecorator {
  return Body(new ListPipe(type, max));
}

function isFaulty<T extends object>(row: T | readonly FieldError[]): row is readonly FieldError[] {
  return Array.isArray(row);
}

function inRow(error: FieldError, index: number): FieldError {
  return { ...error, pointer: `/${index}${error.pointer}` };
}

function refused(code: string, message: string): InvalidFieldsError {
  return new InvalidFieldsError([{ pointer: '', code, message }]);
}
