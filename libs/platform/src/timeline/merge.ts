import type { Position } from '#platform/database';
import { byCodeUnits } from '#platform/kernel';

/** Negative: `a` comes before `b` in a story told newest first. */
export function newestFirst(a: Position, b: Position): number {
  return byCodeUnits(b.at, a.at) || byCodeUnits(b.id, a.id);
}

/** One page of several stories told as one, each of which was asked for one entry more than the page holds. */
export function mergePage<T extends Position>(
  stories: readonly (readonly T[])[],
  limit: number,
): { readonly items: readonly T[]; readonly last: Position | undefined } {
  const all = stories.flat().sort(newestFirst);
  const items = all.slice(0, limit);
  return { items, last: all.length > limit ? items.at(-1) : undefined };
}
