import { Entity } from 'typeorm';
import {
  BooleanColumn,
  IdColumn,
  IntegerColumn,
  JsonColumn,
  QuantityColumn,
  StoredEntity,
  TextColumn,
  Tracked,
} from '#platform/database/sql';
import { toDecimal, type Quantity } from '#platform/kernel';
import type { Instant, LocalDate } from '#platform/time';
import type { PrescriptionStatus, Schedule, StoppedAtDeparture } from '../domain/prescription.js';
import type { AcknowledgedWarning } from '../domain/safety-warning.js';

@Tracked({
  resource: 'prescription',
  resident: 'residentId',
  readableWith: 'prescriptions:read',
  derived: ['overAt', 'departure'],
})
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

  @JsonColumn({ nullable: true })
  departure!: StoppedAtDeparture | null;
}

@Tracked({
  resource: 'prescription',
  partOf: { id: 'prescriptionId', as: 'revisions' },
  derived: ['residentId'],
  show: { schedule: (schedule) => shownSchedule(schedule as Schedule) },
})
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

  /** Of the prescription, so that a resident's story is found by it. */
  @TextColumn()
  residentId!: string;
}

@Tracked({
  resource: 'prescription',
  partOf: { id: 'prescriptionId', as: 'statusHistory' },
  derived: ['residentId'],
})
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

  /** Of the prescription, so that a resident's story is found by it. */
  @TextColumn()
  residentId!: string;
}

/** Amounts in the trail are decimals. */
function shownSchedule(schedule: Schedule): object {
  if (schedule.kind !== 'as-needed' || schedule.maxQuantityPer24h === null) return schedule;
  return { ...schedule, maxQuantityPer24h: toDecimal(schedule.maxQuantityPer24h) };
}
