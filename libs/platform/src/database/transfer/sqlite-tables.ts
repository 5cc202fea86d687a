import type Database from 'better-sqlite3';
import { inOrderOfReferences, isOfTheHome, keyOf, type Column, type Table } from './table.js';

/** The number of a row in its file, which its full-text index goes by (`columns.ts`): it is given anew where a row comes to. */
const ROW_NUMBER = 'row_number';

/** Columns as SQLite lists them. */
interface Listed {
  readonly name: string;
  readonly type: string;
}

/** The names of the tables with rows of the home; without those in which SQLite keeps a full-text index. */
export function tableNames(database: Database.Database): readonly string[] {
  const listed = database.pragma('table_list') as { schema: string; name: string; type: string }[];
  return listed.flatMap(({ schema, name, type }) =>
    schema === 'main' && type === 'table' && !name.startsWith('sqlite_') && isOfTheHome(name) ? [name] : [],
  );
}

/** The tables of a home that is stored in SQLite, each after those that it refers to. */
export function tablesOf(database: Database.Database): readonly Table[] {
  return inOrderOfReferences(tableNames(database).map((name) => tableOf(database, name)));
}

function tableOf(database: Database.Database, name: string): Table {
  const listed = database.pragma(`table_info("${name}")`) as Listed[];
  const references = database.pragma(`foreign_key_list("${name}")`) as { table: string }[];
  const columns = listed
    .filter((column) => column.name !== ROW_NUMBER)
    .map((column) => columnOf(name, column))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return { name, columns, key: keyOf(name, columns), references: references.map(({ table }) => table) };
}

/** Every column of a home is one of these two, and its table refuses what is neither (STRICT). */
function columnOf(table: string, { name, type }: Listed): Column {
  if (type === 'TEXT') return { name, holds: 'text' };
  if (type === 'INTEGER') return { name, holds: 'number' };
  throw new Error(`the column ${name} of ${table} is ${type}, which is none of a home's`);
}
