import { Entity } from 'typeorm';
import { IdColumn, StoredEntity, TextColumn, Tracked } from '#platform/database/sql';
import type { Instant } from '#platform/time';
import type { Decision, ReconciliationStatus } from '../domain/reconciliation.js';

/** One at most of a resident is `open`. */
@Tracked({ resource: 'reconciliation', resident: 'residentId', readableWith: 'prescriptions:read' })
@Entity('reconciliations')
export class ReconciliationEntity extends StoredEntity {
  @TextColumn()
  residentId!: string;

  @TextColumn()
  movementId!: string;

  @TextColumn()
  returnedAt!: Instant;

  @TextColumn()
  status!: ReconciliationStatus;

  @TextColumn({ nullable: true })
  cancelledBy!: string | null;
}

@Tracked({ resource: 'reconciliation', partOf: { id: 'reconciliationId', as: 'items' } })
@Entity('reconciliation_items')
export class ReconciliationItemEntity {
  @IdColumn()
  id!: string;

  @TextColumn()
  reconciliationId!: string;

  @TextColumn()
  prescriptionId!: string;

  @TextColumn({ nullable: true })
  decision!: Decision | null;

  @TextColumn({ nullable: true })
  reason!: string | null;

  @TextColumn({ nullable: true })
  decidedBy!: string | null;

  @TextColumn({ nullable: true })
  decidedAt!: Instant | null;
}
