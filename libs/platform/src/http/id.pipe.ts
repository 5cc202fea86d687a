import { Injectable, Param, type PipeTransform } from '@nestjs/common';
import { NotFoundError } from '#platform/kernel';
import { isId } from '#platform/database';

/** A malformed id names nothing: 404, the same as an unknown one. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isId(value)) throw new NotFoundError('resource');
    return value;
  }
}

/** An id in the path. */
export function IdParam(name: string): ParameterDecorator {
  return Param(name, IdPipe);
}
