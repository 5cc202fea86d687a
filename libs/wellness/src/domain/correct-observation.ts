import { toDecimal } from '#platform/kernel';
import type { Instant } from '#platform/time';
import type { Righting } from './fact.js';
import type { MeasureInput } from './measure.js';
import { recordObservation, type Observation } from './observation.js';

/** What is right of an observation; what isn't named is as it was recorded. */
export interface ObservationChanges extends MeasureInput {
  readonly type?: string | undefined;
  readonly takenAt?: Instant | null | undefined;
  readonly method?: string | null | undefined;
  readonly note?: string | null | undefined;
}

const MEASURED = [
  'value',
  'systolic',
  'diastolic',
  'components',
  'unit',
] as const satisfies readonly (keyof MeasureInput)[];

/** The right observation that takes the place of a wrong one. @throws InvalidFieldsError as `recordObservation` does. */
export function correctObservation(
  wrong: Observation,
  changes: ObservationChanges,
  righting: Righting,
  now: Instant,
): Observation {
  const { type = wrong.type, takenAt, method, note } = changes;
  const command = {
    ...righting,
    residentId: wrong.residentId,
    type,
    input: type === wrong.type ? measuredAnew(wrong, changes) : changes,
    takenAt: takenAt ?? wrong.takenAt,
    method: method === undefined ? wrong.method : method,
    note: note === undefined ? wrong.note : note,
  };
  return recordObservation(command, now);
}

/** What nobody measured anew was stood by when it was recorded; half a pressure keeps its other half. */
function measuredAnew(wrong: Observation, changes: ObservationChanges): MeasureInput {
  const parts = decimals(wrong.components);
  if (MEASURED.every((field) => changes[field] === undefined)) {
    const value = wrong.value === null ? wrong.code : toDecimal(wrong.value);
    return { ...parts, value, unit: wrong.unit, confirm: true };
  }
  const named = changes.systolic !== undefined || changes.diastolic !== undefined;
  return named && changes.unit === undefined ? { ...parts, ...given(changes) } : changes;
}

function decimals(components: Observation['components']): MeasureInput {
  const entries = Object.entries(components ?? {});
  return Object.fromEntries(entries.map(([code, value]) => [code, toDecimal(value)]));
}

function given(changes: ObservationChanges): MeasureInput {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
