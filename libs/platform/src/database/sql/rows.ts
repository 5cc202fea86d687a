import type { FindOptionsWhere, ObjectLiteral, ObjectType } from 'typeorm';
import { given, merged, VersionConflictError } from '#platform/kernel';
import type { Instant } from '#platform/time';
import type { StoredEntity } from '../columns.js';
import { open, type Reader, type Tx } from '../handle.js';
import { trackingOf, type Row, type RowChange } from '../tracking.js';
import { Query } from './query.js';
import { run } from './session.js';
import { Statements } from './statements.js';
import { TableStatements, type Values } from './table-statements.js';

/*
 * The only ways to write. Each leaves what it changed with the unit of work, which hands it to the audit trail before it
 * commits: no code path can forget to.
 */

/** Starts a SELECT over an entity. */
export function select<E extends ObjectLiteral>(reader: Reader, entity: ObjectType<E>, alias: string): Query<E> {
  return new Query(open(reader), entity, alias);
}

/**
 * Locks the rows of a query until the unit of work ends, so that what is decided on them holds. On SQLite, where one
 * unit of work runs at a time, and for a plain reader, nothing is needed.
 */
export function forUpdate<E extends ObjectLiteral>(reader: Reader, query: Query<E>): Query<E> {
  const { dialect, writes } = open(reader);
  return dialect === 'postgres' && writes ? query.locked() : query;
}

/**
 * Adds rows. Every column's value is the caller's; nothing is read back. The statement's text depends only on how many
 * rows there are, so that it is prepared once: an insert builder writes nulls and numbers into it.
 */
export async function insertRows<E extends ObjectLiteral>(
  tx: Tx,
  entity: ObjectType<E>,
  rows: readonly E[],
): Promise<void> {
  if (rows.length === 0) return;
  const { manager, dialect } = open(tx);
  const statements = statementsOf(tx, entity);
  const values = rows.map((row) => statements.valuesOf(row));
  if (dialect === 'sqlite') Statements.of(manager.dataSource).runEach(statements.insert(1), values);
  else await manager.query(statements.insert(rows.length), values.flat());
  track(tx, entity, () => rows.map((row) => ({ before: undefined, after: statements.shown(row) })));
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
  const whole = merged(changes, { version, updatedAt: row.at });
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
  where: FindOptionsWhere<E>,
): Promise<number> {
  const told = trackingOf(entity) !== null;
  const rows = told ? await select(tx, entity, 'gone').where(where).getMany() : [];
  if (told && rows.length === 0) return 0;
  const result = await open(tx).manager.delete(entity, where);
  const statements = statementsOf(tx, entity);
  track(tx, entity, () => rows.map((row) => ({ before: statements.shown(row), after: undefined })));
  return result.affected ?? 0;
}

/** @returns whether there was such a row. */
async function change(tx: Tx, entity: ObjectType<ObjectLiteral>, where: Row, changes: Row): Promise<boolean> {
  const statements = statementsOf(tx, entity);
  const raw = trackingOf(entity) === null ? {} : await rowAt(tx, statements, where);
  if (raw === undefined) return false;
  const values: Values = [];
  const result = await run(tx, statements.update(changes, where, values), values);
  if (result.length === 0) return false;
  track(tx, entity, () => {
    const before = statements.read(raw);
    return [{ before: statements.shown(before), after: statements.shown(merged(before, given(changes))) }];
  });
  return true;
}

/** The row as it is before a change, for the trail. */
async function rowAt(tx: Tx, statements: TableStatements, where: Row): Promise<Row | undefined> {
  const key: Values = [];
  const [raw] = await run<Row>(tx, statements.selectWhere(where, key), key);
  return raw;
}

function statementsOf(tx: Tx, entity: ObjectType<ObjectLiteral>): TableStatements {
  return TableStatements.of(open(tx).manager.dataSource.getMetadata(entity));
}

function track(tx: Tx, entity: ObjectType<ObjectLiteral>, sides: () => readonly Omit<RowChange, 'tracking'>[]): void {
  const tracking = trackingOf(entity);
  if (tracking === null) return;
  for (const { before, after } of sides()) open(tx).changes.push({ tracking, before, after });
}
