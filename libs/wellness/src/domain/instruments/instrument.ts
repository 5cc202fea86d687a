import type { Label } from '../label.js';

/** What a choice is sent and stored as. */
export type ChoiceValue = string | number | boolean;

export interface Choice {
  readonly value: ChoiceValue;
  readonly label: Label;
  readonly score: number;
}

/** One of several statements, each with its points. */
export interface ChoiceItem {
  readonly kind: 'choice';
  readonly id: string;
  readonly label: Label;
  readonly choices: readonly Choice[];
}

/** Decides how another item is scored and has no points of its own. */
export interface SelectorItem {
  readonly kind: 'selector';
  readonly id: string;
  readonly label: Label;
  readonly choices: readonly Omit<Choice, 'score'>[];
}

/**
 * Points for a stretch of measured values, both ends included, a missing end open. The first range that fits wins.
 * `when` asks for answers to other items (item id to value); while one of them isn't answered, the item has no score.
 */
export interface ScoreRange {
  readonly from?: number;
  readonly to?: number;
  readonly when?: Readonly<Record<string, ChoiceValue>>;
  readonly score: number;
}

/** A measured number. With `decimals: 0` a fraction is refused; with more it is rounded, halves away from zero. */
export interface MeasureItem {
  readonly kind: 'measure';
  readonly id: string;
  readonly label: Label;
  /** UCUM. */
  readonly unit: string;
  readonly decimals: number;
  /** Outside of it a value can't be true and is refused. */
  readonly possible: { readonly low: number; readonly high: number };
  readonly ranges: readonly ScoreRange[];
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

/** A scored assessment instrument as data: enough to draw its form and to score it. History isn't rescored. */
export interface Instrument {
  /** The contract's name, kebab-case (api.md section 7). */
  readonly code: string;
  /** Changes whenever an item, a score, a band or an advice does; kept with each assessment. */
  readonly version: string;
  readonly display: Label;
  readonly items: readonly InstrumentItem[];
  readonly bands: readonly Band[];
  /** The meaning of any one item having at least this score, whatever the total. */
  readonly singleItem?: Meaning & { readonly score: number };
  /** What to do while items are missing and there is no total. */
  readonly incomplete: Pick<Meaning, 'label' | 'advice'>;
  readonly source: string;
  readonly licence: string;
  /** False where the home has to state first that it holds the licence. */
  readonly enabledByDefault: boolean;
}
