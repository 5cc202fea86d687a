import { InvalidFieldsError, type FieldError } from '#platform/kernel';
import type { Instant } from '#platform/time';
import { measure, type Measured, type MeasureInput } from './measure.js';
import { observationType } from './observation-types.js';
import { notInFuture } from './taken-at.js';

/** A clinical fact is never deleted: a wrong one stays, marked. */
export type FactStatus = 'final' | 'entered-in-error';

/** Something measured or seen of a resident, in its type's own unit (FHIR Observation). */
export interface Observation extends Measured {
  readonly id: string;
  readonly version: number;
  readonly residentId: string;
  /** Code of an observation type. */
  readonly type: string;
  /** When it was true of the person. */
  readonly takenAt: Instant;
  /** When it was written down. */
  readonly recordedAt: Instant;
  /** Id of the user who wrote it down. */
  readonly recordedBy: string;
  readonly method?: string;
  readonly note?: string;
  readonly status: FactStatus;
}

export interface RecordObservation {
  readonly id: string;
  readonly residentId: string;
  readonly type: string;
  readonly input: MeasureInput;
  /** Now when it isn't given. */
  readonly takenAt?: Instant | undefined;
  readonly recordedBy: string;
  readonly method?: string | undefined;
  readonly note?: string | undefined;
}

/** @throws InvalidFieldsError with every bad field at once: those of `measure`, `/type` and `/takenAt`. */
export function recordObservation(command: RecordObservation, now: Instant): Observation {
  const { id, residentId, recordedBy, method, note, takenAt = now } = command;
  const errors: FieldError[] = [...notInFuture('/takenAt', takenAt, now)];
  const type = observationType(command.type);
  const outcome = type && measure(type, command.input);
  if (!type) errors.push({ pointer: '/type', code: 'unknown-type', message: 'No such observation type.' });
  if (outcome?.ok === false) errors.push(...outcome.errors);
  if (!type || !outcome?.ok || errors.length > 0) throw new InvalidFieldsError(errors);
  return {
    id,
    version: 1,
    residentId,
    type: type.code,
    ...outcome.measured,
    takenAt,
    recordedAt: now,
    recordedBy,
    ...(method !== undefined && { method }),
    ...(note !== undefined && { note }),
    status: 'final',
  };
}
