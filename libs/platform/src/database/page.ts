import { DomainError } from '#platform/kernel';
import type { Instant } from '#platform/time';

/** What a client asks of a list. */
export interface PageRequest {
  /** 1 to 200. */
  readonly limit: number;
  /** Opaque; from a previous page's `nextCursor`. */
  readonly cursor?: string | undefined;
}

/** One page of a list, and where the next one begins. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** A place in a story told newest first: of two entries at one instant, the one with the greater id comes first. */
export interface Position {
  readonly at: Instant;
  /** Empty: after every entry of that instant. */
  readonly id: string;
}

/** A piece of such a story: at most `limit` of its entries, not older than `from` and older than `before`. */
export interface Stretch {
  readonly from: Instant;
  /** Where the story was read to, from now backwards. */
  readonly before: Position;
  readonly limit: number;
}

/** 400: a cursor that this list did not hand out. */
export class BadCursorError extends DomainError {
  constructor() {
    super('malformed', 'bad-cursor', 'The cursor is not one that this list has given.');
  }
}

/** The values of the sort keys of a page's last row. */
export type CursorKeys = readonly string[];

/** `order` names the list's order, so that a cursor of one list is refused by another. */
export function encodeCursor(order: string, keys: CursorKeys): string {
  return Buffer.from(JSON.stringify([order, ...keys])).toString('base64url');
}

/** Undefined when the cursor is not one of that order. */
export function decodeCursor(order: string, cursor: string, length: number): CursorKeys | undefined {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
  if (!Array.isArray(value) || value.length !== length + 1) return undefined;
  const [tag, ...keys] = value as unknown[];
  const usable = tag === order && keys.every((key) => typeof key === 'string' && !key.includes('\0'));
  return usable ? (keys as string[]) : undefined;
}

export function mapPage<A, B>(page: Page<A>, map: (item: A) => B): Page<B> {
  return { items: page.items.map(map), nextCursor: page.nextCursor };
}
