import { Entity } from 'typeorm';
import { QuantityColumn, StoredEntity, TextColumn, Untracked } from '#platform/database/sql';
import type { Quantity } from '#platform/kernel';

@Untracked('what the lines of the ledger add up to, each of which is told')
@Entity('stock_piles')
export class StockPileEntity extends StoredEntity {
  @TextColumn()
  accountId!: string;

  @TextColumn()
  medicationId!: string;

  /** Null: the home's own. */
  @TextColumn({ nullable: true })
  residentId!: string | null;

  /** Empty: nobody knows. Part of what is unique, in which nulls would all differ. */
  @TextColumn()
  lot!: string;

  /** Empty: nobody knows. */
  @TextColumn()
  expiresOn!: string;

  @QuantityColumn()
  balance!: Quantity;
}
