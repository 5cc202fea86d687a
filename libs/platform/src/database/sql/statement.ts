import type { EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import type { Row } from '../tracking.js';

/** The parameters of a statement, in order. */
export type Values = unknown[];

/** The words of a statement over one entity's table, for the database in use. */
export interface Statement {
  /** The table's name, quoted. */
  readonly table: string;
  escape(name: string): string;
  /** The placeholder of a property's value, which is added to `values` as it is stored. */
  place(column: ColumnMetadata, value: unknown, values: Values): string;
  /** `"column" = ?` for each property that has a value, null included. */
  pairs(row: Row, separator: string, values: Values): string;
  /** A raw row as the entity's properties. */
  read(raw: Row): Row;
}

/** Statements whose text depends only on which columns they name, so that the database prepares each once. */
export function statement(metadata: EntityMetadata): Statement {
  const { driver } = metadata.dataSource;
  const escape = (name: string): string => driver.escape(name);
  const place = (column: ColumnMetadata, value: unknown, values: Values): string => {
    values.push(driver.preparePersistentValue(value, column) ?? null);
    return driver.createParameter(column.propertyName, values.length - 1);
  };
  return {
    table: escape(metadata.tablePath),
    escape,
    place,
    pairs: (row, separator, values) =>
      metadata.columns
        .filter(({ propertyName }) => row[propertyName] !== undefined)
        .map((column) => `${escape(column.databaseName)} = ${place(column, row[column.propertyName], values)}`)
        .join(separator),
    read: (raw) =>
      Object.fromEntries(
        metadata.columns.map((column) => [
          column.propertyName,
          driver.prepareHydratedValue(raw[column.databaseName], column) as unknown,
        ]),
      ),
  };
}
