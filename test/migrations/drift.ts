import type { DataSource } from 'typeorm';
import type { ColumnShape, TableShapes } from './schema.js';

/** What a column of an entity is called by the databases. */
const TYPES: Readonly<Record<string, Readonly<Record<'sqlite' | 'postgres', string>>>> = {
  text: { sqlite: 'text', postgres: 'text' },
  integer: { sqlite: 'integer', postgres: 'integer' },
  bigint: { sqlite: 'integer', postgres: 'bigint' },
  boolean: { sqlite: 'integer', postgres: 'boolean' },
};

/** SQLite's own number of a row, which full-text indexes refer to; no entity has it. */
const ROW_NUMBER = 'row_number';

/** The tables that the entities of a data source expect. */
export function tablesOfEntities(source: DataSource): TableShapes {
  const dialect = source.options.type === 'postgres' ? 'postgres' : 'sqlite';
  return Object.fromEntries(
    source.entityMetadatas.map(({ tableName, columns }) => [
      tableName,
      Object.fromEntries(
        columns.map(({ databaseName, type, isNullable, isPrimary }) => [
          databaseName,
          {
            type: TYPES[String(type)]?.[dialect] ?? `no column of ours: ${String(type)}`,
            nullable: isNullable,
            primary: isPrimary,
          },
        ]),
      ),
    ]),
  );
}

/** Where entities and database differ, one line each; empty: they agree. */
export function driftBetween(entities: TableShapes, database: TableShapes): string[] {
  const tables = new Set([...Object.keys(entities), ...Object.keys(database)]);
  return [...tables].sort().flatMap((table) => {
    const declared = entities[table];
    const actual = database[table];
    if (declared === undefined) return [`${table}: no entity`];
    if (actual === undefined) return [`${table}: no table`];
    return columnDrift(table, declared, actual);
  });
}

function columnDrift(
  table: string,
  declared: Readonly<Record<string, ColumnShape>>,
  actual: Readonly<Record<string, ColumnShape>>,
): string[] {
  const names = new Set([...Object.keys(declared), ...Object.keys(actual)]);
  const numbered = actual[ROW_NUMBER] !== undefined;
  return [...names].sort().flatMap((name) => {
    if (name === ROW_NUMBER) return [];
    const [a, b] = [declared[name], actual[name]];
    if (a === undefined) return [`${table}.${name}: not in the entity`];
    if (b === undefined) return [`${table}.${name}: not in the table`];
    // Where SQLite's primary key is the row's number, the id is unique beside it.
    const primary = numbered ? a.primary : b.primary;
    return say(a) === say({ ...b, primary }) ? [] : [`${table}.${name}: ${say(a)}, in the table ${say(b)}`];
  });
}

function say({ type, nullable, primary }: ColumnShape): string {
  return `${type}${nullable ? '' : ' not null'}${primary ? ' primary' : ''}`;
}
