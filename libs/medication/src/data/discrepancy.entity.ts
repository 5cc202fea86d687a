import { Entity } from 'typeorm';
import { QuantityColumn, StoredEntity, TextColumn, Tracked } from '#platform/database/sql';
import type { Quantity } from '#platform/kernel';
import type { Instant, LocalDate } from '#platform/time';
import type { DiscrepancyKind, DiscrepancyStatus } from '../domain/discrepancy.js';

@Tracked({ resource: 'stock-discrepancy', resident: 'residentId', readableWith: 'stock:read' })
@Entity('stock_discrepancies')
export class DiscrepancyEntity extends StoredEntity {
  @TextColumn()
  medicationId!: string;

  /** Null: the home's own. */
  @TextColumn({ nullable: true })
  residentId!: string | null;

  @TextColumn({ nullable: true })
  lot!: string | null;

  @TextColumn({ nullable: true })
  expiresOn!: LocalDate | null;

  @TextColumn()
  kind!: DiscrepancyKind;

  @QuantityColumn({ nullable: true })
  expected!: Quantity | null;

  @QuantityColumn({ nullable: true })
  found!: Quantity | null;

  @TextColumn({ nullable: true })
  movementId!: string | null;

  @TextColumn({ nullable: true })
  administrationId!: string | null;

  @TextColumn()
  status!: DiscrepancyStatus;

  @TextColumn()
  openedAt!: Instant;

  @TextColumn()
  openedBy!: string;

  @TextColumn({ nullable: true })
  explanation!: string | null;

  @TextColumn({ nullable: true })
  explainedAt!: Instant | null;

  @TextColumn({ nullable: true })
  explainedBy!: string | null;

  @TextColumn({ nullable: true })
  conclusion!: string | null;

  @TextColumn({ nullable: true })
  closedAt!: Instant | null;

  @TextColumn({ nullable: true })
  closedBy!: string | null;

  @TextColumn({ nullable: true })
  witnessedBy!: string | null;
}
