import { Entity } from 'typeorm';
import {
  BooleanColumn,
  IdColumn,
  IntegerColumn,
  JsonColumn,
  QuantityColumn,
  StoredEntity,
  TextColumn,
} from '#platform/database/sql';
import type { Quantity } from '#platform/kernel';
import type { Instant, LocalDate } from '#platform/time';
import type { PrescriptionStatus, Schedule } from '../domain/prescription.js';
import type { AcknowledgedWarning } from '../domain/safety-warning.js';

@Entity('prescriptions')
export class PrescriptionEntity extends StoredEntity {
  @TextColumn()
  residentId!: string;

  @TextColumn()
  medicationId!: string;

  @JsonColumn()
  acknowledged!: readonly AcknowledgedWarning[];

  /** From when on no dose is due, so that rounds needn't look at what is over. */
  @TextColumn({ nullable: true })
  overAt!: Instant | null;
}

@Entity('prescription_revisions')
export class RevisionEntity {
  @IdColumn()
  id!: string;

  @TextColumn()
  prescriptionId!: string;

  @IntegerColumn()
  revision!: number;

  @TextColumn()
  effectiveFrom!: Instant;

  @TextColumn({ nullable: true })
  reason!: string | null;

  @TextColumn()
  recordedBy!: string;

  @TextColumn()
  recordedAt!: Instant;

  @QuantityColumn()
  doseQuantity!: Quantity;

  @TextColumn()
  doseUnit!: string;

  @TextColumn()
  route!: string;

  @TextColumn({ nullable: true })
  indication!: string | null;

  @TextColumn({ nullable: true })
  instructions!: string | null;

  /** Amounts in it are whole millionths, as in every column. */
  @JsonColumn()
  schedule!: Schedule;

  @TextColumn()
  startsOn!: LocalDate;

  @TextColumn({ nullable: true })
  endsOn!: LocalDate | null;

  @TextColumn()
  prescriber!: string;

  @BooleanColumn()
  critical!: boolean;
}

@Entity('prescription_statuses')
export class StatusPeriodEntity {
  @IdColumn()
  id!: string;

  @TextColumn()
  prescriptionId!: string;

  @IntegerColumn()
  position!: number;

  @TextColumn()
  status!: PrescriptionStatus;

  @TextColumn()
  fromAt!: Instant;

  @TextColumn({ nullable: true })
  toAt!: Instant | null;

  @TextColumn({ nullable: true })
  reason!: string | null;

  @TextColumn()
  recordedBy!: string;

  @TextColumn()
  recordedAt!: Instant;
}
