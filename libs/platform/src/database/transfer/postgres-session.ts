import type { QueryRunner } from 'typeorm';
import type { DatabaseConfig } from '#platform/config';
import { createDataSources, unhurried, type EntityClass } from '../data-sources.js';
import { StorageWatch, UNTOLD } from '../storage-watch.js';
import { inOrderOfReferences, isOfTheHome, keyOf, type Column, type Row, type Table, type Value } from './table.js';
import { BATCH } from './side.js';
import { asNumber, sizeOfRow, UnmovableValueError } from './values.js';

/** The part of a PostgreSQL connection that is used here. */
interface Connection {
  query(statement: {
    readonly text: string;
    readonly values?: readonly unknown[];
    readonly rowMode: 'array';
  }): Promise<{
    readonly rows: unknown[][];
  }>;
}

/** Rows that the first batch of a table asks for; how many the next ones do goes by their size. */
const FIRST = 100;

/** One transaction on a PostgreSQL database, in which all of a move happens on that side. */
export class PostgresSession {
  private constructor(
    readonly runner: QueryRunner,
    private readonly connection: Connection,
  ) {}

  /** @param isolation at which the transaction begins. */
  static async open(
    config: DatabaseConfig,
    entities: readonly EntityClass[],
    isolation: 'READ COMMITTED' | 'REPEATABLE READ',
  ): Promise<PostgresSession> {
    const source = unhurried(createDataSources(config, entities, new StorageWatch(UNTOLD)).writer);
    await source.initialize();
    const runner = source.createQueryRunner();
    try {
      await runner.startTransaction(isolation);
      const session = new PostgresSession(runner, (await runner.connect()) as Connection);
      // A server may be set to cut off who takes long; a move may.
      for (const limit of ['statement_timeout', 'idle_in_transaction_session_timeout']) {
        await session.ask(`SET LOCAL ${limit} = 0`);
      }
      return session;
    } catch (error) {
      await runner.release();
      await source.destroy();
      throw error;
    }
  }

  /** The rows of a statement, each as its values. */
  async ask(text: string, values: readonly unknown[] = []): Promise<readonly unknown[][]> {
    return (await this.connection.query({ text, values, rowMode: 'array' })).rows;
  }

  /** The first value of each row, as text. */
  async names(text: string, values: readonly unknown[] = []): Promise<readonly string[]> {
    return (await this.ask(text, values)).map(([name]) => String(name));
  }

  /** The names of the tables with rows of the home in the schema in use; without those of extensions. */
  async tableNames(): Promise<readonly string[]> {
    const names = await this.names(
      `SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
        AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
          AND d.objid = c.oid AND d.deptype = 'e') ORDER BY c.relname`,
    );
    return names.filter(isOfTheHome);
  }

  /** The tables of a home that is stored in PostgreSQL, each after those that it refers to. */
  async tables(): Promise<readonly Table[]> {
    const tables: Table[] = [];
    for (const name of await this.tableNames()) tables.push(await this.table(name));
    return inOrderOfReferences(tables);
  }

  async count(table: Table): Promise<number> {
    const [row] = await this.ask(`SELECT count(*) FROM "${table.name}"`);
    return Number(row?.[0]);
  }

  async *rows(table: Table): AsyncGenerator<readonly Row[]> {
    const columns = table.columns.map(({ name }) => `"${name}"`).join(', ');
    const key = table.key.map((name) => `"${name}"`).join(', ');
    await this.ask(`DECLARE "moved" NO SCROLL CURSOR FOR SELECT ${columns} FROM "${table.name}" ORDER BY ${key}`);
    let count = FIRST;
    for (;;) {
      const stored = await this.ask(`FETCH ${count} FROM "moved"`);
      if (stored.length === 0) break;
      const rows = stored.map((row) => readRow(table, row));
      yield rows;
      const size = rows.reduce((sum, row) => sum + sizeOfRow(row), 0);
      count = Math.max(1, Math.min(BATCH.rows, Math.floor((BATCH.size * rows.length) / size)));
    }
    await this.ask('CLOSE "moved"');
  }

  /** Ends it; what is not committed is as if it had never been. */
  async close(): Promise<void> {
    await this.runner.release();
    await this.runner.dataSource.destroy();
  }

  private async table(name: string): Promise<Table> {
    const found = await this.ask(
      `SELECT attname, format_type(atttypid, NULL) FROM pg_attribute
        WHERE attrelid = to_regclass(quote_ident($1)) AND attnum > 0 AND NOT attisdropped`,
      [name],
    );
    const columns = found.map(([column, type]) => columnOf(name, String(column), String(type)));
    columns.sort((a, b) => (a.name < b.name ? -1 : 1));
    const references = await this.names(
      `SELECT c.relname FROM pg_constraint f JOIN pg_class c ON c.oid = f.confrelid
        WHERE f.contype = 'f' AND f.conrelid = to_regclass(quote_ident($1))`,
      [name],
    );
    return { name, columns, key: keyOf(name, columns), references };
  }
}

/** Every column of a home is of one of these types (`columns.ts`). */
const HELD: Readonly<Record<string, Column['holds']>> = {
  text: 'text',
  integer: 'number',
  bigint: 'number',
  boolean: 'number',
};

function columnOf(table: string, name: string, type: string): Column {
  const holds = HELD[type];
  if (holds === undefined) throw new Error(`the column ${name} of ${table} is ${type}, which is none of a home's`);
  return { name, holds };
}

/** A flag is the number that it is on SQLite. Whoever writes needs nothing of the kind: PostgreSQL reads 0 and 1 as flags. */
function readRow(table: Table, stored: readonly unknown[]): Row {
  return stored.map((value, index) => {
    if (value === null) return null;
    if (table.columns[index]?.holds === 'text' && typeof value === 'string') return value;
    const number = asNumber(typeof value === 'boolean' ? Number(value) : value);
    if (number === undefined)
      throw new UnmovableValueError(table, stored.map(asValue), index, 'is no number that a home can hold');
    return number;
  });
}

function asValue(value: unknown): Value {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}
