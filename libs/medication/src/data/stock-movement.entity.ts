import { Entity } from 'typeorm';
import { IntegerColumn, QuantityColumn, StoredEntity, TextColumn, Tracked } from '#platform/database/sql';
import type { Quantity } from '#platform/kernel';
import type { Instant, LocalDate } from '#platform/time';
import type { LineType } from '../domain/stock.js';

@Tracked({ resource: 'stock-movement', resident: 'residentId', readableWith: 'stock:read', derived: ['accountId'] })
@Entity('stock_movements')
export class StockMovementEntity extends StoredEntity {
  @TextColumn()
  accountId!: string;

  /** Of the account's lines, from 1. */
  @IntegerColumn()
  position!: number;

  @TextColumn()
  medicationId!: string;

  /** Null: the home's own. */
  @TextColumn({ nullable: true })
  residentId!: string | null;

  @TextColumn()
  type!: LineType;

  @TextColumn({ nullable: true })
  lot!: string | null;

  @TextColumn({ nullable: true })
  expiresOn!: LocalDate | null;

  @QuantityColumn()
  quantity!: Quantity;

  @QuantityColumn()
  change!: Quantity;

  @QuantityColumn()
  balance!: Quantity;

  @QuantityColumn()
  ownerBalance!: Quantity;

  @TextColumn()
  at!: Instant;

  @TextColumn()
  recordedAt!: Instant;

  @TextColumn()
  recordedBy!: string;

  @TextColumn({ nullable: true })
  witnessedBy!: string | null;

  @TextColumn({ nullable: true })
  reason!: string | null;

  @TextColumn({ nullable: true })
  counterpartId!: string | null;

  @TextColumn({ nullable: true })
  administrationId!: string | null;

  /** A line is corrected once. */
  @TextColumn({ nullable: true })
  corrects!: string | null;
}
