import { toDecimal, type Quantity } from '#platform/kernel';
import type { Alert } from './alerts/alert.js';
import type { Assessment } from './assessment.js';
import { instrumentByCode } from './instruments/instruments.js';
import type { Observation } from './observation.js';
import type { ObservationType } from './observation-type.js';
import { observationType } from './observation-types.js';
import { withUnit } from './printed-unit.js';

/** As much of an observation as a timeline tells. */
export const TOLD_OF_OBSERVATION = [
  'id',
  'residentId',
  'takenAt',
  'type',
  'value',
  'code',
  'components',
  'unit',
  'status',
  'recordedBy',
] as const satisfies readonly (keyof Observation)[];
export type ToldObservation = Pick<Observation, (typeof TOLD_OF_OBSERVATION)[number]>;

/** As much of an assessment. */
export const TOLD_OF_ASSESSMENT = [
  'id',
  'residentId',
  'assessedAt',
  'instrument',
  'score',
  'prorated',
  'label',
  'status',
  'recordedBy',
] as const satisfies readonly (keyof Assessment)[];
export type ToldAssessment = Pick<Assessment, (typeof TOLD_OF_ASSESSMENT)[number]>;

/** As much of an alert. */
export const TOLD_OF_ALERT = [
  'id',
  'residentId',
  'raisedAt',
  'rule',
  'severity',
  'status',
  'message',
  'raisedBy',
] as const satisfies readonly (keyof Alert)[];
export type ToldAlert = Pick<Alert, (typeof TOLD_OF_ALERT)[number]>;

/** An observation in a line of English, such as `Blood pressure: systolic 134, diastolic 78 mmHg`. */
export function describeObservation(
  observation: Pick<Observation, 'type' | 'value' | 'code' | 'components' | 'unit'>,
): string {
  const type = observationType(observation.type);
  return `${type?.display.en ?? observation.type}: ${valueOf(observation, type)}`;
}

function valueOf(
  { value, code, components, unit }: Pick<Observation, 'value' | 'code' | 'components' | 'unit'>,
  type: ObservationType | undefined,
): string {
  if (code !== null) return wordFor(code, type);
  const numbers = components === null ? [] : Object.entries(components).map(([part, each]) => `${part} ${shown(each)}`);
  const measured = value === null ? numbers.join(', ') : shown(value);
  return withUnit(measured, unit);
}

function shown(value: Quantity): string {
  return String(toDecimal(value));
}

function wordFor(code: string, type: ObservationType | undefined): string {
  const known = type?.kind === 'coded' ? type.codes : type?.kind === 'numeric' && type.word ? [type.word] : [];
  return known.find((one) => one.code === code)?.display.en ?? code;
}

/** An assessment in a line of English, such as `NEWS2 early warning score: 3, Low (1-4)`; one without a total has only what it means. */
export function describeAssessment({
  instrument,
  score,
  prorated,
  label,
}: Pick<Assessment, 'instrument' | 'score' | 'prorated' | 'label'>): string {
  const name = instrumentByCode(instrument)?.display.en ?? instrument;
  const total = score === null ? '' : `${score}${prorated ? ' (prorated)' : ''}, `;
  return `${name}: ${total}${label.en}`;
}

/** An alert in a line of English, such as `Heart rate 141 /min: above 130 (urgent, resolved)`. */
export function describeAlert({ message, severity, status }: Pick<Alert, 'message' | 'severity' | 'status'>): string {
  return `${message.en} (${severity}, ${status})`;
}
