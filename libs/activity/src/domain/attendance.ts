import { InvalidFieldsError, type FieldError } from '#platform/kernel';
import type { Instant, LocalDateTime } from '#platform/time';
import { SessionCancelledError } from './activity.errors.js';
import type { Session } from './session.js';

export const ATTENDANCE_OUTCOMES = ['attended', 'partly', 'declined', 'absent'] as const;
export type AttendanceOutcome = (typeof ATTENDANCE_OUTCOMES)[number];

/** How one resident took part in one session; null: not stated. */
export interface AttendanceEntry {
  readonly residentId: string;
  readonly attendance: AttendanceOutcome;
  /** By observation: 1 withdrawn to 5 absorbed. Only of those who were there. */
  readonly engagement: number | null;
  readonly note: string | null;
}

/** An entry as it is stored: one for a resident and session. */
export interface Attendance extends AttendanceEntry {
  readonly id: string;
  readonly activityId: string;
  /** Which session: where the series puts it. */
  readonly originalStartsAt: LocalDateTime;
  /** When that session began, also where it was moved since. */
  readonly startsAt: Instant;
  /** Id of the user who wrote it down. */
  readonly recordedBy: string;
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** An entry as sent. */
export interface AttendanceDraft {
  readonly residentId: string;
  readonly attendance: string;
  readonly engagement?: number | null | undefined;
  readonly note?: string | null | undefined;
}

/** Bounds of a record: entries, and characters of a note. */
export const ATTENDANCE_BOUNDS = { entries: 500, note: 2000, engagement: 5 } as const;

/**
 * The record of a whole session, all or nothing.
 * @throws SessionCancelledError when the session isn't held.
 * @throws InvalidFieldsError with every bad field at once, by JSON Pointer into the list.
 */
export function recordAttendance(session: Session, drafts: readonly AttendanceDraft[]): readonly AttendanceEntry[] {
  if (session.status === 'cancelled') throw new SessionCancelledError();
  if (drafts.length > ATTENDANCE_BOUNDS.entries) {
    const message = `At most ${ATTENDANCE_BOUNDS.entries} residents.`;
    throw new InvalidFieldsError([{ pointer: '', code: 'too-many', message }]);
  }
  const errors: FieldError[] = [];
  const seen = new Set<string>();
  const entries = drafts.flatMap((draft, index) => {
    const bad: Bad = (field, code, message) => errors.push({ pointer: `/${index}/${field}`, code, message });
    if (seen.has(draft.residentId)) bad('residentId', 'duplicate', 'The resident is there twice.');
    seen.add(draft.residentId);
    return entryOf(draft, bad) ?? [];
  });
  if (errors.length > 0) throw new InvalidFieldsError(errors);
  return entries;
}

type Bad = (field: string, code: string, message: string) => void;

/** An entry by itself; undefined where it says nothing that is known. */
export function entryOf(draft: AttendanceDraft, bad: Bad): AttendanceEntry | undefined {
  const attendance = ATTENDANCE_OUTCOMES.find((one) => one === draft.attendance);
  if (attendance === undefined) bad('attendance', 'not-one-of', `One of ${ATTENDANCE_OUTCOMES.join(', ')}.`);
  const engagement = draft.engagement ?? null;
  const most = ATTENDANCE_BOUNDS.engagement;
  if (engagement !== null && !(Number.isInteger(engagement) && engagement >= 1 && engagement <= most)) {
    bad('engagement', 'out-of-range', `A whole number from 1 to ${most}.`);
  } else if (engagement !== null && attendance !== undefined && !countsAsAttended(attendance)) {
    bad('engagement', 'does-not-fit', 'Engagement is seen only of those who were there.');
  }
  const note = draft.note?.trim() ?? '';
  if (note.length > ATTENDANCE_BOUNDS.note) bad('note', 'too-long', `At most ${ATTENDANCE_BOUNDS.note} characters.`);
  if (attendance === undefined) return undefined;
  return { residentId: draft.residentId, attendance, engagement, note: note === '' ? null : note };
}

/** As much of an entry as a timeline tells. */
export const TOLD_OF_ATTENDANCE = [
  'id',
  'activityId',
  'originalStartsAt',
  'startsAt',
  'attendance',
  'engagement',
  'recordedBy',
] as const satisfies readonly (keyof Attendance)[];
export type ToldAttendance = Pick<Attendance, (typeof TOLD_OF_ATTENDANCE)[number]>;

const SAID: Readonly<Record<AttendanceOutcome, string>> = {
  attended: 'Attended',
  partly: 'Attended in part',
  declined: 'Declined',
  absent: 'Absent',
};

/** An entry in a line of English, such as `Attended: Choir, engagement 4 of 5`. */
export function describeAttendance(
  { attendance, engagement }: Pick<AttendanceEntry, 'attendance' | 'engagement'>,
  title: string,
): string {
  const seen = engagement === null ? '' : `, engagement ${engagement} of ${ATTENDANCE_BOUNDS.engagement}`;
  return `${SAID[attendance]}: ${title}${seen}`;
}

/** Whether someone took part: partly counts as attended (api.md section 9). */
export function countsAsAttended(attendance: AttendanceOutcome): boolean {
  return attendance === 'attended' || attendance === 'partly';
}
