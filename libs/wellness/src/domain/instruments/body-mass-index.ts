import type { Measure } from './instrument.js';

/** Body mass index in kg/m2; beyond these bounds a weight or a height was mistyped (general knowledge). */
export const BODY_MASS_INDEX: Measure = { unit: 'kg/m2', decimals: 2, possible: { low: 8, high: 100 } };
