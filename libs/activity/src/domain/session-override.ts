import { InvalidFieldsError, type FieldError } from '#platform/kernel';
import { parseLocalDateTime, type Instant, type LocalDateTime } from '#platform/time';
import { ACTIVITY_BOUNDS, isWholeFrom1To, type ActivityFormat } from './activity.js';

/** What is different about one session; null: as the series has it. */
export interface SessionChange {
  readonly cancelled: boolean;
  readonly startsAt: LocalDateTime | null;
  readonly durationMinutes: number | null;
  readonly location: string | null;
  readonly leader: string | null;
  readonly capacity: number | null;
  readonly reason: string | null;
}

/** The change of one session as it is stored. */
export interface SessionOverride extends SessionChange {
  readonly id: string;
  readonly activityId: string;
  /** Which session: where the series puts it. */
  readonly originalStartsAt: LocalDateTime;
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** A merge patch of one session as sent (api.md section 9): what is absent stays, null is as the series has it. */
export interface SessionPatch {
  readonly status?: string | null | undefined;
  readonly startsAt?: string | null | undefined;
  readonly durationMinutes?: number | null | undefined;
  readonly location?: string | null | undefined;
  readonly leader?: string | null | undefined;
  readonly capacity?: number | null | undefined;
  readonly reason?: string | null | undefined;
}

/** The longest reason, in characters. */
const MAX_REASON = 1000;

const UNCHANGED: SessionChange = {
  cancelled: false,
  startsAt: null,
  durationMinutes: null,
  location: null,
  leader: null,
  capacity: null,
  reason: null,
};

/**
 * The change of a session after a patch; a status of null holds a cancelled one after all.
 * @param format of its activity: a one-to-one has one place in each session.
 * @throws InvalidFieldsError with every bad field at once.
 */
export function changeSession(
  current: SessionChange = UNCHANGED,
  patch: SessionPatch,
  format: ActivityFormat = 'group',
): SessionChange {
  const errors: FieldError[] = [];
  const bad = (pointer: string, code: string, message: string) => errors.push({ pointer, code, message });
  const next = <T>(value: T | null | undefined, before: T | null) => (value === undefined ? before : value);

  const text = (field: 'location' | 'leader' | 'reason', most: number): string | null => {
    const value = next(patch[field], current[field])?.trim() ?? '';
    if (value.length > most) bad(`/${field}`, 'too-long', `At most ${most} characters.`);
    return value === '' ? null : value;
  };
  const number = (field: 'capacity' | 'durationMinutes'): number | null => {
    const value = next(patch[field], current[field]);
    const most = ACTIVITY_BOUNDS[field];
    if (value !== null && !isWholeFrom1To(value, most))
      bad(`/${field}`, 'out-of-range', `A whole number from 1 to ${most}.`);
    return value;
  };
  const localTime = (): LocalDateTime | null => {
    try {
      return patch.startsAt == null ? next(patch.startsAt, current.startsAt) : parseLocalDateTime(patch.startsAt);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      bad('/startsAt', 'invalid-date-time', `It is refused: ${error.message}.`);
      return null;
    }
  };

  if (format === 'one-to-one' && patch.capacity != null && patch.capacity !== 1)
    bad('/capacity', 'does-not-fit', 'A one-to-one has one place.');

  const status = next(patch.status, current.cancelled ? 'cancelled' : null);
  if (status !== null && status !== 'cancelled')
    bad('/status', 'not-one-of', 'cancelled, or null to hold it after all.');
  const change: SessionChange = {
    cancelled: status === 'cancelled',
    startsAt: localTime(),
    durationMinutes: number('durationMinutes'),
    location: text('location', ACTIVITY_BOUNDS.location),
    leader: text('leader', ACTIVITY_BOUNDS.leader),
    capacity: number('capacity'),
    reason: text('reason', MAX_REASON),
  };
  if (errors.length > 0) throw new InvalidFieldsError(errors);
  return change;
}
