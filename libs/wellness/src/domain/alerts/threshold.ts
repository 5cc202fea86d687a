import { InvalidFieldsError, merged, quantity, toDecimal, type FieldError, type Quantity } from '#platform/kernel';
import type { Label } from '../label.js';
import type { Observation } from '../observation.js';
import type { Ranges } from '../observation-type.js';
import { observationType } from '../observation-types.js';
import { withUnit } from '../printed-unit.js';
import type { Cause } from './cause.js';
import { worstOf, type Severity } from './severity.js';

/** Types that a threshold may be about: those whose value is one number, and blood pressure. */
export const THRESHOLD_TYPES = [
  'heart-rate',
  'respiratory-rate',
  'oxygen-saturation',
  'inspired-oxygen',
  'body-temperature',
  'blood-pressure',
  'blood-glucose',
  'body-weight',
  'pain',
  'mood',
  'sleep',
  'fluid-intake',
  'food-intake',
  'bowel-movement',
] as const;
export type ThresholdType = (typeof THRESHOLD_TYPES)[number];

export const PRESSURES = ['systolic', 'diastolic'] as const;
export type Pressure = (typeof PRESSURES)[number];

/** A value below `low`, or above `high`, raises an alert; the limits themselves don't. In the type's own unit. */
export interface Threshold {
  readonly type: ThresholdType;
  /** Of blood pressure only, and always there. */
  readonly component: Pressure | null;
  readonly low: Quantity | null;
  readonly high: Quantity | null;
  readonly severity: Severity;
}

/** What a client says of one. */
export interface NewThreshold {
  readonly type: ThresholdType;
  /** Systolic when it isn't given. */
  readonly component?: Pressure | null | undefined;
  readonly low?: Quantity | null | undefined;
  readonly high?: Quantity | null | undefined;
  readonly severity: Severity;
}

/** More would be a mistake: there are fifteen values with four severities each. */
export const MOST_THRESHOLDS = 60;

/** @throws InvalidFieldsError with every bad field at once. */
export function readThresholds(rules: readonly NewThreshold[]): readonly Threshold[] {
  const read = rules.map((rule) => readThreshold(rule));
  const errors = read.flatMap((threshold, index) => {
    const twin = read.findIndex((other) => other.severity === threshold.severity && isOfSame(other, threshold));
    const pointer = `/rules/${index}`;
    return twin === index
      ? faults(threshold, rules[index]?.component ?? null, pointer)
      : [{ pointer, code: 'not-unique', message: `says again what /rules/${twin} is about` }];
  });
  if (errors.length > 0) throw new InvalidFieldsError(errors);
  return read;
}

function readThreshold({ type, component, low, high, severity }: NewThreshold): Threshold {
  return {
    type,
    component: type === 'blood-pressure' ? (component ?? 'systolic') : null,
    low: low ?? null,
    high: high ?? null,
    severity,
  };
}

function faults(threshold: Threshold, component: Pressure | null, pointer: string): readonly FieldError[] {
  const { type, low, high } = threshold;
  const { possible } = rangesOf(threshold);
  const errors: FieldError[] = [];
  if (component !== null && type !== 'blood-pressure') {
    errors.push({ pointer: `${pointer}/component`, code: 'not-allowed', message: 'is for blood pressure only' });
  }
  if (low === null && high === null) {
    errors.push({ pointer, code: 'no-threshold', message: 'must have a low or a high threshold, or both' });
  }
  for (const [name, limit] of Object.entries({ low, high })) {
    if (limit === null || (toDecimal(limit) >= possible.low && toDecimal(limit) <= possible.high)) continue;
    const message = `must be from ${possible.low} to ${possible.high}`;
    errors.push({ pointer: `${pointer}/${name}`, code: 'out-of-range', message });
  }
  if (low !== null && high !== null && low > high) {
    errors.push({ pointer: `${pointer}/high`, code: 'before-low', message: 'must not be below the low threshold' });
  }
  return errors;
}

function rangesOf({ type, component }: Pick<Threshold, 'type' | 'component'>): Ranges {
  const known = observationType(type);
  if (known?.kind === 'numeric') return known;
  const part = known?.kind === 'components' ? known.components.find(({ code }) => code === component) : undefined;
  if (part === undefined) throw new RangeError(`${type} has no thresholds`);
  return part;
}

function isOfSame(a: Pick<Threshold, 'type' | 'component'>, b: Pick<Threshold, 'type' | 'component'>): boolean {
  return a.type === b.type && a.component === b.component;
}

export const ORIGINS = ['person', 'home', 'default'] as const;

/** A threshold that counts, and who set it; `default`: it comes with the program. */
export interface ThresholdInEffect extends Threshold {
  readonly origin: (typeof ORIGINS)[number];
}

/**
 * What counts for a person. Whoever says anything of a value says all of it: a person's thresholds of heart rate take the
 * place of all that the home has for heart rate, as the home's take that of the defaults.
 */
export function inEffect(person: readonly Threshold[], home: readonly Threshold[]): readonly ThresholdInEffect[] {
  const layers: readonly (readonly ThresholdInEffect[])[] = [
    from('person', person),
    from('home', home),
    DEFAULTS_IN_EFFECT,
  ];
  return layers.reduce((above, layer) => [
    ...above,
    ...layer.filter((each) => !above.some((other) => isOfSame(other, each))),
  ]);
}

function from(origin: ThresholdInEffect['origin'], thresholds: readonly Threshold[]): readonly ThresholdInEffect[] {
  return thresholds.map((each) => merged(each, { origin }));
}

/** What a reading does to the thresholds that count: the worst of each side. At most one of blood pressure's parts each. */
export function thresholdCauses(observation: Observation, thresholds: readonly Threshold[]): readonly Cause[] {
  const broken = thresholds.flatMap((threshold) => breach(observation, threshold) ?? []);
  const keys = [...new Set(broken.map(({ key }) => key))];
  return keys.flatMap((key) => worstOf(broken.filter((cause) => cause.key === key)) ?? []);
}

function breach(observation: Observation, threshold: Threshold): Cause | undefined {
  const { type, component, low, high, severity } = threshold;
  if (observation.type !== type) return undefined;
  const value = component === null ? observation.value : observation.components?.[component];
  if (value === undefined || value === null) return undefined;
  const side = low !== null && value < low ? 'low' : high !== null && value > high ? 'high' : undefined;
  const limit = side === 'low' ? low : high;
  if (side === undefined || limit === null) return undefined;
  const { id, unit, takenAt } = observation;
  const name = component === null ? type : `${type}.${component}`;
  return {
    rule: 'threshold',
    key: `${name}:${side}`,
    severity,
    message: inWords(threshold, value, unit, { side, limit }),
    at: takenAt,
    sourceId: id,
    inputs: [
      { name, value: toDecimal(value), unit, at: takenAt, id },
      { name: side, value: toDecimal(limit), unit, at: null, id: null },
    ],
  };
}

function inWords(
  { type, component }: Threshold,
  value: Quantity,
  unit: string | null,
  { side, limit }: { readonly side: 'low' | 'high'; readonly limit: Quantity },
): Label {
  const known = observationType(type);
  const part = known?.kind === 'components' ? known.components.find(({ code }) => code === component) : undefined;
  const measured = withUnit(String(toDecimal(value)), unit);
  const name = (language: keyof Label): string =>
    [known?.display[language] ?? type, part?.display[language].toLowerCase()].filter(Boolean).join(', ');
  const over = { low: { en: 'below', es: 'por debajo de' }, high: { en: 'above', es: 'por encima de' } }[side];
  return {
    en: `${name('en')} ${measured}: ${over.en} ${toDecimal(limit)}`,
    es: `${name('es')} ${measured}: ${over.es} ${toDecimal(limit)}`,
  };
}

function of(type: ThresholdType, severity: Severity, low: number | null, high: number | null): Threshold {
  return {
    type,
    component: type === 'blood-pressure' ? 'systolic' : null,
    low: low === null ? null : quantity(low),
    high: high === null ? null : quantity(high),
    severity,
  };
}

/**
 * What counts where the home says nothing. Urgent is what scores 3 in NEWS2 (Royal College of Physicians 2017), warning
 * what scores 2 on its hot side; glucose below 70 and 54 mg/dL are levels 1 and 2 of the American Diabetes Association's
 * Standards of Care. Glucose above 250 and 400 mg/dL and pain above 3 and 6 are general knowledge, configurable.
 */
export const DEFAULT_THRESHOLDS: readonly Threshold[] = [
  of('heart-rate', 'urgent', 41, 130),
  of('heart-rate', 'warning', null, 110),
  of('respiratory-rate', 'urgent', 9, 24),
  of('oxygen-saturation', 'urgent', 92, null),
  of('oxygen-saturation', 'warning', 94, null),
  of('body-temperature', 'urgent', 35.1, null),
  of('body-temperature', 'warning', null, 39),
  of('blood-pressure', 'urgent', 91, 219),
  of('blood-pressure', 'warning', 101, null),
  of('blood-glucose', 'emergency', 54, null),
  of('blood-glucose', 'urgent', 70, 400),
  of('blood-glucose', 'warning', null, 250),
  of('pain', 'urgent', null, 6),
  of('pain', 'warning', null, 3),
];

const DEFAULTS_IN_EFFECT = from('default', DEFAULT_THRESHOLDS);
