import type { ObjectLiteral } from 'typeorm';
import {
  BadCursorError,
  decodeCursor,
  encodeCursor,
  type CursorKeys,
  type Page,
  type PageRequest,
  type Stretch,
} from '../page.js';
import type { Query } from './query.js';

/** The order of a list: columns that together are unique and have an index, all in one direction. */
export interface KeysetOrder<E> {
  /** Names the order inside the cursor. */
  readonly name: string;
  readonly direction: 'ASC' | 'DESC';
  /** Property names of the entity. */
  readonly keys: readonly (keyof E & string)[];
  /** A text that comes before the keys and isn't stored, said in SQL and of a row that was read. */
  readonly rank?: { readonly sql: string; readonly of: (row: E) => string };
}

/** One of several lists that are read as one; its order's name tells it from the others inside the cursor. */
export interface KeysetPart<E extends ObjectLiteral> {
  readonly order: KeysetOrder<E>;
  /** The list, or who reads it in the way that fits what is in it. */
  readonly query: Query<E> | ((next: NextRows<E>) => Promise<readonly E[]>);
}

/**
 * Reads one page by keyset: rows after the cursor in the order, one more than asked to know whether there is a next.
 * Stable while rows are inserted; never an OFFSET.
 * @throws BadCursorError
 */
export async function keysetPage<E extends ObjectLiteral>(
  query: Query<E>,
  order: KeysetOrder<E>,
  request: PageRequest,
): Promise<Page<E>> {
  return keysetChain([{ query, order }], request);
}

/**
 * Reads one page of a list that is several lists one after the other, such as better and lesser matches; no row may be
 * in two of them. Nothing is read of a part that the page
 * doesn't reach.
 * @throws BadCursorError
 */
export async function keysetChain<E extends ObjectLiteral>(
  parts: readonly KeysetPart<E>[],
  { cursor, limit }: PageRequest,
): Promise<Page<E>> {
  let after = cursor === undefined ? undefined : positionOf(parts, cursor);
  const found: { readonly row: E; readonly order: KeysetOrder<E> }[] = [];
  for (const { query, order } of parts.slice(after?.part ?? 0)) {
    const next = new NextRows<E>(order, after?.keys, limit + 1 - found.length);
    const rows = await (typeof query === 'function' ? query(next) : next.of(query));
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
 * for: most of what is read to be merged with others is not shown.
 *
 * The upper bound is one comparison, never two: SQLite takes one of them to the index and looks at every row for the other.
 * @param at the property of the instant; the query's other conditions, `at` and `id` have an index in this order.
 */
export async function newestIn<E extends ObjectLiteral & { readonly id: string }, K extends keyof E & string>(
  query: Query<E>,
  at: NoInfer<K>,
  { from, before, limit }: Stretch,
  properties: readonly K[],
): Promise<Pick<E, K>[]> {
  const { alias } = query;
  return query
    .select(properties.map((property) => `${alias}.${property}`))
    .andWhere(`${alias}.${at} >= :from`, { from })
    .andWhere(`(${alias}.${at}, ${alias}.id) < (:beforeAt, :beforeId)`, { beforeAt: before.at, beforeId: before.id })
    .orderBy(`${alias}.${at}`, 'DESC')
    .addOrderBy(`${alias}.id`, 'DESC')
    .limit(limit)
    .getMany();
}

/** So many rows, read in the order of their index, cost about what one search of a full-text index does. */
const AHEAD = 1_200;

/** A list that has so many of the first {@link AHEAD} rows has too many to be sorted whole. */
const MANY = 50;

/** The rows of a page that come after a cursor, or first. */
export class NextRows<E extends ObjectLiteral> {
  /** @param count the most rows that are asked for. */
  constructor(
    private readonly order: KeysetOrder<E>,
    private readonly after: CursorKeys | undefined,
    readonly count: number,
  ) {}

  /** Those of a query, in the order. */
  of(query: Query<E>, count = this.count): Promise<E[]> {
    const { alias } = query;
    const { keys, rank, direction } = this.order;
    const columns = [...(rank === undefined ? [] : [rank.sql]), ...keys.map((key) => `${alias}.${key}`)];
    if (this.after !== undefined) {
      const names = this.after.map((_, index) => `:after${index}`);
      const parameters = Object.fromEntries(this.after.map((value, index) => [`after${index}`, value]));
      query.andWhere(`(${columns.join(', ')}) ${behind(direction)} (${names.join(', ')})`, parameters);
    }
    for (const column of columns) query.addOrderBy(column, direction);
    return query.limit(count).getMany();
  }

  /**
   * Those of a list that are among the {@link AHEAD} rows which come next in the order of the table, in that order; none
   * where the cursor is not among the rows of this rank.
   * @param rank of every row that is to be shown before others.
   * @param ahead the list, said without a full-text index.
   */
  async near(rank: string, ahead: Query<E>): Promise<E[] | undefined> {
    if (this.after !== undefined && this.after[0] !== rank) return undefined;
    const { keys, direction } = this.order;
    const query = comingNext(ahead, this.order, this.after?.slice(1));
    for (const key of keys) query.addOrderBy(`${query.alias}.${key}`, direction);
    return query.limit(this.count).getMany();
  }

  /**
   * Those of a list that most rows may be in: first it is asked, said without an index, of the {@link AHEAD} rows that come
   * next in the order of the table, and only where these are not enough the whole list.
   * @param rank of every row of the list.
   */
  async ofMany(rank: string, ahead: Query<E>, whole: Query<E>, count: number): Promise<E[]> {
    const isBehind = this.after?.[0] === rank;
    const near = await this.of(comingNext(ahead, this.order, isBehind ? this.after.slice(1) : undefined), count);
    return near.length === count ? near : this.of(whole, count);
  }

  /**
   * Whether most rows of the table may be in a list, going by the first ones in the order.
   * @param near what {@link near} found of it: where it is little, nobody needs to be asked.
   */
  async areMany(query: Query<E>, near: readonly E[] | undefined): Promise<boolean> {
    if (near !== undefined && near.length < Math.min(this.count, MANY)) return false;
    const some = comingNext(query, this.order, undefined).select(`${query.alias}.id`, 'id').limit(MANY);
    return (await some.getRawMany()).length === MANY;
  }
}

function behind(direction: 'ASC' | 'DESC'): string {
  return direction === 'ASC' ? '>' : '<';
}

/**
 * Of a query, the rows that are among the next of the whole table in the order of its columns. It reads from these as if
 * they were the table: to find them first and then each again by its id takes PostgreSQL twice as long.
 */
function comingNext<E extends ObjectLiteral>(
  query: Query<E>,
  { keys, direction }: KeysetOrder<E>,
  after: CursorKeys | undefined,
): Query<E> {
  const { metadata } = query;
  const columns = keys.map((key) => `"next"."${metadata.findColumnWithPropertyName(key)?.databaseName ?? key}"`);
  const names = keys.map((_, index) => `:next${index}`);
  const from = after === undefined ? '' : `WHERE (${columns.join(', ')}) ${behind(direction)} (${names.join(', ')})`;
  const order = columns.map((column) => `${column} ${direction}`).join(', ');
  query.fromRows(`(SELECT * FROM "${metadata.tableName}" "next" ${from} ORDER BY ${order} LIMIT ${AHEAD})`);
  return query.setParameters(Object.fromEntries((after ?? []).map((value, index) => [`next${index}`, value])));
}

function positionOf<E extends ObjectLiteral>(
  parts: readonly KeysetPart<E>[],
  cursor: string,
): { readonly part: number; readonly keys: CursorKeys } {
  for (const [part, { order }] of parts.entries()) {
    const keys = decodeCursor(order.name, cursor, order.keys.length + (order.rank === undefined ? 0 : 1));
    if (keys !== undefined) return { part, keys };
  }
  throw new BadCursorError();
}

function cursorAt<E extends ObjectLiteral>(row: E, order: KeysetOrder<E>): string {
  const keys = order.keys.map((key) => String(row[key]));
  return encodeCursor(order.name, order.rank === undefined ? keys : [order.rank.of(row), ...keys]);
}
