import type { Type } from '@nestjs/common';
import { PartialType } from '#platform/dto';

/**
 * The merge patch (RFC 7396) of a DTO: every field may be absent; null clears an optional field and is refused for
 * one that is needed.
 */
export function patchOf<T extends object>(type: Type<T>): Type<Partial<T>> {
  return PartialType(type);
}
