import { Injectable } from '@nestjs/common';
import { readsRecordOf } from '#platform/audit';
import { UnitOfWork, type Page, type PageRequest } from '#platform/database';
import { HomeZone, parseRange } from '#platform/time';
import { StockMovementRepository, type MovementFilter } from '../data/stock-movement.repository.js';
import type { StockMovement } from '../domain/stock.js';

/** What a list is narrowed by, its ends as they are written. */
export interface MovementQuery extends Omit<MovementFilter, 'from' | 'to'> {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Reads the ledger. */
@Injectable()
export class ReadMovements {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly movements: StockMovementRepository,
    private readonly zone: HomeZone,
  ) {}

  /** As they were entered, the newest first. */
  list({ from, to, ...filter }: MovementQuery, page: PageRequest): Promise<Page<StockMovement>> {
    const range = parseRange({ from, to }, this.zone.id);
    return this.movements.list(this.unitOfWork.reader, { ...filter, ...range }, page);
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<StockMovement> {
    const movement = await this.movements.load(this.unitOfWork.reader, id);
    readsRecordOf(movement.residentId);
    return movement;
  }
}
