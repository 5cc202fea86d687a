import { InvalidFieldsError, type FieldError } from '#platform/kernel';
import type { Instant } from '#platform/time';
import { instrumentByCode } from './instruments/instruments.js';
import { scoreAnswers, type Answers, type Scored } from './instruments/score.js';
import type { FactStatus } from './observation.js';
import { notInFuture } from './taken-at.js';

/** An instrument filled in for a resident: raw answers, result and the instrument's version. History isn't rescored. */
export interface Assessment extends Scored {
  readonly id: string;
  readonly version: number;
  readonly residentId: string;
  /** Code of an instrument. */
  readonly instrument: string;
  readonly instrumentVersion: string;
  readonly answers: Answers;
  readonly assessedAt: Instant;
  readonly recordedAt: Instant;
  /** Id of the user who wrote it down. */
  readonly recordedBy: string;
  readonly status: FactStatus;
}

export interface RecordAssessment {
  readonly id: string;
  readonly residentId: string;
  readonly instrument: string;
  readonly answers: Answers;
  /** Now when it isn't given. */
  readonly assessedAt?: Instant | undefined;
  readonly recordedBy: string;
}

/** @throws InvalidFieldsError with every bad field at once: those of `scoreAnswers`, `/instrument` and `/assessedAt`. */
export function recordAssessment(command: RecordAssessment, now: Instant): Assessment {
  const { id, residentId, answers, recordedBy, assessedAt = now } = command;
  const errors: FieldError[] = [...notInFuture('/assessedAt', assessedAt, now)];
  const instrument = instrumentByCode(command.instrument);
  if (!instrument) errors.push({ pointer: '/instrument', code: 'unknown-instrument', message: 'No such instrument.' });
  const outcome = instrument && scoreAnswers(instrument, answers);
  if (outcome?.ok === false) errors.push(...outcome.errors);
  if (!instrument || !outcome?.ok || errors.length > 0) throw new InvalidFieldsError(errors);
  return {
    id,
    version: 1,
    residentId,
    instrument: instrument.code,
    instrumentVersion: instrument.version,
    answers,
    ...outcome.scored,
    assessedAt,
    recordedAt: now,
    recordedBy,
    status: 'final',
  };
}
