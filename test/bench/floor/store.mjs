import Database from 'better-sqlite3';
import { v7 } from 'uuid';

/*
 * The floor's database: the very file that the application has migrated and filled, so the tables, indexes, checks and
 * triggers are the same, opened to be as durable: WAL, an fsync for each commit, foreign keys looked at.
 */
const database = new Database(process.env.FLOOR_DATABASE);
for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON']) database.pragma(pragma);

export const statement = (sql) => database.prepare(sql);

/** An INSERT of columns, whose values come by their names. */
export function insertInto(table, names) {
  const columns = names.map((name) => `"${name}"`).join(', ');
  return statement(`INSERT INTO "${table}" (${columns}) VALUES (${names.map((name) => `@${name}`).join(', ')})`);
}

const [begin, commit, rollback] = ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK'].map(statement);

/** One transaction, one fsync. */
export function write(work) {
  begin.run();
  try {
    const result = work();
    commit.run();
    return result;
  } catch (error) {
    if (database.inTransaction) rollback.run();
    throw error;
  }
}

export const newId = () => v7();

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export function isId(text) {
  return ID.test(text);
}

export function close() {
  database.close();
}

/** An answer that is no success. */
export class Refusal extends Error {
  constructor(status, code, errors) {
    super(code);
    this.status = status;
    this.problem = { type: 'about:blank', title: code, status, code, ...(errors === undefined ? {} : { errors }) };
  }
}
