import { Entity } from 'typeorm';
import { JsonColumn, StoredEntity, TextColumn, Tracked } from '#platform/database/sql';
import type { Instant, LocalDate, LocalDateTime } from '#platform/time';
import type { EnrolmentStatus } from '../domain/enrolment.js';

@Tracked({ resource: 'enrolment', resident: 'residentId', readableWith: 'activities:read' })
@Entity('enrolments')
export class EnrolmentEntity extends StoredEntity {
  @TextColumn()
  activityId!: string;

  @TextColumn()
  residentId!: string;

  @TextColumn({ nullable: true })
  session!: LocalDateTime | null;

  @TextColumn({ nullable: true })
  from!: LocalDate | null;

  @TextColumn({ nullable: true })
  until!: LocalDate | null;

  /** A cancelled one stays for the history of who had a place. */
  @TextColumn()
  status!: EnrolmentStatus;

  @TextColumn({ nullable: true })
  heldUntil!: Instant | null;

  @TextColumn({ nullable: true })
  endedBy!: string | null;

  @JsonColumn()
  acknowledge!: readonly string[];

  @TextColumn({ nullable: true })
  acknowledgeReason!: string | null;
}
