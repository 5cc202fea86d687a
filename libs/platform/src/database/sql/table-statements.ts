import type { EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { toDecimal, type Quantity } from '#platform/kernel';
import { isQuantityColumn } from '../columns.js';
import type { Row } from '../tracking.js';

/** The parameters of a statement, in order. */
export type Values = unknown[];

/**
 * The statements that write one entity's table, on the database in use. Their text depends only on which columns and how
 * many rows they name, so that the database prepares each once.
 */
export class TableStatements {
  private static readonly known = new WeakMap<EntityMetadata, TableStatements>();
  private readonly table: string;
  private readonly names: readonly string[];
  private readonly quantities: readonly boolean[];

  private constructor(private readonly metadata: EntityMetadata) {
    const { driver } = metadata.dataSource;
    this.table = driver.escape(metadata.tablePath);
    this.names = metadata.columns.map(({ databaseName }) => driver.escape(databaseName));
    this.quantities = metadata.columns.map(isQuantityColumn);
  }

  static of(metadata: EntityMetadata): TableStatements {
    const known = TableStatements.known.get(metadata);
    if (known !== undefined) return known;
    const made = new TableStatements(metadata);
    TableStatements.known.set(metadata, made);
    return made;
  }

  /** One statement for all of these rows. */
  insert(rows: readonly object[], values: Values): string {
    const tuples = rows.map((row) => {
      const places = this.metadata.columns.map((column) => this.place(column, column.getEntityValue(row), values));
      return `(${places.join(', ')})`;
    });
    return `INSERT INTO ${this.table} (${this.names.join(', ')}) VALUES ${tuples.join(', ')}`;
  }

  /** The values of a row, in the order of {@link insert}. */
  valuesOf(row: object): Values {
    return this.metadata.columns.map((column) => this.stored(column, column.getEntityValue(row)));
  }

  selectWhere(where: Row, values: Values): string {
    return `SELECT ${this.names.join(', ')} FROM ${this.table} WHERE ${this.pairs(where, ' AND ', values)}`;
  }

  /** Gives back the id of what it has changed. */
  update(changes: Row, where: Row, values: Values): string {
    const set = this.pairs(changes, ', ', values);
    return `UPDATE ${this.table} SET ${set} WHERE ${this.pairs(where, ' AND ', values)} RETURNING "id"`;
  }

  /** A raw row as the entity's properties. */
  read(raw: Row): Row {
    const { driver } = this.metadata.dataSource;
    const row: Record<string, unknown> = {};
    for (const column of this.metadata.columns) {
      row[column.propertyName] = driver.prepareHydratedValue(raw[column.databaseName], column);
    }
    return row;
  }

  /** An entity's properties as the trail has them: amounts as decimals, null where there is no value. */
  shown(entity: object): Row {
    const row: Record<string, unknown> = {};
    for (const [index, column] of this.metadata.columns.entries()) {
      const value: unknown = column.getEntityValue(entity);
      const amount = this.quantities[index] === true && typeof value === 'number';
      row[column.propertyName] = amount ? toDecimal(value as Quantity) : (value ?? null);
    }
    return row;
  }

  /** `"column" = ?` for each property that has a value, null included. */
  private pairs(row: Row, separator: string, values: Values): string {
    const pairs: string[] = [];
    for (const [index, column] of this.metadata.columns.entries()) {
      const value = row[column.propertyName];
      if (value !== undefined) pairs.push(`${this.names[index] ?? ''} = ${this.place(column, value, values)}`);
    }
    return pairs.join(separator);
  }

  /** The placeholder of a value, which is added to `values` as it is stored. */
  private place(column: ColumnMetadata, value: unknown, values: Values): string {
    values.push(this.stored(column, value));
    return this.metadata.dataSource.driver.createParameter(column.propertyName, values.length - 1);
  }

  private stored(column: ColumnMetadata, value: unknown): unknown {
    return this.metadata.dataSource.driver.preparePersistentValue(value, column) ?? null;
  }
}
