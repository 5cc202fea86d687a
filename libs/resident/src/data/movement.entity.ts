import { Entity } from 'typeorm';
import { IdColumn, IntegerColumn, StoredEntity, TextColumn, Tracked, Untracked } from '#platform/database/sql';
import type { Instant, LocalDate } from '#platform/time';
import type { Movement, MovementType } from '../domain/movement.js';
import type { ResidentStatus } from '../domain/resident.js';

@Tracked({ resource: 'movement', resident: 'residentId', readableWith: 'residents:read' })
@Entity('movements')
export class MovementEntity extends StoredEntity {
  @TextColumn()
  residentId!: string;

  @IntegerColumn()
  sequence!: number;

  @TextColumn()
  type!: MovementType;

  @TextColumn()
  at!: Instant;

  @TextColumn({ nullable: true })
  bedId!: string | null;

  @TextColumn({ nullable: true })
  reason!: string | null;

  @TextColumn({ nullable: true })
  expectedReturnOn!: LocalDate | null;

  @TextColumn()
  status!: Movement['status'];

  @TextColumn({ nullable: true })
  statusReason!: string | null;

  @TextColumn({ nullable: true })
  markedBy!: string | null;

  @TextColumn()
  recordedBy!: string;
}

/** Overlaps of one bed, or of one resident, are refused by the database. */
@Untracked('follows from the movements, which are told')
@Entity('stays')
export class StayEntity {
  /** The movement's. */
  @IdColumn()
  id!: string;

  @TextColumn()
  residentId!: string;

  @IntegerColumn()
  sequence!: number;

  @TextColumn()
  status!: ResidentStatus;

  @TextColumn({ nullable: true })
  bedId!: string | null;

  @TextColumn({ nullable: true })
  expectedReturnOn!: LocalDate | null;

  @TextColumn()
  fromAt!: Instant;

  @TextColumn({ nullable: true })
  toAt!: Instant | null;
}
