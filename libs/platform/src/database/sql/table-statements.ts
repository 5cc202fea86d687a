import type { EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { toDecimal, type Quantity } from '#platform/kernel';
import { isQuantityColumn } from '../columns.js';
import type { Row } from '../tracking.js';

/** The parameters of a statement, in order. */
export type Values = unknown[];

/** A column, as far as a row passes through it. */
interface Field {
  readonly property: string;
  /** In the database. */
  readonly column: string;
  /** Escaped. */
  readonly name: string;
  readonly isQuantity: boolean;
  /** Only where a value is stored otherwise than the property has it. */
  readonly store?: (value: unknown) => unknown;
  readonly read?: (value: unknown) => unknown;
}

/**
 * The statements that write one entity's table, on the database in use. Their text depends only on which columns and how
 * many rows they name, so that the database prepares each once.
 */
export class TableStatements {
  private static readonly known = new WeakMap<EntityMetadata, TableStatements>();
  private readonly table: string;
  private readonly fields: readonly Field[];
  private readonly names: string;
  private readonly texts = new Map<number, string>();
  /** An entity's properties as the trail has them: amounts as decimals, null where there is no value. */
  readonly shown: (entity: object) => Row;

  private constructor(private readonly metadata: EntityMetadata) {
    this.table = metadata.dataSource.driver.escape(metadata.tablePath);
    this.fields = metadata.columns.map(fieldOf);
    this.names = this.fields.map(({ name }) => name).join(', ');
    this.shown = shownBy(this.fields);
  }

  static of(metadata: EntityMetadata): TableStatements {
    const known = TableStatements.known.get(metadata);
    if (known !== undefined) return known;
    const made = new TableStatements(metadata);
    TableStatements.known.set(metadata, made);
    return made;
  }

  /** One statement for so many rows, whose values are those of {@link valuesOf}, one row after the other. */
  insert(rows: number): string {
    const known = this.texts.get(rows);
    if (known !== undefined) return known;
    const tuples = Array.from({ length: rows }, (_, row) => {
      const places = this.fields.map(({ property }, index) => this.place(property, row * this.fields.length + index));
      return `(${places.join(', ')})`;
    });
    const text = `INSERT INTO ${this.table} (${this.names}) VALUES ${tuples.join(', ')}`;
    // There are as many texts as there are sizes of a batch.
    if (rows === 1) this.texts.set(rows, text);
    return text;
  }

  /** The values of a row, in the order of {@link insert}. */
  valuesOf(row: object): Values {
    return this.fields.map((field) => stored(field, (row as Row)[field.property]));
  }

  selectWhere(where: Row, values: Values): string {
    return `SELECT ${this.names} FROM ${this.table} WHERE ${this.pairs(where, ' AND ', values)}`;
  }

  /** Gives back the id of what it has changed. */
  update(changes: Row, where: Row, values: Values): string {
    const set = this.pairs(changes, ', ', values);
    return `UPDATE ${this.table} SET ${set} WHERE ${this.pairs(where, ' AND ', values)} RETURNING "id"`;
  }

  /** A raw row as the entity's properties. @param prefix of the names of its columns. */
  read(raw: Row, prefix = ''): Row {
    const row: Record<string, unknown> = {};
    for (const { property, column, read } of this.fields) {
      const value = raw[prefix + column];
      // Not every column is selected.
      if (value !== undefined) row[property] = read === undefined ? value : read(value);
    }
    return row;
  }

  /** Makes of a row in the order of these columns what {@link read} does. @param prefix of their names. */
  reader(columns: readonly string[], prefix: string): (row: readonly unknown[]) => Row {
    const fields = this.fields
      .map((field) => ({ ...field, index: columns.indexOf(prefix + field.column) }))
      .filter(({ index }) => index >= 0);
    const blank = blankOf(fields);
    return (raw) => {
      const row = { ...blank };
      for (const { property, index, read } of fields) {
        const value = raw[index];
        row[property] = read === undefined ? value : read(value);
      }
      return row;
    };
  }

  /** `"column" = ?` for each property that has a value, null included. */
  private pairs(row: Row, separator: string, values: Values): string {
    const pairs: string[] = [];
    for (const field of this.fields) {
      const value = row[field.property];
      if (value === undefined) continue;
      pairs.push(`${field.name} = ${this.place(field.property, values.length)}`);
      values.push(stored(field, value));
    }
    return pairs.join(separator);
  }

  private place(property: string, index: number): string {
    return this.metadata.dataSource.driver.createParameter(property, index);
  }
}

/** In the same way as rows that are read. */
function shownBy(fields: readonly Field[]): (entity: object) => Row {
  const blank = blankOf(fields);
  return (entity) => {
    const row = { ...blank };
    for (const { property, isQuantity } of fields) {
      const value = (entity as Row)[property];
      row[property] = isQuantity && typeof value === 'number' ? toDecimal(value as Quantity) : (value ?? null);
    }
    return row;
  };
}

/**
 * A row without values, to be copied and filled. V8 keeps an object that gets more than a dozen or two of properties one by
 * one as a dictionary, which takes several times as long to copy and to write as JSON; one that is parsed has its place
 * for each.
 */
function blankOf(fields: readonly Field[]): Record<string, unknown> {
  return JSON.parse(JSON.stringify(Object.fromEntries(fields.map(({ property }) => [property, null])))) as Record<
    string,
    unknown
  >;
}

function stored({ store }: Field, value: unknown): unknown {
  return (store === undefined ? value : store(value)) ?? null;
}

function fieldOf(column: ColumnMetadata): Field {
  const { driver } = column.entityMetadata.dataSource;
  const field = {
    property: column.propertyName,
    column: column.databaseName,
    name: driver.escape(column.databaseName),
    isQuantity: isQuantityColumn(column),
  };
  if (column.transformer === undefined && (column.type === 'text' || column.type === 'integer')) return field;
  return {
    ...field,
    store: (value) => driver.preparePersistentValue(value, column) as unknown,
    read: (value) => driver.prepareHydratedValue(value, column) as unknown,
  };
}
