import type {
  Brackets,
  EntityMetadata,
  FindOptionsWhere,
  ObjectLiteral,
  ObjectType,
  SelectQueryBuilder,
} from 'typeorm';
import type { Handle } from '../handle.js';
import type { Row } from '../tracking.js';
import { textOf, type Bound, type KeptText } from './kept-text.js';
import { Statements } from './statements.js';
import { TableStatements } from './table-statements.js';

/** Values by the names that a query's text has for them. */
type Parameters = object;

type Direction = 'ASC' | 'DESC';

/**
 * A SELECT over an entity, said as TypeORM's query builder has it. That one writes its text, once for each thing that is
 * said; the next time only the values of the parameters differ. Rows are plain objects with the entity's properties.
 */
export class Query<E extends ObjectLiteral> {
  readonly metadata: EntityMetadata;
  private readonly steps: ((builder: SelectQueryBuilder<E>) => unknown)[] = [];
  private readonly parameters: Record<string, unknown> = {};
  /** Undefined: something was said that isn't text. */
  private key: string | undefined;

  constructor(
    private readonly handle: Handle,
    private readonly entity: ObjectType<E>,
    readonly alias: string,
  ) {
    this.metadata = handle.manager.dataSource.getMetadata(entity);
    this.key = alias;
  }

  where(condition: string | Brackets | FindOptionsWhere<E>, parameters?: Parameters): this {
    return this.condition('where', condition, parameters);
  }

  andWhere(condition: string | Brackets | FindOptionsWhere<E>, parameters?: Parameters): this {
    return this.condition('andWhere', condition, parameters);
  }

  setParameters(parameters: Parameters): this {
    Object.assign(this.parameters, parameters);
    return this;
  }

  select(selection: string | readonly string[], name?: string): this {
    return typeof selection === 'string'
      ? this.say(`select ${selection} ${name ?? ''}`, (builder) => builder.select(selection, name))
      : this.say(`select ${selection.join(', ')}`, (builder) => builder.select([...selection]));
  }

  addSelect(selection: string, name?: string): this {
    return this.say(`addSelect ${selection} ${name ?? ''}`, (builder) => builder.addSelect(selection, name));
  }

  distinct(): this {
    return this.say('distinct', (builder) => builder.distinct(true));
  }

  /** Reads from a subquery as if it were the table. */
  fromRows(subQuery: string): this {
    return this.say(`from ${subQuery}`, ({ expressionMap }) => {
      if (expressionMap.mainAlias !== undefined) expressionMap.mainAlias.subQuery = subQuery;
    });
  }

  innerJoin(entity: ObjectType<ObjectLiteral>, alias: string, condition: string): this {
    return this.say(`innerJoin ${entity.name} ${alias} ${condition}`, (builder) =>
      builder.innerJoin(entity, alias, condition),
    );
  }

  leftJoin(entity: ObjectType<ObjectLiteral>, alias: string, condition: string, parameters: Parameters = {}): this {
    this.setParameters(parameters);
    return this.say(`leftJoin ${entity.name} ${alias} ${condition}`, (builder) =>
      builder.leftJoin(entity, alias, condition),
    );
  }

  orderBy(column: string, direction: Direction = 'ASC'): this {
    return this.say(`orderBy ${column} ${direction}`, (builder) => builder.orderBy(column, direction));
  }

  addOrderBy(column: string, direction: Direction = 'ASC'): this {
    return this.say(`addOrderBy ${column} ${direction}`, (builder) => builder.addOrderBy(column, direction));
  }

  groupBy(column: string): this {
    return this.say(`groupBy ${column}`, (builder) => builder.groupBy(column));
  }

  addGroupBy(column: string): this {
    return this.say(`addGroupBy ${column}`, (builder) => builder.addGroupBy(column));
  }

  limit(count: number): this {
    return this.say(`limit ${count}`, (builder) => builder.limit(count));
  }

  /** Locks the rows until the unit of work ends; on PostgreSQL only. */
  locked(): this {
    return this.say('locked', (builder) => builder.setLock('pessimistic_write'));
  }

  /** The rows, with the properties that were selected; by default all that the entity doesn't hold back. */
  async getMany(): Promise<E[]> {
    return this.isSqlite ? this.rowsNow() : this.rowsAsked();
  }

  async getOne(): Promise<E | null> {
    const [row] = this.isSqlite ? this.rowsNow() : await this.rowsAsked();
    return row ?? null;
  }

  /** The rows as the database gives them, by the names that were selected. */
  async getRawMany<T extends object>(): Promise<T[]> {
    return this.isSqlite ? this.rawNow<T>() : this.rawAsked<T>();
  }

  async getRawOne<T extends object>(): Promise<T | undefined> {
    const [row] = this.isSqlite ? this.rawNow<T>() : await this.rawAsked<T>();
    return row;
  }

  getCount(): Promise<number> {
    return this.built().getCount();
  }

  getExists(): Promise<boolean> {
    return this.built().getExists();
  }

  /** The text, with its parameters by name: for a condition of another query. */
  getQuery(): string {
    return textOf(this.metadata, this.key, () => this.built().getQuery()).sql;
  }

  private get isSqlite(): boolean {
    return this.handle.dialect === 'sqlite';
  }

  /** Of SQLite, which answers at once: each promise that isn't made is one that nobody keeps track of. */
  private rowsNow(): E[] {
    const { text, sql, values } = this.said();
    const { columns, rows } = Statements.of(this.handle.manager.dataSource).select(sql, values);
    const read = (text.read ??= TableStatements.of(this.metadata).reader(columns, `${this.alias}_`));
    return rows.map((row) => read(row) as E);
  }

  private async rowsAsked(): Promise<E[]> {
    const rows = await this.rawAsked<Row>();
    const table = TableStatements.of(this.metadata);
    const prefix = `${this.alias}_`;
    return rows.map((row) => table.read(row, prefix) as E);
  }

  private rawNow<T extends object>(): T[] {
    const { text, sql, values } = this.said();
    const { columns, rows } = Statements.of(this.handle.manager.dataSource).select(sql, values);
    const name = (text.name ??= namer(columns));
    return rows.map((row) => name(row) as T);
  }

  private rawAsked<T extends object>(): Promise<T[]> {
    const { sql, values } = this.said();
    return this.handle.manager.query<T[]>(sql, values);
  }

  private said(): { readonly text: KeptText } & Bound {
    let parameters: Row = this.parameters;
    const text = textOf(this.metadata, this.key, () => {
      const builder = this.built();
      const sql = builder.getQuery();
      // What isn't text has parameters whose names are TypeORM's.
      if (this.key === undefined) parameters = builder.getParameters();
      return sql;
    });
    return { text, ...text.bind(this.metadata.dataSource.driver, parameters) };
  }

  /** TypeORM's own, with all that was said. */
  private built(): SelectQueryBuilder<E> {
    const builder = this.handle.manager.createQueryBuilder(this.entity, this.alias);
    for (const step of this.steps) step(builder);
    return builder.setParameters(this.parameters);
  }

  private condition(
    how: 'where' | 'andWhere',
    condition: string | Brackets | FindOptionsWhere<E>,
    parameters: Parameters = {},
  ): this {
    this.setParameters(parameters);
    if (typeof condition === 'string') return this.say(`${how} ${condition}`, (builder) => builder[how](condition));
    this.key = undefined;
    return this.say('', (builder) => builder[how](condition));
  }

  private say(words: string, step: (builder: SelectQueryBuilder<E>) => unknown): this {
    if (this.key !== undefined) this.key += `\n${words}`;
    this.steps.push(step);
    return this;
  }
}

/** What the driver does to a row, in half the time. */
function namer(columns: readonly string[]): (row: readonly unknown[]) => Row {
  class Named {
    readonly [column: string]: unknown;

    constructor(row: readonly unknown[]) {
      for (let index = 0; index < columns.length; index += 1) {
        (this as Record<string, unknown>)[columns[index] ?? ''] = row[index];
      }
    }
  }
  return (row) => new Named(row);
}
