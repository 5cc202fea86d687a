import { ApiSchema, IntersectionType } from '#platform/dto';
import {
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  LocalDateTimeField,
  ObjectArrayField,
  StoredDto,
  TextField,
} from '#platform/http';
import type { Instant, LocalDateTime } from '#platform/time';
import type { SessionAttendance } from '../domain/attendance-sheet.js';
import { ATTENDANCE_BOUNDS, ATTENDANCE_OUTCOMES, type AttendanceOutcome } from '../domain/attendance.js';

@ApiSchema({ name: 'NewAttendance' })
export class NewAttendanceDto {
  @IdField({ example: '0199b1d0-7c00-7000-8000-000000000001' })
  residentId!: string;

  @EnumField(ATTENDANCE_OUTCOMES, { example: 'attended' })
  attendance!: AttendanceOutcome;

  @IntegerField({
    min: 1,
    max: ATTENDANCE_BOUNDS.engagement,
    optional: true,
    example: 4,
    description: 'by observation: 1 withdrawn to 5 absorbed; only of those who were there',
  })
  engagement?: number | null;

  @TextField({ max: ATTENDANCE_BOUNDS.note, optional: true, example: 'sang along' })
  note?: string | null;
}

@ApiSchema({ name: 'Attendance' })
export class AttendanceDto extends IntersectionType(StoredDto, NewAttendanceDto) {
  @IdField({ description: 'the user who wrote it down' })
  recordedBy!: string;
}

@ApiSchema({ name: 'SessionAttendance' })
export class SessionAttendanceDto {
  @IdField()
  activityId!: string;

  @LocalDateTimeField({ example: '2026-11-24T10:30', description: 'where the series puts the session' })
  localStartsAt!: LocalDateTime;

  @InstantField({ example: '2026-11-24T09:30:00.000Z' })
  startsAt!: Instant;

  @InstantField({ example: '2026-11-24T10:15:00.000Z' })
  endsAt!: Instant;

  @IntegerField({
    min: 1,
    max: 2_147_483_647,
    example: 2,
    description: '1 while nothing is recorded, one more with every change',
  })
  version!: number;

  @ObjectArrayField(() => AttendanceDto, { max: ATTENDANCE_BOUNDS.entries })
  items!: AttendanceDto[];

  static from({ originalStartsAt, items, ...session }: SessionAttendance): SessionAttendanceDto {
    return {
      ...session,
      localStartsAt: originalStartsAt,
      items: items.map(({ activityId: _activity, originalStartsAt: _session, startsAt: _began, ...entry }) => entry),
    };
  }
}
