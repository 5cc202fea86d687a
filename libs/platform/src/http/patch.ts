import type { Type } from '@nestjs/common';
import { PartialType } from '@nestjs/swagger';

/**
 * The merge patch (RFC 7396) of a DTO: every field may be absent; null clears an optional field and is refused for
 * one that is needed.
 */
export function patchOf<T>(type: Type<T>): Type<Partial<T>> {
  return PartialType(type, { skipNullProperties: false });
}
