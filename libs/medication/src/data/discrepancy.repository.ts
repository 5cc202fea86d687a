import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#platform/kernel';
import type { Page, PageRequest, Reader, Tx } from '#platform/database';
import { forUpdate, insertRows, keysetPage, select, updateRow, type StoredEntity } from '#platform/database/sql';
import type { Instant } from '#platform/time';
import type { Discrepancy, DiscrepancyStatus } from '../domain/discrepancy.js';
import { DiscrepancyEntity } from './discrepancy.entity.js';

const NEWEST_FIRST = { name: 'stock-discrepancies', direction: 'DESC', keys: ['id'] } as const;

/** What a list of discrepancies may be narrowed by. */
export interface DiscrepancyFilter {
  readonly medicationId?: string | undefined;
  readonly residentId?: string | undefined;
  readonly status?: DiscrepancyStatus | undefined;
}

/** Discrepancies, as they are stored. */
@Injectable()
export class DiscrepancyRepository {
  /** The newest first. */
  list(reader: Reader, filter: DiscrepancyFilter, page: PageRequest): Promise<Page<Discrepancy>> {
    const query = select(reader, DiscrepancyEntity, 'discrepancy');
    const { medicationId, residentId, status } = filter;
    if (medicationId !== undefined) query.andWhere('discrepancy.medicationId = :medicationId', { medicationId });
    if (residentId !== undefined) query.andWhere('discrepancy.residentId = :residentId', { residentId });
    if (status !== undefined) query.andWhere('discrepancy.status = :status', { status });
    return keysetPage(query, NEWEST_FIRST, page);
  }

  /** Inside a unit of work the row is locked until its end. @throws NotFoundError */
  async load(reader: Reader, id: string): Promise<Discrepancy> {
    const query = select(reader, DiscrepancyEntity, 'discrepancy').where('discrepancy.id = :id', { id });
    const row = await forUpdate(reader, query).getOne();
    if (row === null) throw new NotFoundError('stock discrepancy');
    return row;
  }

  add(tx: Tx, discrepancies: readonly Discrepancy[]): Promise<void> {
    return insertRows(tx, DiscrepancyEntity, discrepancies);
  }

  /** @throws VersionConflictError */
  async change(
    tx: Tx,
    discrepancy: Discrepancy,
    changes: Partial<Omit<Discrepancy, keyof StoredEntity>>,
    at: Instant,
  ): Promise<Discrepancy> {
    const { id, version } = discrepancy;
    const next = await updateRow(tx, DiscrepancyEntity, { id, version, at }, changes);
    return { ...discrepancy, ...changes, version: next, updatedAt: at };
  }
}
