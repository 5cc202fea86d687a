import { toDecimal } from '#platform/kernel';
import { minutesBetween, type Instant } from '#platform/time';
import { isMissing } from '../json.js';
import type { Observation } from '../observation.js';
import type { ChoiceValue, Instrument, InstrumentItem, Observed } from './instrument.js';
import type { Answers } from './read-answers.js';

/** An observation that answered an item (FHIR `derivedFrom`), as it was when the assessment was made. */
export interface DerivedFrom {
  readonly item: string;
  readonly observationId: string;
  readonly takenAt: Instant;
  /** Whole minutes from the reading to the assessment. */
  readonly ageMinutes: number;
}

/** Which readings may answer. */
export interface Freshness {
  /** The instant of the assessment. */
  readonly at: Instant;
  readonly maxAgeMinutes: number;
}

/** Codes of the observation types that answer items of an instrument, in no order. */
export function observedTypes({ items }: Instrument): readonly string[] {
  return [...new Set(items.flatMap((item) => observedOf(item)?.type ?? []))];
}

/**
 * Answers what was left open from the latest reading of each type; one that is too old answers nothing. What was
 * answered by hand stays as it is.
 * @param latest at most one of each type, none of them an error.
 */
export function fillIn(
  { items }: Instrument,
  answers: Answers,
  latest: readonly Observation[],
  { at, maxAgeMinutes }: Freshness,
): { readonly answers: Answers; readonly derivedFrom: readonly DerivedFrom[] } {
  const fresh = latest.filter(({ takenAt }) => minutesBetween(takenAt, at) <= maxAgeMinutes);
  const filled: Record<string, unknown> = { ...answers };
  const derivedFrom: DerivedFrom[] = [];
  for (const item of items) {
    const observed = observedOf(item);
    if (observed === undefined || !isMissing(answers[item.id])) continue;
    const observation = fresh.find(({ type }) => type === observed.type);
    const value = observation && valueOf(observation, observed);
    if (observation === undefined || value === undefined) continue;
    filled[item.id] = value;
    const { id, takenAt } = observation;
    const ageMinutes = Math.max(0, Math.floor(minutesBetween(takenAt, at)));
    derivedFrom.push({ item: item.id, observationId: id, takenAt, ageMinutes });
  }
  return { answers: filled, derivedFrom };
}

function observedOf(item: InstrumentItem): Observed | undefined {
  return item.kind === 'selector' ? undefined : item.observed;
}

function valueOf({ value, code, components }: Observation, { component, above }: Observed): ChoiceValue | undefined {
  const quantity = component === undefined ? value : components?.[component];
  if (quantity === null || quantity === undefined) return code ?? undefined;
  return above === undefined ? toDecimal(quantity) : toDecimal(quantity) > above;
}
