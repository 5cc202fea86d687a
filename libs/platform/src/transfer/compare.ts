import {
  keyInWords,
  lineOf,
  Summing,
  type HomeSide,
  type Row,
  type Sum,
  type Table,
} from '#platform/database/transfer';
import { inTurns } from '#platform/turns';

/** A table and what its rows come to, alike on both sides. */
export interface SummedTable extends Sum {
  readonly name: string;
}

/** How rows are gone through. */
export interface Reading {
  /** Its reason is thrown when it is aborted. */
  readonly signal: AbortSignal | undefined;
  /** Told of rows as they have been read. */
  readonly onRows: (count: number) => void;
}

/** Sums up all rows of a table. @param each what is to become of them, before the next are read. */
export async function sumUp(
  side: HomeSide,
  table: Table,
  { signal, onRows }: Reading,
  each: (rows: readonly Row[]) => Promise<void> | void = () => undefined,
): Promise<SummedTable> {
  const sum = new Summing();
  for await (const rows of inTurns(side.rows(table), { signal })) {
    sum.add(rows);
    await each(rows);
    onRows(rows.length);
  }
  return { name: table.name, ...sum.end() };
}

/**
 * The first row of a table that differs, in one line.
 * @param one what there is on one side, and `other` on the other.
 */
export async function firstDifference(
  table: Table,
  one: HomeSide,
  other: HomeSide,
  signal: AbortSignal | undefined,
): Promise<string> {
  const others = single(other, table, signal);
  for await (const row of single(one, table, signal)) {
    const next = await others.next();
    if (next.done === true) return `${table.name} ends at the target before ${keyInWords(table, row)}`;
    if (lineOf(row) !== lineOf(next.value)) return inWords(table, row, next.value);
  }
  const more = await others.next();
  if (more.done !== true) return `${table.name} goes on at the target with ${keyInWords(table, more.value)}`;
  return `${table.name} differed, and no longer does`;
}

async function* single(side: HomeSide, table: Table, signal: AbortSignal | undefined): AsyncGenerator<Row> {
  for await (const rows of inTurns(side.rows(table), { signal })) yield* rows;
}

function inWords(table: Table, row: Row, other: Row): string {
  const [here, there] = [keyInWords(table, row), keyInWords(table, other)];
  if (here !== there) return `${table.name} has ${here} where the target has ${there}`;
  const column = table.columns.find((_, index) => row[index] !== other[index]);
  return `${table.name}, ${here}: ${column?.name ?? ''} differs`;
}
