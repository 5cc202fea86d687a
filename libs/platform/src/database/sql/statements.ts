import { QueryFailedError, type DataSource } from 'typeorm';
import { ReadTurn } from './read-turn.js';
import { connectionOf, type Connection, type Statement } from './sqlite-connection.js';
import type { Values } from './table-statements.js';

/** Rows without names, which cost SQLite's driver as much as the values do. */
export interface Bare {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

interface BareStatement {
  readonly columns: readonly string[];
  readonly statement: Statement;
}

/** Statements that stay prepared: more than the home has texts of. */
const KEPT = 1000;

/**
 * The statements of one connection to SQLite, each prepared once and run at once: TypeORM spends several times as long
 * about a statement as SQLite takes for it.
 */
export class Statements {
  private static readonly known = new WeakMap<DataSource, Statements>();
  private readonly prepared = new Map<string, Statement>();
  private readonly bare = new Map<string, BareStatement>();
  /** Of a connection that only reads. */
  private readonly turn: ReadTurn | undefined;

  private constructor(
    private readonly source: DataSource,
    private readonly connection: Connection,
  ) {
    if ('readonly' in source.options && source.options.readonly === true) this.turn = new ReadTurn(connection);
  }

  static of(source: DataSource): Statements {
    const connection = connectionOf(source);
    const known = Statements.known.get(source);
    if (known?.connection === connection) return known;
    const made = new Statements(source, connection);
    Statements.known.set(source, made);
    return made;
  }

  /** What is committed by now is read from here on. */
  seeCommitted(): void {
    this.turn?.end();
  }

  /** SQLite ends a transaction by itself when the disk fails. */
  get inTransaction(): boolean {
    return this.connection.inTransaction;
  }

  /** @returns its rows. @throws QueryFailedError, as TypeORM's `query` does. */
  run<T extends object>(sql: string, values: Values = []): T[] {
    const { logger } = this.source;
    logger.logQuery(sql, values);
    try {
      const statement = this.statement(sql);
      const bound = bindable(values);
      this.turn?.begin();
      if (statement.reader) return statement.all(...bound) as T[];
      statement.run(...bound);
      return [];
    } catch (error) {
      throw this.failed(error, sql, values);
    }
  }

  /** The rows of a SELECT, each in the order of its columns. @throws QueryFailedError */
  select(sql: string, values: Values): Bare {
    this.source.logger.logQuery(sql, values);
    try {
      const { columns, statement } = this.bareStatement(sql);
      this.turn?.begin();
      return { columns, rows: statement.all(...bindable(values)) as unknown[][] };
    } catch (error) {
      throw this.failed(error, sql, values);
    }
  }

  /**
   * Runs one statement for each of many rows, in a third of the time of one statement with all of them, whose rows SQLite
   * takes one by one anyway.
   * @throws QueryFailedError of the first row that fails; those before it are in the unit of work.
   */
  runEach(sql: string, rows: readonly Values[]): void {
    let values: Values = rows[0] ?? [];
    this.source.logger.logQuery(sql, values);
    try {
      const statement = this.statement(sql);
      for (values of rows) statement.run(...values);
    } catch (error) {
      throw this.failed(error, sql, values);
    }
  }

  private statement(sql: string): Statement {
    const known = this.prepared.get(sql);
    if (known !== undefined) return known;
    const statement = this.connection.prepare(sql);
    keep(this.prepared, sql, statement);
    return statement;
  }

  private bareStatement(sql: string): BareStatement {
    const known = this.bare.get(sql);
    if (known !== undefined) return known;
    const statement = this.connection.prepare(sql).raw();
    const made = { columns: statement.columns().map(({ name }) => name), statement };
    keep(this.bare, sql, made);
    return made;
  }

  private failed(error: unknown, sql: string, values: Values): QueryFailedError {
    const cause = isError(error) ? error : new Error(String(error));
    this.source.logger.logQueryError(cause, sql, values);
    return new QueryFailedError(sql, values, cause);
  }
}

/** The oldest makes room: finding a statement costs less than knowing which was used last. */
function keep<T>(statements: Map<string, T>, sql: string, statement: T): void {
  const [oldest] = statements.size < KEPT ? [] : statements.keys();
  if (oldest !== undefined) statements.delete(oldest);
  statements.set(sql, statement);
}

/** Also one of the driver's own, which may be of another realm. */
function isError(error: unknown): error is Error {
  return typeof error === 'object' && error !== null && 'message' in error;
}

/** SQLite has no booleans. */
function bindable(values: Values): Values {
  return values.some(isBoolean) ? values.map((value) => (isBoolean(value) ? Number(value) : value)) : values;
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}
