import { Injectable } from '@nestjs/common';
import type { Reader, Stretch, Tx } from '#platform/database';
import { deleteRows, insertRows, newestIn, select, updatePart, updateRow } from '#platform/database/sql';
import type { Instant, LocalDateTime, Window } from '#platform/time';
import {
  ATTENDANCE_OUTCOMES,
  countsAsAttended,
  TOLD_OF_ATTENDANCE,
  type Attendance,
  type AttendanceEntry,
  type ToldAttendance,
} from '../domain/attendance.js';
import type { AttendanceSheet } from '../domain/attendance-sheet.js';
import type { HeldSession } from '../domain/session.js';
import { AttendanceEntity, AttendanceSheetEntity } from './attendance.entity.js';

/** How many took part in one session. */
export interface AttendedCount {
  readonly activityId: string;
  readonly originalStartsAt: LocalDateTime;
  readonly attended: number;
}

/** Which sessions were held and who took part in them, as they are stored. */
@Injectable()
export class AttendanceRepository {
  async findSheet(
    reader: Reader,
    activityId: string,
    originalStartsAt: LocalDateTime,
  ): Promise<AttendanceSheet | undefined> {
    const row = await select(reader, AttendanceSheetEntity, 'sheet')
      .where('sheet.activityId = :activityId AND sheet.originalStartsAt = :originalStartsAt', {
        activityId,
        originalStartsAt,
      })
      .getOne();
    return row ?? undefined;
  }

  /** The sessions on record that started in a window. */
  async heldDuring(
    reader: Reader,
    window: Window,
    activityIds?: readonly string[],
  ): Promise<readonly AttendanceSheet[]> {
    if (activityIds?.length === 0) return [];
    const query = select(reader, AttendanceSheetEntity, 'sheet').where(
      'sheet.startsAt >= :from AND sheet.startsAt < :to',
      window,
    );
    if (activityIds !== undefined) query.andWhere('sheet.activityId IN (:...activityIds)', { activityIds });
    return query.getMany();
  }

  /** The sessions on record that a series put from a moment of the wall clock on. */
  heldFrom(reader: Reader, activityId: string, from: LocalDateTime): Promise<readonly AttendanceSheet[]> {
    return select(reader, AttendanceSheetEntity, 'sheet')
      .where('sheet.activityId = :activityId AND sheet.originalStartsAt >= :from', { activityId, from })
      .getMany();
  }

  /** In the order in which they were first recorded. */
  entries(reader: Reader, activityId: string, originalStartsAt: LocalDateTime): Promise<readonly Attendance[]> {
    return select(reader, AttendanceEntity, 'attendance')
      .where('attendance.activityId = :activityId AND attendance.originalStartsAt = :originalStartsAt', {
        activityId,
        originalStartsAt,
      })
      .orderBy('attendance.id')
      .getMany();
  }

  /** A resident's entries in sessions put by their series from a local date-time to another. */
  ofResident(
    reader: Reader,
    residentId: string,
    first: LocalDateTime,
    last: LocalDateTime,
  ): Promise<readonly Attendance[]> {
    return select(reader, AttendanceEntity, 'attendance')
      .where('attendance.residentId = :residentId', { residentId })
      .andWhere('attendance.originalStartsAt >= :first AND attendance.originalStartsAt <= :last', { first, last })
      .getMany();
  }

  /** A resident's entries in sessions of a stretch of time, newest first. */
  during(reader: Reader, residentId: string, stretch: Stretch): Promise<readonly ToldAttendance[]> {
    const query = select(reader, AttendanceEntity, 'attendance').where('attendance.residentId = :residentId', {
      residentId,
    });
    return newestIn(query, 'startsAt', stretch, TOLD_OF_ATTENDANCE);
  }

  /** How many took part, wholly or partly, in sessions put by their series from a local date-time to another. */
  async attended(
    reader: Reader,
    activityIds: readonly string[],
    first: LocalDateTime,
    last: LocalDateTime,
  ): Promise<readonly AttendedCount[]> {
    if (activityIds.length === 0) return [];
    const rows = await select(reader, AttendanceEntity, 'attendance')
      .select(['attendance.activityId AS "activityId"', 'attendance.originalStartsAt AS "originalStartsAt"'])
      .addSelect('COUNT(*)', 'attended')
      .where('attendance.activityId IN (:...activityIds)', { activityIds })
      .andWhere('attendance.originalStartsAt >= :first AND attendance.originalStartsAt <= :last', { first, last })
      .andWhere('attendance.attendance IN (:...tookPart)', { tookPart: ATTENDANCE_OUTCOMES.filter(countsAsAttended) })
      .groupBy('attendance.activityId')
      .addGroupBy('attendance.originalStartsAt')
      .getRawMany<{ activityId: string; originalStartsAt: LocalDateTime; attended: number | string }>();
    return rows.map((row) => ({ ...row, attended: Number(row.attended) }));
  }

  async addSheet(tx: Tx, sheet: AttendanceSheet): Promise<void> {
    await insertRows(tx, AttendanceSheetEntity, [sheet]);
  }

  /** The entries of a session that is moved go with it. @throws VersionConflictError */
  async changeSheet(
    tx: Tx,
    sheet: AttendanceSheet,
    times: Partial<Pick<HeldSession, 'startsAt' | 'endsAt'>>,
    at: Instant,
  ): Promise<AttendanceSheet> {
    const row = { id: sheet.id, version: sheet.version, at };
    const version = await updateRow(tx, AttendanceSheetEntity, row, times);
    const { startsAt } = times;
    if (startsAt !== undefined && startsAt !== sheet.startsAt) {
      const entries = await this.entries(tx, sheet.activityId, sheet.originalStartsAt);
      for (const { id } of entries) await updatePart(tx, AttendanceEntity, id, { startsAt });
    }
    return { ...sheet, ...times, version, updatedAt: at };
  }

  async add(tx: Tx, entries: readonly Attendance[]): Promise<void> {
    await insertRows(tx, AttendanceEntity, entries);
  }

  async change(tx: Tx, before: Attendance, after: AttendanceEntry, recordedBy: string, at: Instant): Promise<void> {
    const { attendance, engagement, note } = after;
    const row = { id: before.id, version: before.version, at };
    await updateRow(tx, AttendanceEntity, row, { attendance, engagement, note, recordedBy });
  }

  /** An entry is part of the record of its session, which is replaced as a whole. */
  async remove(tx: Tx, entries: readonly Attendance[]): Promise<void> {
    for (const { id } of entries) await deleteRows(tx, AttendanceEntity, { id });
  }
}
