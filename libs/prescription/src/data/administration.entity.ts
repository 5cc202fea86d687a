import { Entity } from 'typeorm';
import { IntegerColumn, JsonColumn, QuantityColumn, StoredEntity, TextColumn, Tracked } from '#platform/database/sql';
import type { Quantity } from '#platform/kernel';
import type { Instant } from '#platform/time';
import type { Administration, DoseResponse } from '../domain/administration.js';
import type { Check } from '../domain/check.js';
import type { Outcome, ReasonCode } from '../domain/outcome.js';

/** Of one prescription and slot, one at most is `recorded`. */
@Tracked({
  resource: 'administration',
  resident: 'residentId',
  readableWith: 'administrations:read',
  derived: ['rules'],
})
@Entity('administrations')
export class AdministrationEntity extends StoredEntity {
  @TextColumn()
  prescriptionId!: string;

  @TextColumn()
  residentId!: string;

  @TextColumn()
  medicationId!: string;

  @TextColumn({ nullable: true })
  scheduledFor!: Instant | null;

  @IntegerColumn()
  revision!: number;

  @TextColumn()
  outcome!: Outcome;

  @TextColumn({ nullable: true })
  reason!: ReasonCode | null;

  @QuantityColumn({ nullable: true })
  quantity!: Quantity | null;

  @TextColumn()
  unit!: string;

  @TextColumn({ nullable: true })
  note!: string | null;

  @TextColumn()
  administeredAt!: Instant;

  @TextColumn()
  recordedAt!: Instant;

  @TextColumn()
  recordedBy!: string;

  @TextColumn({ nullable: true })
  witnessedBy!: string | null;

  @JsonColumn()
  acknowledged!: readonly string[];

  @TextColumn({ nullable: true })
  acknowledgeReason!: string | null;

  @TextColumn()
  status!: Administration['status'];

  @TextColumn({ nullable: true })
  correctedBy!: string | null;

  @TextColumn({ nullable: true })
  correctionReason!: string | null;

  @JsonColumn({ nullable: true })
  response!: DoseResponse | null;

  /** Read only where it is asked for. */
  @JsonColumn({ select: false })
  rules!: readonly Check[];
}
