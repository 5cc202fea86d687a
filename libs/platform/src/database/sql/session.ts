import type { ObjectLiteral, ObjectType } from 'typeorm';
import type { Dialect } from '../dialect.js';
import { open, type Reader, type Tx } from '../handle.js';
import { Statements } from './statements.js';
import type { Values } from './table-statements.js';

/** Which of the two databases is in use. */
export function dialectIn(reader: Reader): Dialect {
  return open(reader).dialect;
}

/** Whether it sees what is committed and nothing else: what it reads may be kept. */
export function readsCommitted(reader: Reader): boolean {
  return !open(reader).writes;
}

/** @throws when the database doesn't answer. */
export async function ping(reader: Reader): Promise<void> {
  await open(reader).manager.query('SELECT 1');
}

/**
 * Waits until no other unit of work holds `lock`, and holds it to the end of this one. On SQLite, where one unit of work
 * runs at a time, nothing is needed.
 * @param lock any number, of one use in the home's database.
 */
export async function advisoryLock(tx: Tx, lock: number): Promise<void> {
  const { manager, dialect } = open(tx);
  if (dialect === 'postgres') await manager.query('SELECT pg_advisory_xact_lock($1)', [lock]);
}

/**
 * Has PostgreSQL call a function of the home's own with COMMIT, in one message, after all else of this unit of work. What
 * it locks is then held while the server commits, and not while this process comes to it.
 */
export function callAtCommit(tx: Tx, name: string, argument: unknown): void {
  open(tx).atCommit.push(`SELECT ${identifier(name)}(${quoted(JSON.stringify(argument))})`);
}

/** As pg has it, which isn't loaded where the database is SQLite. */
function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Between dollars: the driver's own quoting looks at each character, and there may be a million. */
function quoted(text: string): string {
  let mark = '$json$';
  while (text.includes(mark)) mark = `$${mark.slice(1, -1)}_$`;
  return `${mark}${text}${mark}`;
}

/** The rows of a SELECT that is said by hand, where its text is to be one and the same each time. */
export async function readRows<T extends object>(reader: Reader, sql: string): Promise<readonly T[]> {
  return run<T>(reader, sql);
}

/** Runs a statement whose text comes back, so that it is prepared once. @returns its rows, or those of its RETURNING. */
export async function run<T extends object>(reader: Reader, sql: string, values: Values = []): Promise<T[]> {
  const { manager, dialect } = open(reader);
  if (dialect === 'sqlite') return Statements.of(manager.dataSource).run<T>(sql, values);
  // The driver adds to the rows of a RETURNING how many there are.
  const result: unknown = await manager.query(sql, values);
  return (Array.isArray(result) && Array.isArray(result[0]) ? result[0] : result) as T[];
}

/** Whether a unit of work goes on: SQLite ends one by itself when the disk fails. */
export function isOpen(tx: Tx): boolean {
  const { manager, dialect } = open(tx);
  return dialect === 'postgres' || Statements.of(manager.dataSource).inTransaction;
}

/** Whether the database has the table of an entity. */
export async function hasTable(reader: Reader, entity: ObjectType<ObjectLiteral>): Promise<boolean> {
  const { dataSource } = open(reader).manager;
  const runner = dataSource.createQueryRunner();
  try {
    return await runner.hasTable(dataSource.getMetadata(entity).tablePath);
  } finally {
    await runner.release();
  }
}
