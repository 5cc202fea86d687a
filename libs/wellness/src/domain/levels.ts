import { toDecimal } from '#platform/kernel';
import type { Label } from './label.js';
import type { ObservationType, Range } from './observation-type.js';
import type { Reading } from './reading.js';

/** A word of a coded type, or a step of a short rating such as the Bristol types: what is counted and not measured. */
export interface Level {
  readonly code: string;
  readonly display: Label;
}

/** A rating of more steps than this, such as pain, is drawn as a number. */
const MOST_STEPS = 7;

/** From the first to the last; none where a type is drawn as numbers. */
export function levelsOf(type: ObservationType): readonly Level[] {
  if (type.kind === 'coded') return type.codes;
  if (type.kind !== 'numeric' || !type.scale.wholeOnly) return [];
  const { low, high } = type.possible;
  if (high - low + 1 > MOST_STEPS) return [];
  return Array.from({ length: high - low + 1 }, (_, index) => String(low + index)).map((code) => ({
    code,
    display: { en: code, es: code },
  }));
}

/** A reading of which the step is the word. */
export function asLevel(reading: Reading): Reading {
  const { value, code } = reading;
  return { ...reading, code: code ?? (value === null ? null : String(toDecimal(value))) };
}

/** Whether a step lies in a range; a word doesn't. */
export function isWithin({ code }: Level, range: Range | undefined): boolean {
  return range !== undefined && Number(code) >= range.low && Number(code) <= range.high;
}
