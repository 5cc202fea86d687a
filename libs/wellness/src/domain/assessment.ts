import { InvalidFieldsError, type FieldError } from '#platform/kernel';
import type { Instant } from '#platform/time';
import { newFact, type Fact } from './fact.js';
import { fillIn, observedTypes, type DerivedFrom } from './instruments/fill-in.js';
import type { Instrument } from './instruments/instrument.js';
import { instrumentByCode } from './instruments/instruments.js';
import { scoreAnswers, type Answers, type Scored } from './instruments/score.js';
import type { Observation } from './observation.js';
import { badTakenAt } from './taken-at.js';

/** An instrument filled in for a resident: raw answers, result and the instrument's version. History isn't rescored. */
export interface Assessment extends Fact, Omit<Scored, 'partialScore'> {
  /** Code of an instrument. */
  readonly instrument: string;
  readonly instrumentVersion: string;
  /** As they were sent, and what readings answered beside them. */
  readonly answers: Answers;
  /** The readings that answered, in the order of the items. */
  readonly derivedFrom: readonly DerivedFrom[];
  /** The sum of what was answered, where an item is missing. */
  readonly partialScore: number | null;
  readonly assessedAt: Instant;
}

/** Readings that may answer what was left open. */
export interface Readings {
  /** At most one of each type, none of them an error. */
  readonly latest: readonly Observation[];
  readonly maxAgeMinutes: number;
}

export interface RecordAssessment {
  readonly id: string;
  readonly residentId: string;
  /** Null: the resident lives. */
  readonly diedAt: Instant | null;
  readonly instrument: string;
  readonly answers: Answers;
  /** Undefined: only what was sent is an answer. */
  readonly readings?: Readings | undefined;
  /** Now when it isn't given. */
  readonly assessedAt?: Instant | null | undefined;
  readonly recordedBy: string;
  /** Codes of the instruments of which the home has stated that it holds the licence. */
  readonly licences: readonly string[];
}

/**
 * @throws InvalidFieldsError with every bad field at once: those of `scoreAnswers`, `/instrument`, `/fromObservations` and
 * `/assessedAt`.
 */
export function recordAssessment(command: RecordAssessment, now: Instant): Assessment {
  const assessedAt = command.assessedAt ?? now;
  const instrument = instrumentByCode(command.instrument);
  const { answers, derivedFrom } = answersOf(instrument, command, assessedAt);
  const outcome = instrument && scoreAnswers(instrument, answers);
  const errors: FieldError[] = [
    ...badTakenAt('/assessedAt', assessedAt, now, command.diedAt),
    ...badInstrument(instrument, command),
    ...(outcome?.ok === false ? outcome.errors : []),
  ];
  if (!instrument || !outcome?.ok || errors.length > 0) throw new InvalidFieldsError(errors);
  return {
    ...newFact(command, now),
    instrument: instrument.code,
    instrumentVersion: instrument.version,
    answers,
    derivedFrom,
    partialScore: null,
    ...outcome.scored,
    assessedAt,
  };
}

/** Whether the home may assess with it. @param licences codes of those whose licence it has stated. */
export function isEnabled({ code, enabledByDefault }: Instrument, licences: readonly string[]): boolean {
  return enabledByDefault || licences.includes(code);
}

function answersOf(
  instrument: Instrument | undefined,
  { answers, readings }: RecordAssessment,
  at: Instant,
): Pick<Assessment, 'answers' | 'derivedFrom'> {
  if (instrument === undefined || readings === undefined) return { answers, derivedFrom: [] };
  return fillIn(instrument, answers, readings.latest, { at, maxAgeMinutes: readings.maxAgeMinutes });
}

function badInstrument(
  instrument: Instrument | undefined,
  { readings, licences }: RecordAssessment,
): readonly FieldError[] {
  if (instrument === undefined) {
    return [{ pointer: '/instrument', code: 'unknown-instrument', message: 'No such instrument.' }];
  }
  const errors: FieldError[] = [];
  if (!isEnabled(instrument, licences)) {
    const message = `The home has not stated that it holds the licence of ${instrument.code} (INSTRUMENT_LICENCES).`;
    errors.push({ pointer: '/instrument', code: 'licence-not-stated', message });
  }
  if (readings !== undefined && observedTypes(instrument).length === 0) {
    const message = `No item of ${instrument.code} can be answered from observations.`;
    errors.push({ pointer: '/fromObservations', code: 'not-observed', message });
  }
  return errors;
}
