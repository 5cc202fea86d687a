import { InvalidFieldsError, merged, type FieldError, type Quantity } from '#platform/kernel';
import type { Instant } from '#platform/time';
import { newFact, type Fact } from './fact.js';
import { measure, type MeasureInput } from './measure.js';
import { observationType } from './observation-types.js';
import { badTakenAt } from './taken-at.js';

/** Something measured or seen of a resident, in its type's own unit (FHIR Observation). */
export interface Observation extends Fact {
  /** Code of an observation type. */
  readonly type: string;
  readonly value: Quantity | null;
  /** Of a coded type, or the word that stands for the number. */
  readonly code: string | null;
  readonly components: Readonly<Record<string, Quantity>> | null;
  /** UCUM; null on coded types. */
  readonly unit: string | null;
  /** When it was true of the person. */
  readonly takenAt: Instant;
  readonly method: string | null;
  readonly note: string | null;
}

export interface RecordObservation {
  readonly id: string;
  readonly residentId: string;
  /** Null: the resident lives. */
  readonly diedAt: Instant | null;
  readonly type: string;
  readonly input: MeasureInput;
  /** Now when it isn't given. */
  readonly takenAt?: Instant | null | undefined;
  readonly recordedBy: string;
  readonly method?: string | null | undefined;
  readonly note?: string | null | undefined;
}

/** @throws InvalidFieldsError with every bad field at once: those of `measure`, `/type` and `/takenAt`. */
export function recordObservation(command: RecordObservation, now: Instant): Observation {
  const takenAt = command.takenAt ?? now;
  const errors: FieldError[] = [...badTakenAt('/takenAt', takenAt, now, command.diedAt)];
  const type = observationType(command.type);
  const outcome = type && measure(type, command.input);
  if (!type) errors.push({ pointer: '/type', code: 'unknown-type', message: 'No such observation type.' });
  if (outcome?.ok === false) errors.push(...outcome.errors);
  if (!type || !outcome?.ok || errors.length > 0) throw new InvalidFieldsError(errors);
  const { value = null, code = null, components = null, unit = null } = outcome.measured;
  return merged(newFact(command, now), {
    type: type.code,
    value,
    code,
    components,
    unit,
    takenAt,
    method: command.method ?? null,
    note: command.note ?? null,
  });
}
