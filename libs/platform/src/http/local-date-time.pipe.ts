import { Injectable, Param, type PipeTransform } from '@nestjs/common';
import { NotFoundError } from '#platform/kernel';
import { parseLocalDateTime, type LocalDateTime } from '#platform/time';

/** What isn't a local date-time names nothing: 404, the same as one at which there is nothing. */
@Injectable()
class LocalDateTimePipe implements PipeTransform<string, LocalDateTime> {
  transform(value: string): LocalDateTime {
    try {
      return parseLocalDateTime(value);
    } catch (error) {
      if (error instanceof RangeError) throw new NotFoundError('resource');
      throw error;
    }
  }
}

/** A local date-time in the path, `YYYY-MM-DDTHH:mm`. */
export function LocalDateTimeParam(name: string): ParameterDecorator {
  return Param(name, LocalDateTimePipe);
}
