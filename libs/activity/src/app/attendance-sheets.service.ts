import { Injectable } from '@nestjs/common';
import { newId, type Reader, type Tx } from '#platform/database';
import type { Instant } from '#platform/time';
import { AttendanceRepository } from '../data/attendance.repository.js';
import {
  compareAttendance,
  sheetVersion,
  type AttendanceChanges,
  type AttendanceSheet,
  type SessionAttendance,
} from '../domain/attendance-sheet.js';
import type { AttendanceEntry } from '../domain/attendance.js';
import type { HeldSession } from '../domain/session.js';

/** Who writes a record down, and when. */
interface Recording {
  /** The id of the user. */
  readonly by: string;
  readonly at: Instant;
}

/** The record of a session, inside the unit of work that reads or replaces it. */
@Injectable()
export class AttendanceSheets {
  constructor(private readonly attendances: AttendanceRepository) {}

  /** @param sheet undefined: nothing is recorded yet. */
  async read(
    reader: Reader,
    { activityId, originalStartsAt, startsAt, endsAt }: HeldSession,
    sheet: AttendanceSheet | undefined,
  ): Promise<SessionAttendance> {
    const items = await this.attendances.entries(reader, activityId, originalStartsAt);
    return { activityId, originalStartsAt, startsAt, endsAt, version: sheetVersion(sheet), items };
  }

  /** Puts these entries in the place of what is recorded; the same again changes nothing. The activity is locked. */
  async put(
    tx: Tx,
    session: HeldSession,
    sheet: AttendanceSheet | undefined,
    entries: readonly AttendanceEntry[],
    recording: Recording,
  ): Promise<SessionAttendance> {
    const before = await this.attendances.entries(tx, session.activityId, session.originalStartsAt);
    const changes = compareAttendance(before, entries);
    await this.store(tx, session, changes, recording);
    return this.read(tx, session, await this.keep(tx, session, sheet, changes, recording.at));
  }

  private async store(
    tx: Tx,
    { activityId, originalStartsAt, startsAt }: HeldSession,
    { added, changed, removed }: AttendanceChanges,
    { by: recordedBy, at }: Recording,
  ): Promise<void> {
    const stored = { version: 1, createdAt: at, updatedAt: at, activityId, originalStartsAt, startsAt, recordedBy };
    await this.attendances.add(
      tx,
      added.map((entry) => ({ id: newId(at), ...stored, ...entry })),
    );
    for (const { before, after } of changed) await this.attendances.change(tx, before, after, recordedBy, at);
    await this.attendances.remove(tx, removed);
  }

  /** The sheet keeps when the session was held, and one version for the whole of its record. */
  private async keep(
    tx: Tx,
    { activityId, originalStartsAt, startsAt, endsAt }: HeldSession,
    sheet: AttendanceSheet | undefined,
    { added, changed, removed }: AttendanceChanges,
    at: Instant,
  ): Promise<AttendanceSheet> {
    if (sheet === undefined) {
      const stored = { id: newId(at), version: 1, createdAt: at, updatedAt: at };
      const first = { ...stored, activityId, originalStartsAt, startsAt, endsAt };
      await this.attendances.addSheet(tx, first);
      return first;
    }
    const isSame = added.length + changed.length + removed.length === 0;
    return isSame ? sheet : this.attendances.changeSheet(tx, sheet, {}, at);
  }
}
