import { InvalidFieldsError, type FieldError } from '#platform/kernel';
import type { Instant } from '#platform/time';
import { newFact, type Fact } from './fact.js';
import { instrumentByCode } from './instruments/instruments.js';
import { scoreAnswers, type Answers, type Scored } from './instruments/score.js';
import { badTakenAt } from './taken-at.js';

/** An instrument filled in for a resident: raw answers, result and the instrument's version. History isn't rescored. */
export interface Assessment extends Fact, Omit<Scored, 'partialScore'> {
  /** Code of an instrument. */
  readonly instrument: string;
  readonly instrumentVersion: string;
  readonly answers: Answers;
  /** The sum of what was answered, of an incomplete result. */
  readonly partialScore: number | null;
  readonly assessedAt: Instant;
}

export interface RecordAssessment {
  readonly id: string;
  readonly residentId: string;
  /** Null: the resident lives. */
  readonly diedAt: Instant | null;
  readonly instrument: string;
  readonly answers: Answers;
  /** Now when it isn't given. */
  readonly assessedAt?: Instant | null | undefined;
  readonly recordedBy: string;
}

/** @throws InvalidFieldsError with every bad field at once: those of `scoreAnswers`, `/instrument` and `/assessedAt`. */
export function recordAssessment(command: RecordAssessment, now: Instant): Assessment {
  const { answers } = command;
  const assessedAt = command.assessedAt ?? now;
  const errors: FieldError[] = [...badTakenAt('/assessedAt', assessedAt, now, command.diedAt)];
  const instrument = instrumentByCode(command.instrument);
  if (!instrument) errors.push({ pointer: '/instrument', code: 'unknown-instrument', message: 'No such instrument.' });
  const outcome = instrument && scoreAnswers(instrument, answers);
  if (outcome?.ok === false) errors.push(...outcome.errors);
  if (!instrument || !outcome?.ok || errors.length > 0) throw new InvalidFieldsError(errors);
  return {
    ...newFact(command, now),
    instrument: instrument.code,
    instrumentVersion: instrument.version,
    answers,
    partialScore: null,
    ...outcome.scored,
    assessedAt,
  };
}
