import type { EntityMetadata, ObjectLiteral, ObjectType, SelectQueryBuilder } from 'typeorm';
import { toDecimal, VersionConflictError, type Quantity } from '#platform/kernel';
import type { Instant } from '#platform/time';
import { isQuantityColumn, type StoredEntity } from '../columns.js';
import { open, type Reader, type Tx } from '../handle.js';
import { trackingOf, type Row } from '../tracking.js';
import { statement, type Values } from './statement.js';

/*
 * The only ways to write. Each leaves what it changed with the unit of work, which hands it to the audit trail before it
 * commits: no code path can forget to.
 */

/** Starts a SELECT over an entity. */
export function select<E extends ObjectLiteral>(
  reader: Reader,
  entity: ObjectType<E>,
  alias: string,
): SelectQueryBuilder<E> {
  return open(reader).manager.createQueryBuilder(entity, alias);
}

/**
 * Locks the rows of a query until the unit of work ends, so that what is decided on them holds. On SQLite, where one
 * unit of work runs at a time, and for a plain reader, nothing is needed.
 */
export function forUpdate<E extends ObjectLiteral>(
  reader: Reader,
  query: SelectQueryBuilder<E>,
): SelectQueryBuilder<E> {
  const { dialect, writes } = open(reader);
  return dialect === 'postgres' && writes ? query.setLock('pessimistic_write') : query;
}

/**
 * Adds rows in one statement. Every column's value is the caller's; nothing is read back. The statement's text depends
 * only on how many rows there are, so that it is prepared once: an insert builder writes nulls and numbers into it.
 */
export async function insertRows<E extends ObjectLiteral>(
  tx: Tx,
  entity: ObjectType<E>,
  rows: readonly E[],
): Promise<void> {
  if (rows.length === 0) return;
  const metadata = metadataOf(tx, entity);
  const sql = statement(metadata);
  const values: Values = [];
  const tuples = rows.map((row) => {
    const places = metadata.columns.map((column) => sql.place(column, column.getEntityValue(row), values));
    return `(${places.join(', ')})`;
  });
  const names = metadata.columns.map(({ databaseName }) => sql.escape(databaseName));
  await open(tx).manager.query(`INSERT INTO ${sql.table} (${names.join(', ')}) VALUES ${tuples.join(', ')}`, values);
  for (const row of rows) track(tx, entity, undefined, shown(metadata, row));
}

/**
 * Changes one stored row by compare-and-set on its version: two writers never silently overwrite each other.
 * @returns the new version.
 * @throws VersionConflictError when the row is no longer at `version`.
 */
export async function updateRow<E extends StoredEntity>(
  tx: Tx,
  entity: ObjectType<E>,
  row: { readonly id: string; readonly version: number; readonly at: Instant },
  changes: Partial<Omit<E, keyof StoredEntity>>,
): Promise<number> {
  const version = row.version + 1;
  const whole = { ...changes, version, updatedAt: row.at };
  const found = await change(tx, entity, { id: row.id, version: row.version }, whole);
  if (!found) throw new VersionConflictError();
  return version;
}

/**
 * Changes a row that has no version of its own, since it is part of one that has, or that was changed in the same unit
 * of work already.
 */
export async function updatePart<E extends ObjectLiteral & { id: string }>(
  tx: Tx,
  entity: ObjectType<E>,
  id: string,
  changes: Partial<E>,
): Promise<void> {
  await change(tx, entity, { id }, changes);
}

/** Removes rows that are part of another row (an identifier of a resident); a clinical fact never is. */
export async function deleteRows<E extends ObjectLiteral>(
  tx: Tx,
  entity: ObjectType<E>,
  where: Partial<E>,
): Promise<number> {
  const rows = await select(tx, entity, 'gone').where(where).getMany();
  if (rows.length === 0) return 0;
  const result = await open(tx).manager.delete(entity, where);
  const metadata = metadataOf(tx, entity);
  for (const row of rows) track(tx, entity, shown(metadata, row), undefined);
  return result.affected ?? 0;
}

/** @returns whether there was such a row. */
async function change<E extends ObjectLiteral>(
  tx: Tx,
  entity: ObjectType<E>,
  where: Row,
  changes: Row,
): Promise<boolean> {
  const { manager } = open(tx);
  const metadata = metadataOf(tx, entity);
  const sql = statement(metadata);
  const key: Values = [];
  const names = metadata.columns.map(({ databaseName }) => sql.escape(databaseName));
  const selection = `SELECT ${names.join(', ')} FROM ${sql.table} WHERE ${sql.pairs(where, ' AND ', key)}`;
  const [raw] = await manager.query<Row[]>(selection, key);
  if (raw === undefined) return false;
  const values: Values = [];
  const set = sql.pairs(changes, ', ', values);
  const condition = sql.pairs(where, ' AND ', values);
  const update = `UPDATE ${sql.table} SET ${set} WHERE ${condition} RETURNING ${sql.escape('id')}`;
  const result: unknown = await manager.query(update, values);
  if (returned(result) === 0) return false;
  const before = sql.read(raw);
  track(tx, entity, shown(metadata, before), shown(metadata, { ...before, ...given(changes) }));
  return true;
}

/** How many rows a RETURNING gave: PostgreSQL's driver adds the count, SQLite's doesn't. */
function returned(result: unknown): number {
  if (!Array.isArray(result)) return 0;
  const rows: unknown = Array.isArray(result[0]) ? result[0] : result;
  return Array.isArray(rows) ? rows.length : 0;
}

function given(changes: Row): Row {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

function metadataOf(tx: Tx, entity: ObjectType<ObjectLiteral>): EntityMetadata {
  return open(tx).manager.dataSource.getMetadata(entity);
}

/** The row by property, with amounts as decimals. */
function shown(metadata: EntityMetadata, row: ObjectLiteral): Row {
  return Object.fromEntries(
    metadata.columns.map((column) => {
      const value: unknown = column.getEntityValue(row);
      const amount = isQuantityColumn(column) && typeof value === 'number';
      return [column.propertyName, amount ? toDecimal(value as Quantity) : (value ?? null)];
    }),
  );
}

function track(tx: Tx, entity: ObjectType<ObjectLiteral>, before: Row | undefined, after: Row | undefined): void {
  const tracking = trackingOf(entity);
  if (tracking !== null) open(tx).changes.push({ tracking, before, after });
}
