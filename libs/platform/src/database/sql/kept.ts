import type { DataSource, EntityManager, ObjectLiteral, ObjectType, SelectQueryBuilder } from 'typeorm';
import { open, type Reader } from '../handle.js';
import type { Row } from '../tracking.js';
import { run } from './session.js';
import { Statements } from './statements.js';
import { TableStatements, type Values } from './table-statements.js';

/** What a query is asked with, by name; a list stands for `:...name`. */
export type Parameters = Readonly<Record<string, unknown>>;

/** A query as the database gets it. */
interface Text {
  readonly sql: string;
  /** The values, in the order in which they stand in it. */
  readonly bind: (parameters: Parameters) => Values;
  /** Of SQLite's rows, from the first time on. */
  read?: (row: readonly unknown[]) => Row;
}

/** What is known of it for one database. */
interface Known {
  readonly table: TableStatements;
  readonly texts: Map<string, Text>;
}

/** In place of a value while the text is made; no value that a query holds by itself begins with it. */
const MARK = '\u0000';

/**
 * A SELECT from one entity whose text is made once, and not with every request: for what is read most.
 * TypeORM takes longer for the text, and again for the rows, than SQLite does for the answer.
 */
export class KeptQuery<E extends ObjectLiteral, P extends Parameters> {
  private readonly known = new WeakMap<DataSource, Known>();

  /**
   * @param build the query, but for the values of its parameters.
   * @param locked rows stay as they are until the unit of work ends, as with `forUpdate`.
   */
  constructor(
    private readonly entity: ObjectType<E>,
    private readonly alias: string,
    private readonly build: (query: SelectQueryBuilder<E>) => SelectQueryBuilder<E>,
    private readonly locked = false,
  ) {}

  /** Its rows by the names that it selects them as, where it selects otherwise than whole rows. */
  raw<T extends object>(reader: Reader, parameters: P): Promise<T[]> {
    const { sql, bind } = this.textFor(reader, this.of(reader), parameters);
    return run<T>(reader, sql, bind(parameters));
  }

  async many(reader: Reader, parameters: P): Promise<E[]> {
    const { manager, dialect } = open(reader);
    const known = this.of(reader);
    const text = this.textFor(reader, known, parameters);
    const prefix = `${this.alias}_`;
    if (dialect === 'postgres') {
      const rows = await run<Row>(reader, text.sql, text.bind(parameters));
      return rows.map((row) => known.table.read(row, prefix) as E);
    }
    const { columns, rows } = Statements.of(manager.dataSource).select(text.sql, text.bind(parameters));
    const read = (text.read ??= known.table.reader(columns, prefix));
    return rows.map((row) => read(row) as E);
  }

  async one(reader: Reader, parameters: P): Promise<E | undefined> {
    const [row] = await this.many(reader, parameters);
    return row;
  }

  private of(reader: Reader): Known {
    const { dataSource } = open(reader).manager;
    const known = this.known.get(dataSource);
    if (known !== undefined) return known;
    const made = { table: TableStatements.of(dataSource.getMetadata(this.entity)), texts: new Map<string, Text>() };
    this.known.set(dataSource, made);
    return made;
  }

  private textFor(reader: Reader, { texts }: Known, parameters: P): Text {
    const { manager, writes } = open(reader);
    const key = `${this.locked && writes ? 'locked' : ''}${lengths(parameters)}`;
    const known = texts.get(key);
    if (known !== undefined) return known;
    const text = this.make(reader, manager, parameters);
    texts.set(key, text);
    return text;
  }

  private make(reader: Reader, manager: EntityManager, parameters: P): Text {
    const query = this.build(manager.createQueryBuilder(this.entity, this.alias));
    const marked = Object.entries(parameters).map(([name, value]) => [name, marks(name, value)] as const);
    query.setParameters(Object.fromEntries(marked));
    const { dialect, writes } = open(reader);
    if (this.locked && dialect === 'postgres' && writes) query.setLock('pessimistic_write');
    const [sql, places] = query.getQueryAndParameters();
    const getters = (places as unknown[]).map(getter);
    return { sql, bind: (given) => getters.map((get) => get(given)) };
  }
}

/** Lists are filled up to a power of two with their last value, so that there are few texts. */
function filled(length: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, length)));
}

function lengths(parameters: Parameters): string {
  let key = '';
  for (const value of Object.values(parameters)) if (Array.isArray(value)) key += ` ${filled(value.length)}`;
  return key;
}

function marks(name: string, value: unknown): string | string[] {
  if (!Array.isArray(value)) return `${MARK}${name}`;
  return Array.from({ length: filled(value.length) }, (_, index) => `${MARK}${name}${MARK}${index}`);
}

function getter(place: unknown): (parameters: Parameters) => unknown {
  if (typeof place !== 'string' || !place.startsWith(MARK)) return () => place;
  const [, name = '', index] = place.split(MARK);
  if (index === undefined) return (parameters) => parameters[name];
  return (parameters) => {
    const list = parameters[name] as readonly unknown[];
    return list[Math.min(Number(index), list.length - 1)] ?? null;
  };
}
