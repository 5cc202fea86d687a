import type { ObjectLiteral, ObjectType, SelectQueryBuilder } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { VersionConflictError } from '#platform/kernel';
import type { Instant } from '#platform/time';
import type { StoredEntity } from '../columns.js';
import { open, type Reader, type Tx } from '../handle.js';

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
  const { manager } = open(tx);
  const { driver } = manager.dataSource;
  const { tablePath, columns } = manager.dataSource.getMetadata(entity);
  const values: unknown[] = [];
  const tuples = rows.map((row) => {
    const places = columns.map((column) => {
      values.push(driver.preparePersistentValue(column.getEntityValue(row), column) ?? null);
      return driver.createParameter(column.propertyName, values.length - 1);
    });
    return `(${places.join(', ')})`;
  });
  const names = columns.map(({ databaseName }) => driver.escape(databaseName));
  await manager.query(
    `INSERT INTO ${driver.escape(tablePath)} (${names.join(', ')}) VALUES ${tuples.join(', ')}`,
    values,
  );
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
  const result = await open(tx)
    .manager.createQueryBuilder()
    .update(entity)
    .set({ ...changes, version, updatedAt: row.at } as QueryDeepPartialEntity<E>)
    .where('id = :id AND version = :expected', { id: row.id, expected: row.version })
    .updateEntity(false)
    .execute();
  if (result.affected !== 1) throw new VersionConflictError();
  return version;
}

/** Removes rows that are part of another row (an identifier of a resident); a clinical fact never is. */
export async function deleteRows<E extends ObjectLiteral>(
  tx: Tx,
  entity: ObjectType<E>,
  where: Partial<E>,
): Promise<number> {
  const result = await open(tx).manager.delete(entity, where);
  return result.affected ?? 0;
}
