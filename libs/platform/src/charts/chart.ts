import type { Spec } from 'vega';
import type { Language } from '#platform/print';

/** A picture for people, and what it says to who can't see it. */
export interface Chart {
  readonly title: string;
  /** Everything that the picture tells, in words. */
  readonly description: string;
  readonly language: Language;
  /** High as what is in it needs, in units of which it is {@link CHART_WIDTH} wide. */
  readonly height: number;
  /** Data, scales and marks; whatever people wrote is in its data only, never in an expression. */
  readonly drawing: Drawing;
}

/** What is drawn, as Vega says it. */
export type Drawing = Pick<Spec, 'data' | 'scales' | 'marks' | 'axes'>;
export type Mark = NonNullable<Drawing['marks']>[number];

/** One thing that is drawn: its values by their names. */
export type Datum = Readonly<Record<string, string | number | null>>;

/** Of every chart: letters of {@link LETTERS} can then be read where it is shown 320 pixels wide, as on a telephone. */
export const CHART_WIDTH = 480;

/** The sizes of letters: 9 pixels and more at 320, as high as those of a printed chart on a sheet of A5. */
export const LETTERS = { title: 19, large: 17, plain: 15, small: 14 } as const;
