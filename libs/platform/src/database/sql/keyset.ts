import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import {
  BadCursorError,
  decodeCursor,
  encodeCursor,
  type CursorKeys,
  type Page,
  type PageRequest,
  type Stretch,
} from '../page.js';
import type { Row } from '../tracking.js';

/** The order of a list: columns that together are unique and have an index, all in one direction. */
export interface KeysetOrder<E> {
  /** Names the order inside the cursor. */
  readonly name: string;
  readonly direction: 'ASC' | 'DESC';
  /** Property names of the entity. */
  readonly keys: readonly (keyof E & string)[];
}

/** One of several lists that are read as one; its order's name tells it from the others inside the cursor. */
export interface KeysetPart<E extends ObjectLiteral> {
  readonly query: SelectQueryBuilder<E>;
  readonly order: KeysetOrder<E>;
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
  return keysetChain([{ query, order }], request);
}

/**
 * Reads one page of a list that is several lists one after the other, such as better and lesser matches; no row may be
 * in two of them. At most one statement for each part, and none for a part that the page doesn't reach.
 * @throws BadCursorError
 */
export async function keysetChain<E extends ObjectLiteral>(
  parts: readonly KeysetPart<E>[],
  { cursor, limit }: PageRequest,
): Promise<Page<E>> {
  let after = cursor === undefined ? undefined : positionOf(parts, cursor);
  const found: { readonly row: E; readonly order: KeysetOrder<E> }[] = [];
  for (const { query, order } of parts.slice(after?.part ?? 0)) {
    const rows = await rowsAfter(query, order, after?.keys, limit + 1 - found.length);
    found.push(...rows.map((row) => ({ row, order })));
    if (found.length > limit) break;
    after = undefined;
  }
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor = found.length > limit && last !== undefined ? cursorAt(last.row, last.order) : null;
  return { items: shown.map(({ row }) => row), nextCursor };
}

/**
 * The rows of a stretch of time, newest first, in one statement whose text is always the same. Of each only what is asked
 * for: most of what is read to be merged with others is not shown, so that making whole entities of it would take longest.
 *
 * The upper bound is one comparison, never two: SQLite takes one of them to the index and looks at every row for the other.
 * @param at the property of the instant; the query's other conditions, `at` and `id` have an index in this order.
 */
export async function newestIn<E extends ObjectLiteral & { readonly id: string }, K extends keyof E & string>(
  query: SelectQueryBuilder<E>,
  at: NoInfer<K>,
  { from, before, limit }: Stretch,
  properties: readonly K[],
): Promise<Pick<E, K>[]> {
  const { alias } = query;
  const rows = await query
    .select(properties.map((property) => `${alias}.${property}`))
    .andWhere(`${alias}.${at} >= :from`, { from })
    .andWhere(`(${alias}.${at}, ${alias}.id) < (:beforeAt, :beforeId)`, { beforeAt: before.at, beforeId: before.id })
    .orderBy(`${alias}.${at}`, 'DESC')
    .addOrderBy(`${alias}.id`, 'DESC')
    .limit(limit)
    .getRawMany<Row>();
  return rows.map(readerOf(query, properties));
}

/** Makes of a raw row what the entity has in these properties. */
function readerOf<E extends ObjectLiteral, K extends keyof E & string>(
  { alias, expressionMap }: SelectQueryBuilder<E>,
  properties: readonly K[],
): (row: Row) => Pick<E, K> {
  const metadata = expressionMap.mainAlias?.metadata;
  if (metadata === undefined) throw new Error('a query is of an entity');
  const names = new Set<string>(properties);
  const columns = metadata.columns.filter(({ propertyName }) => names.has(propertyName));
  const { driver } = metadata.dataSource;
  return (row) => {
    const read: Record<string, unknown> = {};
    for (const column of columns) {
      read[column.propertyName] = driver.prepareHydratedValue(row[`${alias}_${column.databaseName}`], column);
    }
    return read as Pick<E, K>;
  };
}

function rowsAfter<E extends ObjectLiteral>(
  query: SelectQueryBuilder<E>,
  order: KeysetOrder<E>,
  after: CursorKeys | undefined,
  count: number,
): Promise<E[]> {
  const { alias } = query;
  if (after !== undefined) {
    const columns = order.keys.map((key) => `${alias}.${key}`).join(', ');
    const parameters = Object.fromEntries(after.map((value, index) => [`after${index}`, value]));
    const names = Object.keys(parameters).map((name) => `:${name}`);
    query.andWhere(`(${columns}) ${order.direction === 'ASC' ? '>' : '<'} (${names.join(', ')})`, parameters);
  }
  for (const key of order.keys) query.addOrderBy(`${alias}.${key}`, order.direction);
  return query.limit(count).getMany();
}

function positionOf<E extends ObjectLiteral>(
  parts: readonly KeysetPart<E>[],
  cursor: string,
): { readonly part: number; readonly keys: CursorKeys } {
  for (const [part, { order }] of parts.entries()) {
    const keys = decodeCursor(order.name, cursor, order.keys.length);
    if (keys !== undefined) return { part, keys };
  }
  throw new BadCursorError();
}

function cursorAt<E extends ObjectLiteral>(row: E, order: KeysetOrder<E>): string {
  return encodeCursor(
    order.name,
    order.keys.map((key) => String(row[key])),
  );
}
