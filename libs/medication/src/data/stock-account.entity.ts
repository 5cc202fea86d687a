import { Entity } from 'typeorm';
import { IdColumn, IntegerColumn, QuantityColumn, TextColumn, Untracked } from '#platform/database/sql';
import type { Quantity } from '#platform/kernel';

@Untracked('what the lines of the ledger add up to, each of which is told')
@Entity('stock_accounts')
export class StockAccountEntity {
  @IdColumn()
  id!: string;

  @TextColumn()
  medicationId!: string;

  /** Null: the home's own. */
  @TextColumn({ nullable: true })
  residentId!: string | null;

  @IntegerColumn()
  position!: number;

  @QuantityColumn()
  balance!: Quantity;
}
