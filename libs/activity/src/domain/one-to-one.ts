import { InvalidFieldsError, type FieldError } from '#platform/kernel';
import {
  addMinutes,
  isInstant,
  isYetToCome,
  localDateTimeOf,
  parseLocalDateTime,
  slotInstant,
  type Instant,
  type LocalDateTime,
  type Zone,
} from '#platform/time';
import { newActivity, type ActivityDraft, type ActivityFields } from './activity.js';
import { entryOf, type AttendanceDraft, type AttendanceEntry } from './attendance.js';

/** Time that somebody had with one resident, unplanned, as sent: a chat at the bedside, an hour in the garden. */
export interface OneToOneDraft
  extends
    Pick<ActivityDraft, 'title' | 'category' | 'location' | 'leader' | 'durationMinutes'>,
    Pick<AttendanceDraft, 'attendance' | 'engagement' | 'note'> {
  /** An instant, or a time on the home's wall clock. */
  readonly startsAt: Instant | LocalDateTime;
}

/** The same as what it is: an activity that was held once, and how the resident took part. */
export interface OneToOne {
  readonly activity: ActivityFields;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly entry: AttendanceEntry;
}

/**
 * It is no longer offered: it was held, and isn't again.
 * @throws InvalidFieldsError with every bad field at once; it may not begin in the future.
 */
export function oneToOne(draft: OneToOneDraft, residentId: string, now: Instant, zone: Zone): OneToOne {
  const errors: FieldError[] = [];
  const bad = (field: string, code: string, message: string) => errors.push({ pointer: `/${field}`, code, message });
  const { title, category, location, leader, durationMinutes, attendance, engagement, note } = draft;
  const { local, startsAt } = timesOf(draft.startsAt, zone);
  if (isYetToCome(startsAt, now)) bad('startsAt', 'in-the-future', 'It lies in the future.');
  const entry = entryOf({ residentId, attendance, engagement, note }, bad);
  const activity = collecting(errors, () =>
    newActivity({
      ...{ title, category, location, leader, durationMinutes },
      ...{ format: 'one-to-one', startsAt: local, active: false },
    }),
  );
  if (errors.length > 0 || entry === undefined || activity === undefined) throw new InvalidFieldsError(errors);
  return { activity, startsAt, endsAt: addMinutes(startsAt, activity.durationMinutes), entry };
}

/** An instant is kept as it is: in the hour that comes twice, its local time alone would not tell it. */
function timesOf(
  stated: Instant | LocalDateTime,
  zone: Zone,
): { readonly local: LocalDateTime; readonly startsAt: Instant } {
  if (isInstant(stated)) return { local: localDateTimeOf(stated, zone), startsAt: stated };
  const local = parseLocalDateTime(stated);
  return { local, startsAt: slotInstant(local, zone) };
}

function collecting<T>(errors: FieldError[], work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof InvalidFieldsError)) throw error;
    errors.push(...error.errors);
    return undefined;
  }
}
