import type { Type } from '@nestjs/common';
import { PartialType } from '@nestjs/swagger';

/**
 * The merge patch (RFC 7396) of a DTO: every field may be absent; null clears an optional field and is refused for
 * one that is needed.
 */
export function patchOf<T>(type: Type<T>): Type<Partial<T>> {
  return PartialType(type, { skipNullProperties: false });
}

/** `changes` over `current`: undefined leaves, null clears, anything else replaces. */
export function definedOf<T extends object>(changes: T): Partial<T> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<T>;
}
