import { Injectable } from '@nestjs/common';
import type { Reader } from '#platform/database';
import { select } from '#platform/database/sql';
import type { Instant, LocalDateTime, Window } from '#platform/time';
import { ATTENDANCE_OUTCOMES, countsAsAttended, type AttendanceOutcome } from '../domain/attendance.js';
import { AttendanceEntity } from './attendance.entity.js';

/** What is on record of a resident and a session. */
export interface RecordedParticipation {
  readonly activityId: string;
  readonly originalStartsAt: LocalDateTime;
  readonly attendance: AttendanceOutcome;
  readonly engagement: number | null;
}

/** As the index of it says it, word for word: else no database takes it. */
const TOOK_PART = `IN (${ATTENDANCE_OUTCOMES.filter(countsAsAttended)
  .map((outcome) => `'${outcome}'`)
  .join(', ')})`;

/** Who takes part, and who does not, as plain rows. */
@Injectable()
export class ParticipationRepository {
  /** What is on record of a resident's sessions that began in a window. */
  recorded(reader: Reader, residentId: string, { from, to }: Window): Promise<readonly RecordedParticipation[]> {
    return select(reader, AttendanceEntity, 'attendance')
      .select('attendance.activityId', 'activityId')
      .addSelect('attendance.originalStartsAt', 'originalStartsAt')
      .addSelect('attendance.attendance', 'attendance')
      .addSelect('attendance.engagement', 'engagement')
      .where('attendance.residentId = :residentId', { residentId })
      .andWhere('attendance.startsAt >= :from AND attendance.startsAt < :to', { from, to })
      .getRawMany<RecordedParticipation>();
  }

  /** Who of these took part in a session that began at `from` or later. */
  async tookPartSince(reader: Reader, residentIds: readonly string[], from: Instant): Promise<ReadonlySet<string>> {
    if (residentIds.length === 0) return new Set();
    const rows = await select(reader, AttendanceEntity, 'attendance')
      .select('attendance.residentId', 'residentId')
      .distinct()
      .where('attendance.residentId IN (:...residentIds)', { residentIds })
      .andWhere(`attendance.attendance ${TOOK_PART}`)
      .andWhere('attendance.startsAt >= :from', { from })
      .getRawMany<{ residentId: string }>();
    return new Set(rows.map(({ residentId }) => residentId));
  }

  /** When the last session began that each took part in; who never did isn't there. */
  async lastAttended(reader: Reader, residentIds: readonly string[]): Promise<ReadonlyMap<string, Instant>> {
    if (residentIds.length === 0) return new Map();
    const rows = await select(reader, AttendanceEntity, 'attendance')
      .select('attendance.residentId', 'residentId')
      .addSelect('MAX(attendance.startsAt)', 'lastAttendedAt')
      .where('attendance.residentId IN (:...residentIds)', { residentIds })
      .andWhere(`attendance.attendance ${TOOK_PART}`)
      .groupBy('attendance.residentId')
      .getRawMany<{ residentId: string; lastAttendedAt: Instant }>();
    return new Map(rows.map(({ residentId, lastAttendedAt }) => [residentId, lastAttendedAt]));
  }

  /** How often each has declined since they last took part, or ever. */
  async declinedSince(reader: Reader, residentIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (residentIds.length === 0) return new Map();
    const last = `SELECT MAX("last"."starts_at") FROM "attendances" "last"
      WHERE "last"."resident_id" = attendance.residentId AND "last"."attendance" ${TOOK_PART}`;
    const rows = await select(reader, AttendanceEntity, 'attendance')
      .select('attendance.residentId', 'residentId')
      .addSelect('COUNT(*)', 'declined')
      .where('attendance.residentId IN (:...residentIds)', { residentIds })
      .andWhere("attendance.attendance = 'declined'")
      .andWhere(`attendance.startsAt > COALESCE((${last}), '')`)
      .groupBy('attendance.residentId')
      .getRawMany<{ residentId: string; declined: number | string }>();
    return new Map(rows.map(({ residentId, declined }) => [residentId, Number(declined)]));
  }
}
