import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { decodeCursor, encodeCursor, type Page, type PageRequest } from '../page.js';

/** The order of a list: columns that together are unique and have an index, all in one direction. */
export interface KeysetOrder<E> {
  /** Names the order inside the cursor. */
  readonly name: string;
  readonly direction: 'ASC' | 'DESC';
  /** Property names of the entity. */
  readonly keys: readonly (keyof E & string)[];
}

/**
 * Reads one page by keyset: rows after the cursor in the order, one more than asked to know whether there is a next.
 * Stable while rows are inserted; never an OFFSET.
 * @throws BadCursorError
 */
export async function keysetPage<E extends ObjectLiteral>(
  query: SelectQueryBuilder<E>,
  order: KeysetOrder<E>,
  request: PageRequest,
): Promise<Page<E>> {
  const { alias } = query;
  if (request.cursor !== undefined) {
    const values = decodeCursor(order.name, request.cursor, order.keys.length);
    const columns = order.keys.map((key) => `${alias}.${key}`).join(', ');
    const parameters = Object.fromEntries(values.map((value, index) => [`after${index}`, value]));
    const names = Object.keys(parameters).map((name) => `:${name}`);
    query.andWhere(`(${columns}) ${order.direction === 'ASC' ? '>' : '<'} (${names.join(', ')})`, parameters);
  }
  for (const key of order.keys) query.addOrderBy(`${alias}.${key}`, order.direction);
  const rows = await query.limit(request.limit + 1).getMany();
  const items = rows.slice(0, request.limit);
  const last = items.at(-1);
  const nextCursor =
    rows.length > request.limit && last !== undefined
      ? encodeCursor(
          order.name,
          order.keys.map((key) => String(last[key])),
        )
      : null;
  return { items, nextCursor };
}
