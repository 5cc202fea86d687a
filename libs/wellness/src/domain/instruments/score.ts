import { toDecimal, type FieldError, type Quantity } from '#platform/kernel';
import { escapePointer, isMissing } from '../json.js';
import type { Label } from '../label.js';
import { nearestQuantity, roundTo } from '../units.js';
import type { ChoiceValue, Instrument, InstrumentItem, Meaning, MeasureItem, ScoreRange } from './instrument.js';

/** Item id to what was answered, as it came. */
export type Answers = Readonly<Record<string, unknown>>;

/** The result of an assessment. With an item missing there is a partial sum, labelled as such, and never a total. */
export interface Scored {
  readonly itemScores: Readonly<Record<string, number>>;
  readonly score: number | null;
  /** The sum of what was answered; only on an incomplete result. */
  readonly partialScore?: number;
  readonly complete: boolean;
  /** Ids of the items that have to be answered for a total. */
  readonly missing: readonly string[];
  /** A band of the instrument, or `incomplete`. */
  readonly band: string;
  readonly label: Label;
  readonly advice: Label;
}

export type ScoreOutcome =
  { readonly ok: true; readonly scored: Scored } | { readonly ok: false; readonly errors: readonly FieldError[] };

/**
 * Scores the answers to an instrument. An answer that is null or absent is missing. Every bad answer is reported at
 * once, by its pointer under `/answers`: `unknown-answer`, `unknown-choice`, `not-a-number`, `not-whole`,
 * `impossible-value`.
 */
export function scoreAnswers(instrument: Instrument, answers: Answers): ScoreOutcome {
  const errors = unknownAnswers(instrument, answers);
  const given: Record<string, ChoiceValue> = {};
  for (const item of instrument.items) {
    const answer = readAnswer(item, answers[item.id], errors);
    if (answer !== undefined) given[item.id] = answer;
  }
  if (errors.length > 0) return { ok: false, errors };

  const itemScores: Record<string, number> = {};
  const missing: string[] = [];
  for (const item of instrument.items) {
    const answer = given[item.id];
    if (answer === undefined) missing.push(item.id);
    else {
      const score = itemScore(item, answer, given);
      if (score !== undefined) itemScores[item.id] = score;
    }
  }
  return { ok: true, scored: { itemScores, missing, ...conclude(instrument, itemScores, missing) } };
}

function conclude(
  instrument: Instrument,
  itemScores: Readonly<Record<string, number>>,
  missing: readonly string[],
): Omit<Scored, 'itemScores' | 'missing'> {
  const scores = Object.values(itemScores);
  const sum = scores.reduce((total, score) => total + score, 0);
  if (missing.length > 0) {
    return { score: null, partialScore: sum, complete: false, band: 'incomplete', ...instrument.incomplete };
  }
  const { singleItem } = instrument;
  const meanings: Meaning[] = instrument.bands.filter(({ from, to }) => sum >= from && sum <= to);
  if (singleItem && scores.some((score) => score >= singleItem.score)) meanings.push(singleItem);
  const [first, ...others] = meanings;
  if (first === undefined) throw new RangeError(`${instrument.code} has no band for ${sum}`);
  const { band, label, advice } = others.reduce((a, b) => (b.severity > a.severity ? b : a), first);
  return { score: sum, complete: true, band, label, advice };
}

function unknownAnswers(instrument: Instrument, answers: Answers): FieldError[] {
  const known = new Set(instrument.items.map((item) => item.id));
  return Object.keys(answers)
    .filter((id) => !known.has(id))
    .map((id) => ({ pointer: pointerTo(id), code: 'unknown-answer', message: `Not an item of ${instrument.code}.` }));
}

/** The answer as it is scored, or undefined when it is missing or bad. */
function readAnswer(item: InstrumentItem, answer: unknown, errors: FieldError[]): ChoiceValue | undefined {
  if (isMissing(answer)) return undefined;
  if (item.kind === 'measure') return readMeasure(item, answer, errors);
  const choice = item.choices.find(({ value }) => value === answer);
  if (choice === undefined) {
    const known = item.choices.map(({ value }) => String(value)).join(', ');
    errors.push({ pointer: pointerTo(item.id), code: 'unknown-choice', message: `Must be one of: ${known}.` });
  }
  return choice?.value;
}

function readMeasure(item: MeasureItem, answer: unknown, errors: FieldError[]): number | undefined {
  const number = nearestQuantity(answer);
  const refused = refusal(item, number);
  if (refused) errors.push({ pointer: pointerTo(item.id), ...refused });
  return refused || number === undefined ? undefined : toDecimal(roundTo(number, item.decimals));
}

function refusal(
  { decimals, possible: { low, high }, unit }: MeasureItem,
  number: Quantity | undefined,
): Omit<FieldError, 'pointer'> | undefined {
  if (number === undefined) return { code: 'not-a-number', message: 'Must be a number.' };
  const value = toDecimal(number);
  if (decimals === 0 && !Number.isInteger(value)) return { code: 'not-whole', message: 'Must be a whole number.' };
  if (value >= low && value <= high) return undefined;
  return { code: 'impossible-value', message: `Must be between ${low} and ${high} ${unit}.` };
}

/** Undefined for a selector, and while another item's answer that would decide is missing. */
function itemScore(
  item: InstrumentItem,
  answer: ChoiceValue,
  given: Readonly<Record<string, ChoiceValue>>,
): number | undefined {
  if (item.kind === 'choice') return item.choices.find(({ value }) => value === answer)?.score;
  return item.kind === 'measure' && typeof answer === 'number' ? rangeScore(item.ranges, answer, given) : undefined;
}

function rangeScore(
  ranges: readonly ScoreRange[],
  value: number,
  given: Readonly<Record<string, ChoiceValue>>,
): number | undefined {
  for (const { from, to, when = {}, score } of ranges) {
    if ((from !== undefined && value < from) || (to !== undefined && value > to)) continue;
    const conditions = Object.entries(when);
    if (conditions.some(([id, wanted]) => given[id] !== undefined && given[id] !== wanted)) continue;
    return conditions.every(([id]) => given[id] !== undefined) ? score : undefined;
  }
  return undefined;
}

function pointerTo(id: string): string {
  return `/answers/${escapePointer(id)}`;
}
