import { toDecimal, type Quantity } from '#platform/kernel';
import type { Observation } from '../observation.js';
import type { ObservationType, Range, Ranges } from '../observation-type.js';
import { baselineOf, trendOf, type Baseline, type Trend } from './baseline.js';

/** Where a value lies to the normal range (FHIR `Observation.interpretation`: L, N, H). */
export const INTERPRETATIONS = ['low', 'normal', 'high'] as const;
export type Interpretation = (typeof INTERPRETATIONS)[number];

/** One number of an observation, and how it lies to what is normal and to what is usual for the person. */
export interface Measure {
  /** Of a measurement of several; null: it is the whole. */
  readonly component: string | null;
  readonly value: Quantity;
  /** Null where "normal" is each person's own. */
  readonly referenceRange: Range | null;
  readonly interpretation: Interpretation | null;
  /** Null: too little is known of the person, or the type has none. */
  readonly baseline: Baseline | null;
  readonly trend: Trend | null;
}

/** A drink, a meal or a stool is one of several in a day, and a height no sign: none of them has a baseline. */
const WITHOUT_BASELINE: ReadonlySet<string> = new Set(['fluid-intake', 'food-intake', 'bowel-movement', 'body-height']);

/** Whether readings of a type are compared with earlier ones of the person. */
export function hasBaseline({ kind, code }: ObservationType): boolean {
  return kind !== 'coded' && !WITHOUT_BASELINE.has(code);
}

/** The numbers of an observation; a coded one has none. @param earlier those that make the baseline. */
export function measuresOf(
  type: ObservationType,
  observation: Pick<Observation, 'value' | 'components'>,
  earlier: readonly Pick<Observation, 'value' | 'components'>[],
): readonly Measure[] {
  const before = hasBaseline(type) ? earlier : [];
  if (type.kind === 'coded') return [];
  if (type.kind === 'numeric') {
    const earlierValues = before.flatMap(({ value }) => value ?? []);
    return observation.value === null ? [] : [measure(null, observation.value, type, earlierValues)];
  }
  return type.components.flatMap((component) => {
    const value = observation.components?.[component.code];
    const earlierValues = before.flatMap(({ components }) => components?.[component.code] ?? []);
    return value === undefined ? [] : [measure(component.code, value, component, earlierValues)];
  });
}

function measure(
  component: string | null,
  value: Quantity,
  { likely, normal }: Pick<Ranges, 'likely' | 'normal'>,
  earlier: readonly Quantity[],
): Measure {
  const baseline = baselineOf(earlier, likely);
  return {
    component,
    value,
    referenceRange: normal ?? null,
    interpretation: normal === undefined ? null : interpret(value, normal),
    baseline,
    trend: trendOf(value, baseline),
  };
}

function interpret(value: Quantity, { low, high }: Range): Interpretation {
  if (toDecimal(value) < low) return 'low';
  return toDecimal(value) > high ? 'high' : 'normal';
}
