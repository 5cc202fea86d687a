import { LRUCache } from 'lru-cache';
import type { Driver, EntityMetadata } from 'typeorm';
import type { Row } from '../tracking.js';
import type { Values } from './table-statements.js';

/** A statement as the database gets it. */
export interface Bound {
  readonly sql: string;
  readonly values: Values;
}

/** A statement for lists of certain lengths, and where its values come from. */
interface Places {
  readonly sql: string;
  readonly get: readonly ((parameters: Row) => unknown)[];
}

/** In place of a value while places are looked for; no value that a text holds by itself begins with it. */
const MARK = '\u0000';

/** A SELECT over an entity in words, built once. */
export class KeptText {
  /** Makes an entity of SQLite's row, from the first time on. */
  read?: (row: readonly unknown[]) => Row;
  /** Gives SQLite's row the names that were selected. */
  name?: (row: readonly unknown[]) => Row;
  private readonly known = new Map<string, Places>();

  /** @param sql with its parameters by name. */
  constructor(readonly sql: string) {}

  /** With its values in their places. */
  bind(driver: Driver, parameters: Row): Bound {
    const lengths = lengthsOf(parameters);
    let places = this.known.get(lengths);
    if (places === undefined) {
      places = this.look(driver, parameters);
      if (this.known.size < MOST_LENGTHS) this.known.set(lengths, places);
    }
    return { sql: places.sql, values: places.get.map((get) => get(parameters)) };
  }

  private look(driver: Driver, parameters: Row): Places {
    const marked = Object.entries(parameters).map(([name, value]) => [name, marks(name, value)] as const);
    const [sql, values] = driver.escapeQueryWithParameters(this.sql, Object.fromEntries(marked));
    return { sql, get: (values as unknown[]).map(getter) };
  }
}

/** Longer lists are as long as they are: SQLite takes no more than 32,766 values. */
const MOST_FILLED = 1024;

/** Lengths of lists for which a text is remembered. */
const MOST_LENGTHS = 64;

/** Characters of text that are kept for one entity; far more than are said of any. */
const KEPT_CHARACTERS = 400_000;

const keptOf = new WeakMap<EntityMetadata, LRUCache<string, KeptText>>();

/**
 * The text of a query, which takes TypeORM longer to build than SQLite to answer.
 * @param key all that was said of the query, but for the values of its parameters; undefined: it is not to be kept.
 */
export function textOf(metadata: EntityMetadata, key: string | undefined, build: () => string): KeptText {
  if (key === undefined) return new KeptText(build());
  let known = keptOf.get(metadata);
  if (known === undefined) keptOf.set(metadata, (known = new LRUCache({ maxSize: KEPT_CHARACTERS })));
  const before = known.get(key);
  if (before !== undefined) return before;
  const text = new KeptText(build());
  known.set(key, text, { size: key.length + text.sql.length });
  return text;
}

/** Lists are filled up to a power of two with their last value, so that there are few texts; an empty one stays empty. */
function filled(length: number): number {
  return length === 0 || length > MOST_FILLED ? length : 2 ** Math.ceil(Math.log2(length));
}

function lengthsOf(parameters: Row): string {
  let lengths = '';
  for (const name in parameters) {
    const value = parameters[name];
    if (Array.isArray(value)) lengths += ` ${filled(value.length)}`;
  }
  return lengths;
}

function marks(name: string, value: unknown): string | string[] {
  if (!Array.isArray(value)) return `${MARK}${name}`;
  return Array.from({ length: filled(value.length) }, (_, index) => `${MARK}${name}${MARK}${index}`);
}

function getter(place: unknown): (parameters: Row) => unknown {
  if (typeof place !== 'string' || !place.startsWith(MARK)) return () => place;
  const [, name = '', index] = place.split(MARK);
  if (index === undefined) return (parameters) => parameters[name];
  const at = Number(index);
  return (parameters) => {
    const list = parameters[name] as readonly unknown[];
    return list[Math.min(at, list.length - 1)];
  };
}
