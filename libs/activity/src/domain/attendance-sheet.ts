import type { Instant } from '#platform/time';
import type { Attendance, AttendanceEntry } from './attendance.js';
import type { HeldSession } from './session.js';

/** That who took part in a session is on record, as it is stored; the entries are beside it. */
export interface AttendanceSheet extends HeldSession {
  readonly id: string;
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** A session with who took part in it. */
export interface SessionAttendance extends HeldSession {
  /** 1 while nothing is recorded, one more with every change. */
  readonly version: number;
  readonly items: readonly Attendance[];
}

/** What a new record of a session does to the one before. */
export interface AttendanceChanges {
  readonly added: readonly AttendanceEntry[];
  readonly changed: readonly { readonly before: Attendance; readonly after: AttendanceEntry }[];
  /** Of those whom the new record leaves out. */
  readonly removed: readonly Attendance[];
}

/** Of the record of a session; undefined: nothing is recorded. */
export function sheetVersion(sheet: Pick<AttendanceSheet, 'version'> | undefined): number {
  return 1 + (sheet?.version ?? 0);
}

/** Compares two records of a session; one that says the same again changes nothing. */
export function compareAttendance(before: readonly Attendance[], after: readonly AttendanceEntry[]): AttendanceChanges {
  const known = new Map(before.map((entry) => [entry.residentId, entry]));
  const stated = new Set(after.map(({ residentId }) => residentId));
  return {
    added: after.filter(({ residentId }) => !known.has(residentId)),
    changed: after.flatMap((entry) => {
      const old = known.get(entry.residentId);
      return old === undefined || isSame(old, entry) ? [] : [{ before: old, after: entry }];
    }),
    removed: before.filter(({ residentId }) => !stated.has(residentId)),
  };
}

function isSame(a: AttendanceEntry, b: AttendanceEntry): boolean {
  return a.attendance === b.attendance && a.engagement === b.engagement && a.note === b.note;
}
