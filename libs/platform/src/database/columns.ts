import { Column, PrimaryColumn, type ColumnOptions, type ValueTransformer } from 'typeorm';
import { tableSuffix, type Dialect } from './dialect.js';
import { fromMillionths, type Quantity } from '#platform/kernel';
import type { Instant } from '#platform/time';

/*
 * One idea of a column, said twice: as the DDL that a migration writes and as the decorator that an entity wears.
 * Ids, instants and local dates are text of one sortable form on both databases, in binary collation so that both
 * sort alike; amounts are whole millionths, so that sums and checks in SQL are exact.
 */

/** A column of a hand-written migration. */
export interface ColumnDdl {
  readonly type: 'text' | 'integer' | 'bigint' | 'boolean';
  readonly nullable: boolean;
  readonly primary?: boolean;
  readonly references?: string;
  readonly check?: (name: string) => string;
  /** SQLite: the table also has an explicit row number, which its full-text index refers to and VACUUM keeps. */
  readonly searched?: boolean;
}

export const ddl = {
  /** A UUIDv7 that identifies the row. */
  id: (): ColumnDdl => ({ type: 'text', nullable: false, primary: true }),
  /** The same, of a table that has a full-text index (`dialect.ts`). */
  searchedId: (): ColumnDdl => ({ type: 'text', nullable: false, primary: true, searched: true }),
  /** The id of a row of another table; it can't be deleted while this one stands. */
  ref: (table: string): ColumnDdl => ({ type: 'text', nullable: false, references: table }),
  /** The id of something that has no foreign key (another domain's row that may move to its own database). */
  key: (): ColumnDdl => ({ type: 'text', nullable: false }),
  text: (): ColumnDdl => ({ type: 'text', nullable: false }),
  /** One of a closed list of kebab-case words. */
  oneOf: (values: readonly string[]): ColumnDdl => ({
    type: 'text',
    nullable: false,
    check: (name) => `"${name}" IN (${values.map((value) => `'${value}'`).join(', ')})`,
  }),
  /** UTC with milliseconds, `2026-03-29T06:00:00.000Z`. */
  instant: (): ColumnDdl => ({ type: 'text', nullable: false, check: (name) => `length("${name}") = 24` }),
  /** `YYYY-MM-DD`. */
  localDate: (): ColumnDdl => ({ type: 'text', nullable: false, check: (name) => `length("${name}") = 10` }),
  /** `YYYY-MM-DDTHH:mm`. */
  localDateTime: (): ColumnDdl => ({ type: 'text', nullable: false, check: (name) => `length("${name}") = 16` }),
  integer: (): ColumnDdl => ({ type: 'integer', nullable: false }),
  /** An exact decimal in whole millionths. */
  quantity: (): ColumnDdl => ({ type: 'bigint', nullable: false }),
  boolean: (): ColumnDdl => ({ type: 'boolean', nullable: false }),
  /** JSON as text: read and written whole, never searched. */
  json: (): ColumnDdl => ({ type: 'text', nullable: false }),
  /** `version`, `created_at` and `updated_at`, which every stored resource has. */
  stored: (): Record<string, ColumnDdl> => ({
    version: { type: 'integer', nullable: false, check: (name) => `"${name}" >= 1` },
    created_at: ddl.instant(),
    updated_at: ddl.instant(),
  }),
};

export function nullable(column: ColumnDdl): ColumnDdl {
  return { ...column, nullable: true };
}

export function createTable(
  dialect: Dialect,
  table: string,
  columns: Readonly<Record<string, ColumnDdl>>,
  constraints: readonly string[] = [],
): string {
  return `CREATE TABLE "${table}" ${tableBody(dialect, { table, columns, constraints })}`;
}

function tableBody(dialect: Dialect, { table, columns, constraints }: Omit<TableDdl, 'indexes'>): string {
  const lines = Object.entries(columns).map(([name, column]) => columnSql(dialect, table, name, column));
  return `(\n  ${[...lines, ...constraints].join(',\n  ')}\n)${tableSuffix(dialect)}`;
}

/** A whole table as a migration finds it, which SQLite needs to make it anew. No trigger and no other table knows it. */
export interface TableDdl {
  readonly table: string;
  readonly columns: Readonly<Record<string, ColumnDdl>>;
  readonly constraints: readonly string[];
  readonly indexes: readonly string[];
}

/**
 * Adds a column that no row may be without to a table that may have rows.
 * @param value SQL for the value in a row that is there already; it names the table's columns with the table.
 */
export function addFilledColumn(
  dialect: Dialect,
  { columns, ...found }: TableDdl,
  name: string,
  column: ColumnDdl,
  value: string,
): string[] {
  const { table } = found;
  if (dialect === 'sqlite')
    return remake(dialect, { ...found, columns: { ...columns, [name]: column } }, { [name]: value });
  return [
    addColumn(dialect, table, name, column),
    `UPDATE "${table}" SET "${name}" = ${value}`,
    `ALTER TABLE "${table}" ALTER COLUMN "${name}" SET NOT NULL`,
  ];
}

/** Takes {@link addFilledColumn} back. @param left the table as it was before. */
export function dropFilledColumn(dialect: Dialect, left: TableDdl, name: string): string[] {
  return dialect === 'sqlite' ? remake(dialect, left) : [dropColumn(left.table, name)];
}

/** SQLite adds no column that must have a value, and drops none that refers to a table: both take a new table. */
function remake(dialect: Dialect, made: TableDdl, values: Readonly<Record<string, string>> = {}): string[] {
  const { table, columns, indexes } = made;
  const names = Object.keys(columns);
  const from = names.map((name) => values[name] ?? `"${table}"."${name}"`);
  return [
    `CREATE TABLE "${table}_new" ${tableBody(dialect, made)}`,
    `INSERT INTO "${table}_new" (${quoted(names)}) SELECT ${from.join(', ')} FROM "${table}"`,
    `DROP TABLE "${table}"`,
    `ALTER TABLE "${table}_new" RENAME TO "${table}"`,
    ...indexes,
  ];
}

/** Adds a nullable column to a table that may have rows. */
export function addColumn(dialect: Dialect, table: string, name: string, column: ColumnDdl): string {
  return `ALTER TABLE "${table}" ADD COLUMN ${columnSql(dialect, table, name, nullable(column))}`;
}

/** Adds a boolean that is false in the rows that are there. Unlike {@link addFilledColumn} it leaves triggers in place. */
export function addFlag(dialect: Dialect, table: string, name: string): string {
  const no = dialect === 'sqlite' ? '0' : 'false';
  return `ALTER TABLE "${table}" ADD COLUMN ${columnSql(dialect, table, name, ddl.boolean())} DEFAULT ${no}`;
}

/** Adds a JSON list that is empty in the rows that are there, without touching them. */
export function addList(dialect: Dialect, table: string, name: string): string {
  return `ALTER TABLE "${table}" ADD COLUMN ${columnSql(dialect, table, name, ddl.json())} DEFAULT '[]'`;
}

/** Adds a text that `value`, SQL over the table's columns, gives to the rows that are there; triggers stay too. */
export function addFilledText(dialect: Dialect, table: string, name: string, value: string): string[] {
  return [
    `ALTER TABLE "${table}" ADD COLUMN ${columnSql(dialect, table, name, ddl.text())} DEFAULT ''`,
    `UPDATE "${table}" SET "${name}" = ${value}`,
  ];
}

/** Adds one word of a closed list, the first of it in the rows that are there; triggers stay too. */
export function addWord(dialect: Dialect, table: string, name: string, values: readonly [string, ...string[]]): string {
  return `ALTER TABLE "${table}" ADD COLUMN ${columnSql(dialect, table, name, ddl.oneOf(values))} DEFAULT '${values[0]}'`;
}

export function dropColumn(table: string, name: string): string {
  return `ALTER TABLE "${table}" DROP COLUMN "${name}"`;
}

/** A unique constraint whose name says its columns, as `constraint-errors.ts` expects. */
export function unique(table: string, ...columns: readonly string[]): string {
  return `CONSTRAINT "${uniqueName(table, columns)}" UNIQUE (${quoted(columns)})`;
}

/** A unique index over part of the table only. */
export function createPartialUnique(table: string, columns: readonly string[], where: string): string {
  return `CREATE UNIQUE INDEX "${uniqueName(table, columns)}" ON "${table}" (${quoted(columns)}) WHERE ${where}`;
}

/**
 * An index; a column may carry its direction, as in `taken_at DESC`.
 * @param where which rows it is of; by default all
 * @param name by default said by the columns, which one over part of the rows may share with another
 */
export function createIndex(
  table: string,
  columns: readonly string[],
  where?: string,
  name = `ix_${table}__${columns.map((column) => column.split(' ')[0] ?? column).join('_')}`,
): string {
  const list = columns.map((column) => column.replace(/^(\w+)/, '"$1"')).join(', ');
  return `CREATE INDEX "${name}" ON "${table}" (${list})${where === undefined ? '' : ` WHERE ${where}`}`;
}

export function uniqueName(table: string, columns: readonly string[]): string {
  return `uq_${table}__${columns.join('_')}`;
}

function quoted(columns: readonly string[]): string {
  return columns.map((column) => `"${column}"`).join(', ');
}

function columnSql(dialect: Dialect, table: string, name: string, column: ColumnDdl): string {
  const check = dialect === 'sqlite' && column.type === 'boolean' ? (n: string) => `"${n}" IN (0, 1)` : column.check;
  const numbered = dialect === 'sqlite' && column.searched === true;
  return [
    `${numbered ? '"row_number" INTEGER PRIMARY KEY, ' : ''}"${name}" ${typeSql(dialect, column)}`,
    column.nullable ? '' : 'NOT NULL',
    column.primary !== true ? '' : numbered ? 'UNIQUE' : 'PRIMARY KEY',
    column.references === undefined ? '' : `REFERENCES "${column.references}" ("id")`,
    check === undefined ? '' : `CONSTRAINT "ck_${table}__${name}" CHECK (${check(name)})`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function typeSql(dialect: Dialect, column: ColumnDdl): string {
  if (dialect === 'sqlite') return column.type === 'text' ? 'TEXT' : 'INTEGER';
  return column.type === 'text' ? 'text COLLATE "C"' : column.type;
}

const asQuantity: ValueTransformer = {
  from: (value: number | string | null) => (value === null ? null : fromMillionths(Number(value))),
  to: (value: Quantity | null) => value,
};

const asJson: ValueTransformer = {
  from: (value: string | null) => (value === null ? null : (JSON.parse(value) as unknown)),
  to: (value: unknown) => (value === null || value === undefined ? value : JSON.stringify(value)),
};

/** A column of plain text: names, kebab-case words, ids, instants, local dates and times. */
export function TextColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: 'text', ...options });
}

export function IdColumn(): PropertyDecorator {
  return PrimaryColumn({ type: 'text' });
}

export function IntegerColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: 'integer', ...options });
}

export function BooleanColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: 'boolean', ...options });
}

/** An exact decimal; the entity's property is a {@link Quantity}. */
export function QuantityColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: 'bigint', transformer: asQuantity, ...options });
}

/** Whether a column is one of {@link QuantityColumn}: nothing else is as wide. */
export function isQuantityColumn(column: { readonly type: unknown }): boolean {
  return column.type === 'bigint';
}

/** JSON held as text. */
export function JsonColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: 'text', transformer: asJson, ...options });
}

/** The columns of every stored resource. An entity extends it. */
export abstract class StoredEntity {
  @IdColumn()
  id!: string;

  /** 1 at creation, one more with every change. */
  @IntegerColumn()
  version!: number;

  @TextColumn()
  createdAt!: Instant;

  @TextColumn()
  updatedAt!: Instant;
}
