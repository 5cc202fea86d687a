import type { Config } from 'vega';
import { LETTERS } from './chart.js';

/** Nearly black: what is drawn, and what is written. */
export const INK = '#111';

/** For rules between rows. */
export const FAINT = '#999';

/** What every chart looks like. Only families of letters that every machine has. */
export const THEME: Config = {
  background: '#fff',
  text: { font: 'sans-serif', fontSize: LETTERS.plain, fill: INK, baseline: 'middle' },
  rule: { stroke: FAINT },
  line: { stroke: INK, strokeWidth: 1.5 },
  symbol: { fill: INK, size: 60 },
};
