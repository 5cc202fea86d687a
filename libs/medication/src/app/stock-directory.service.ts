import { Injectable } from '@nestjs/common';
import type { Page, PageRequest, Reader } from '#platform/database';
import { StockMovementRepository, type MovementFilter } from '../data/stock-movement.repository.js';
import { StockRepository, type StockFilter } from '../data/stock.repository.js';
import type { StockAccount, StockMovement, StockRow } from '../domain/stock.js';

export type { MovementFilter, StockFilter };

/** What other domains may ask of the stock. Nothing is locked by it. */
@Injectable()
export class StockDirectory {
  constructor(
    private readonly stock: StockRepository,
    private readonly ledger: StockMovementRepository,
  ) {}

  /** One row for each lot of each owner, the newest first; where an owner has nothing left, one that says so. */
  rows(reader: Reader, filter: StockFilter, page: PageRequest): Promise<Page<StockRow>> {
    return this.stock.rows(reader, filter, page);
  }

  /** What everyone has who ever had some of these medicines, with what there is of each lot. */
  accounts(reader: Reader, medicationIds: readonly string[]): Promise<readonly StockAccount[]> {
    return this.stock.accountsOf(reader, medicationIds);
  }

  /** The lines of the ledger, the newest first. */
  movements(reader: Reader, filter: MovementFilter, page: PageRequest): Promise<Page<StockMovement>> {
    return this.ledger.list(reader, filter, page);
  }

  /** The lines that these point at, the other sides of transfers included, and those that correct them. */
  beside(reader: Reader, lines: readonly StockMovement[]): Promise<readonly StockMovement[]> {
    return this.ledger.beside(reader, lines);
  }
}
