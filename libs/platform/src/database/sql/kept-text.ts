import { LRUCache } from 'lru-cache';
import type { EntityMetadata } from 'typeorm';
import type { Row } from '../tracking.js';

/** A SELECT over an entity in words, built once. */
export interface KeptText {
  /** With its parameters by name. */
  readonly sql: string;
  /** Makes an entity of SQLite's row, from the first time on. */
  read?: (row: readonly unknown[]) => Row;
}

/** Characters of text that are kept for one entity; far more than are said of any. */
const KEPT_CHARACTERS = 400_000;

const keptOf = new WeakMap<EntityMetadata, LRUCache<string, KeptText>>();

/**
 * The text of a query, which takes TypeORM longer to build than SQLite to answer.
 * @param key all that was said of the query, but for the values of its parameters; undefined: it is not to be kept.
 */
export function textOf(metadata: EntityMetadata, key: string | undefined, build: () => string): KeptText {
  if (key === undefined) return { sql: build() };
  let known = keptOf.get(metadata);
  if (known === undefined) keptOf.set(metadata, (known = new LRUCache({ maxSize: KEPT_CHARACTERS })));
  const before = known.get(key);
  if (before !== undefined) return before;
  const text: KeptText = { sql: build() };
  known.set(key, text, { size: key.length + text.sql.length });
  return text;
}

/** Longer lists are as long as they are: SQLite takes no more than 32,766 values. */
const MOST_FILLED = 1024;

/** Lists filled up to a power of two with their last value, so that there are few texts to be prepared. */
export function filled(parameters: Row): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, Array.isArray(value) ? filledUp(value) : value]),
  );
}

function filledUp(list: readonly unknown[]): readonly unknown[] {
  // An empty one stays empty: everything is outside of it.
  if (list.length === 0 || list.length > MOST_FILLED) return list;
  const length = 2 ** Math.ceil(Math.log2(list.length));
  return [...list, ...Array<unknown>(length - list.length).fill(list.at(-1))];
}
