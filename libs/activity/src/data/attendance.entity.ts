import { Entity } from 'typeorm';
import { IntegerColumn, StoredEntity, TextColumn, Tracked } from '#platform/database/sql';
import type { Instant, LocalDateTime } from '#platform/time';
import type { AttendanceOutcome } from '../domain/attendance.js';

@Tracked({ resource: 'attendance-sheet', readableWith: 'activities:read' })
@Entity('attendance_sheets')
export class AttendanceSheetEntity extends StoredEntity {
  @TextColumn()
  activityId!: string;

  @TextColumn()
  originalStartsAt!: LocalDateTime;

  @TextColumn()
  startsAt!: Instant;

  @TextColumn()
  endsAt!: Instant;
}

/** One of a resident and session. */
@Tracked({
  resource: 'attendance',
  resident: 'residentId',
  readableWith: 'activities:read',
  derived: ['startsAt'],
})
@Entity('attendances')
export class AttendanceEntity extends StoredEntity {
  @TextColumn()
  activityId!: string;

  @TextColumn()
  originalStartsAt!: LocalDateTime;

  @TextColumn()
  residentId!: string;

  @TextColumn()
  attendance!: AttendanceOutcome;

  @IntegerColumn({ nullable: true })
  engagement!: number | null;

  @TextColumn({ nullable: true })
  note!: string | null;

  @TextColumn()
  recordedBy!: string;

  /** When the session began, as its sheet has it, so that a resident's story is found by it. */
  @TextColumn()
  startsAt!: Instant;
}
