/** What a row holds in one column, alike on both databases: flags are 0 and 1, amounts whole millionths. */
export type Value = string | number | null;

/** The values of a row, in the order of the table's columns. */
export type Row = readonly Value[];

export interface Column {
  readonly name: string;
  readonly holds: 'text' | 'number';
}

/** A table of a home, without what only one of the databases has of it. */
export interface Table {
  readonly name: string;
  /** By name, so that both databases say them in one order. */
  readonly columns: readonly Column[];
  /** What the rows are read by, which is also the order in which they can be added. */
  readonly key: readonly string[];
  /** The tables that its foreign keys refer to. */
  readonly references: readonly string[];
}

/** Which migrations a database has had. */
export const MIGRATIONS = 'migrations';

/** Which of several processes does periodic work (`leases.ts`). */
export const LEASES = 'leases';

/** Whether the rows of a table are the home's, and not only about the program that runs on the database. */
export function isOfTheHome(table: string): boolean {
  return table !== MIGRATIONS && table !== LEASES;
}

/** Rows that follow one another, where the database refuses one that is out of line. All others go by their id. */
const LINES: Readonly<Record<string, readonly string[]>> = {
  audit_entries: ['seq'],
  stock_movements: ['account_id', 'position'],
};

/** @throws Error when there are no such columns. */
export function keyOf(table: string, columns: readonly Column[]): readonly string[] {
  const key = LINES[table] ?? ['id'];
  const missing = key.find((name) => !columns.some((column) => column.name === name));
  if (missing !== undefined) throw new Error(`the table ${table} is none of a home's: it has no ${missing}`);
  return key;
}

/** Tables so that each comes after those that it refers to; a row may refer to an earlier one of its own. */
export function inOrderOfReferences(tables: readonly Table[]): readonly Table[] {
  const ordered: Table[] = [];
  let left = [...tables].sort((a, b) => (a.name < b.name ? -1 : 1));
  while (left.length > 0) {
    const waits = ({ name, references }: Table): boolean =>
      references.some((other) => other !== name && left.some((table) => table.name === other));
    const ready = left.filter((table) => !waits(table));
    if (ready.length === 0) throw new Error(`tables refer to each other: ${left.map(({ name }) => name).join(', ')}`);
    ordered.push(...ready);
    left = left.filter((table) => !ready.includes(table));
  }
  return ordered;
}

/** The first table, or column of one, that only one side has, in one line; undefined: both have the same. */
export function differenceOf(one: readonly Table[], other: readonly Table[]): string | undefined {
  const [here, there] = [shapesOf(one), shapesOf(other)];
  for (const [name, shape] of here) if (there.get(name) !== shape) return differs(name, shape, there.get(name));
  for (const [name, shape] of there) if (!here.has(name)) return differs(name, undefined, shape);
  return undefined;
}

function shapesOf(tables: readonly Table[]): Map<string, string> {
  return new Map(
    tables.map(({ name, columns }) => [name, columns.map((column) => `${column.name} ${column.holds}`).join(', ')]),
  );
}

function differs(name: string, here = 'nothing', there = 'nothing'): string {
  return `the table ${name} has ${here} on one side and ${there} on the other`;
}

/** The key of a row as an operator may look for it: `id 0199…`. */
export function keyInWords({ columns, key }: Table, row: Row): string {
  const value = (name: string): Value => row[columns.findIndex((column) => column.name === name)] ?? null;
  return key.map((name) => `${name} ${String(value(name))}`).join(', ');
}
