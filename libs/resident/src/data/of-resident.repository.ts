import type { ObjectType } from 'typeorm';
import { NotFoundError } from '#platform/kernel';
import type { Page, PageRequest, Reader, Tx } from '#platform/database';
import { insertRows, keysetPage, select, updateRow, type KeysetOrder, type StoredEntity } from '#platform/database/sql';
import type { Instant } from '#platform/time';

/** Rows that belong to one resident and are read by them: newest first. */
export abstract class OfResidentRepository<T extends StoredEntity & { residentId: string }> {
  protected abstract readonly entity: ObjectType<T>;
  protected abstract readonly resource: string;
  protected readonly order: KeysetOrder<T> = { name: 'id', direction: 'DESC', keys: ['id'] };

  async list(reader: Reader, residentId: string, page: PageRequest): Promise<Page<T>> {
    const query = select(reader, this.entity, 'item').where('item.residentId = :residentId', { residentId });
    return keysetPage<T>(query, this.order, page);
  }

  /** @throws NotFoundError */
  async load(reader: Reader, residentId: string, id: string): Promise<T> {
    const row = await select(reader, this.entity, 'item')
      .where('item.id = :id AND item.residentId = :residentId', { id, residentId })
      .getOne();
    if (row === null) throw new NotFoundError(this.resource);
    return row;
  }

  async add(tx: Tx, row: T): Promise<void> {
    await insertRows(tx, this.entity, [row]);
  }

  /** @throws VersionConflictError */
  async change(tx: Tx, row: T, changes: Partial<Omit<T, keyof StoredEntity>>, at: Instant): Promise<T> {
    const version = await updateRow(tx, this.entity, { id: row.id, version: row.version, at }, changes);
    return Object.assign({}, row, changes, { version, updatedAt: at });
  }
}
