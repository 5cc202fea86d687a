import type { Label } from './label.js';
import type { UnitConversion } from './units.js';

const GENERAL_KNOWLEDGE = 'general knowledge, configurable';

/** Both ends belong to the range; in the type's own unit, with where the numbers come from. */
export interface Range {
  readonly low: number;
  readonly high: number;
  readonly source: string;
}

/** A threshold that no source was found for: rules take the type as an argument, so a home may give its own. */
export function general(low: number, high: number): Range {
  return { low, high, source: GENERAL_KNOWLEDGE };
}

/** How a number is measured and kept. */
export interface Scale {
  /** The type's own unit, UCUM: every value is kept in it. */
  readonly unit: string;
  readonly otherUnits: readonly UnitConversion[];
  /** Places kept, rounding halves away from zero. */
  readonly decimals: number;
  /** A rating, of which a half doesn't exist: fractions are refused instead of rounded. */
  readonly wholeOnly: boolean;
}

/** How a number is judged. */
export interface Ranges {
  /** Outside of it a value can't be true and is refused. */
  readonly possible: Range;
  /** Outside of it a value is more often a slip than a fact, and has to be confirmed. */
  readonly likely: Range;
  /** Shaded on a chart; missing where "normal" is each person's own. */
  readonly normal?: Range;
}

/** One of the codes that a coded observation may have. */
export interface CodedValue {
  readonly code: string;
  readonly display: Label;
}

/** A part of a measurement of several, in the unit of the whole. */
export interface Component extends Ranges {
  readonly code: string;
  readonly display: Label;
  readonly loinc: string;
}

interface Described {
  /** The contract's name, kebab-case (api.md section 9). */
  readonly code: string;
  readonly display: Label;
  /** LOINC code; null where LOINC has none that says the same thing. */
  readonly loinc: string | null;
}

export interface NumericType extends Described, Ranges {
  readonly kind: 'numeric';
  readonly scale: Scale;
  /** A word that stands for a number and is kept beside it: `air` for 0 L/min of oxygen. */
  readonly word?: { readonly code: string; readonly display: Label; readonly value: number };
}

export interface CodedType extends Described {
  readonly kind: 'coded';
  readonly codes: readonly CodedValue[];
}

export interface ComponentsType extends Described {
  readonly kind: 'components';
  readonly scale: Scale;
  readonly components: readonly Component[];
  /** `[greater, lesser]`: the first component's value must be above the second's. */
  readonly descending: readonly [string, string];
}

export type ObservationType = NumericType | CodedType | ComponentsType;
