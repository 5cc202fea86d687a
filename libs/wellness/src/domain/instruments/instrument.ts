import type { Label } from '../label.js';

/** What a choice is sent and stored as. */
export type ChoiceValue = string | number | boolean;

/** Answers that have to be there: item id to value; of an item that takes several, to one of them. */
export type Conditions = Readonly<Record<string, ChoiceValue>>;

export interface Choice {
  readonly value: ChoiceValue;
  readonly label: Label;
  readonly score: number;
  /** Of an item that takes several: values that can't be true beside this one. */
  readonly excludes?: readonly ChoiceValue[];
}

/** How a number is measured. With `decimals: 0` a fraction is refused; with more it is rounded, halves away from zero. */
export interface Measure {
  /** UCUM. */
  readonly unit: string;
  readonly decimals: number;
  /** Outside of it a value can't be true and is refused. */
  readonly possible: { readonly low: number; readonly high: number };
}

/** The observation that answers an item: its value, its code, or one of its components. */
export interface Observed {
  /** Code of an observation type. */
  readonly type: string;
  readonly component?: string;
  /** The answer is whether the value is above this one. */
  readonly above?: number;
}

/** A stretch of measured values, both ends included, a missing end open. Of a list, the first that fits wins. */
interface Stretch {
  readonly from?: number;
  readonly to?: number;
}

/** The choice that a measured value amounts to. */
export interface ChoiceRange extends Stretch {
  readonly value: ChoiceValue;
}

/** One of several statements, each with its points. */
export interface ChoiceItem {
  readonly kind: 'choice';
  readonly id: string;
  readonly label: Label;
  readonly choices: readonly Choice[];
  /** The answer may also be a number, which chooses by itself. The values of such choices are no numbers. */
  readonly measured?: Measure & { readonly ranges: readonly ChoiceRange[] };
  /** The answer may be a list: several statements apply and their points are added (FHIR Questionnaire `repeats`). */
  readonly repeats?: boolean;
  /** The most points that several statements give together. */
  readonly cap?: number;
  /** Id of the item in whose place it counts: only while that one isn't answered, and then it is enough. */
  readonly insteadOf?: string;
  readonly observed?: Observed;
}

/** Says how another item is scored, or more about the person, and has no points of its own. */
export interface SelectorItem {
  readonly kind: 'selector';
  readonly id: string;
  readonly label: Label;
  readonly choices: readonly Omit<Choice, 'score' | 'excludes'>[];
  /** There is a total without it. */
  readonly optional?: boolean;
}

/**
 * Points for a stretch of measured values. `when` asks for answers to other items; while one of them isn't answered,
 * the item has no score.
 */
export interface ScoreRange extends Stretch {
  readonly when?: Conditions;
  readonly score: number;
}

/** A measured number. */
export interface MeasureItem extends Measure {
  readonly kind: 'measure';
  readonly id: string;
  readonly label: Label;
  readonly ranges: readonly ScoreRange[];
  readonly observed?: Observed;
}

export type InstrumentItem = ChoiceItem | SelectorItem | MeasureItem;

/** What a result means. Of several that apply, the one of the greatest `severity` wins. */
export interface Meaning {
  readonly band: string;
  readonly severity: number;
  readonly label: Label;
  readonly advice: Label;
}

/** The meaning of a total, both ends included. */
export interface Band extends Meaning {
  readonly from: number;
  readonly to: number;
}

/** What single answers ask for beside the total, also while there is none. */
export interface Prompt {
  /** Any one of these is enough. */
  readonly anyOf: readonly Conditions[];
  readonly advice: Label;
}

/** A scored assessment instrument as data: enough to draw its form and to score it. History isn't rescored. */
export interface Instrument {
  /** The contract's name, kebab-case (api.md section 7). */
  readonly code: string;
  /** Changes whenever an item, a score, a band or an advice does; kept with each assessment. */
  readonly version: string;
  readonly display: Label;
  readonly items: readonly InstrumentItem[];
  /** From the least total to the greatest, without a gap. */
  readonly bands: readonly Band[];
  /** The meaning of any one item having at least this score, whatever the total. */
  readonly singleItem?: Meaning & { readonly score: number };
  readonly prompts?: readonly Prompt[];
  /** How many items may be blank for a prorated total, of an instrument whose items all weigh the same; default none. */
  readonly proratedBlanks?: number;
  /** What to do while items are missing and there is no total. */
  readonly incomplete: Pick<Meaning, 'label' | 'advice'>;
  readonly source: string;
  readonly licence: string;
  /** False where the home has to state first that it holds the licence. */
  readonly enabledByDefault: boolean;
}
