import type { FieldError } from '#platform/kernel';
import type { Label } from '../label.js';
import type { ChoiceItem, Conditions, Instrument, InstrumentItem, Meaning, ScoreRange } from './instrument.js';
import { readAnswers, type Answer, type Answers, type Given } from './read-answers.js';
import { fits } from './stretch.js';

export type { Answers } from './read-answers.js';

/**
 * The result of an assessment. With an item missing there is a partial sum, labelled as such, and no total; unless the
 * instrument allows a prorated one, which is marked.
 */
export interface Scored {
  readonly itemScores: Readonly<Record<string, number>>;
  readonly score: number | null;
  /** The sum of what was answered; only with an item missing. */
  readonly partialScore?: number;
  /** Nothing is missing. */
  readonly complete: boolean;
  /** The score stands for items that were left blank, too. */
  readonly prorated: boolean;
  /** Ids of the items that have to be answered for a total of what was answered alone. */
  readonly missing: readonly string[];
  /** A band of the instrument, or `incomplete`. */
  readonly band: string;
  readonly label: Label;
  /** What the result asks for, then what single answers ask for. */
  readonly advice: Label;
}

export type ScoreOutcome =
  { readonly ok: true; readonly scored: Scored } | { readonly ok: false; readonly errors: readonly FieldError[] };

/** Scores the answers to an instrument. Bad answers are told all at once, as {@link readAnswers} says. */
export function scoreAnswers(instrument: Instrument, answers: Answers): ScoreOutcome {
  const { given, errors } = readAnswers(instrument, answers);
  if (errors.length > 0) return { ok: false, errors };

  const itemScores: Record<string, number> = {};
  const missing: string[] = [];
  for (const item of instrument.items) {
    const answer = given[item.id];
    if (answer === undefined) {
      if (isNeeded(instrument, item, given)) missing.push(item.id);
      continue;
    }
    const score = isReplaced(item, given) ? undefined : itemScore(item, answer, given);
    if (score !== undefined) itemScores[item.id] = score;
  }
  const { advice, ...concluded } = conclude(instrument, itemScores, missing);
  return { ok: true, scored: { itemScores, missing, ...concluded, advice: withPrompts(advice, instrument, given) } };
}

function conclude(
  instrument: Instrument,
  itemScores: Readonly<Record<string, number>>,
  missing: readonly string[],
): Omit<Scored, 'itemScores' | 'missing'> {
  const scores = Object.values(itemScores);
  const sum = scores.reduce((total, score) => total + score, 0);
  const complete = missing.length === 0;
  const partial = complete ? {} : { partialScore: sum };
  if (missing.length > (instrument.proratedBlanks ?? 0)) {
    return { score: null, ...partial, complete, prorated: false, band: 'incomplete', ...instrument.incomplete };
  }
  const score = complete ? sum : Math.round((sum * (scores.length + missing.length)) / scores.length);
  const { band, label, advice } = meaningOf(instrument, score, scores);
  return { score, ...partial, complete, prorated: !complete, band, label, advice };
}

function meaningOf(instrument: Instrument, score: number, scores: readonly number[]): Meaning {
  const { singleItem } = instrument;
  const meanings: Meaning[] = instrument.bands.filter(({ from, to }) => score >= from && score <= to);
  if (singleItem && scores.some((each) => each >= singleItem.score)) meanings.push(singleItem);
  const [first, ...others] = meanings;
  if (first === undefined) throw new RangeError(`${instrument.code} has no band for ${score}`);
  return others.reduce((a, b) => (b.severity > a.severity ? b : a), first);
}

function withPrompts(advice: Label, { prompts = [] }: Instrument, given: Given): Label {
  const applying = prompts.filter(({ anyOf }) => anyOf.some((conditions) => whether(conditions, given) === true));
  return [...applying.map((prompt) => prompt.advice)].reduce(
    (said, { en, es }) => ({ en: `${said.en} ${en}`, es: `${said.es} ${es}` }),
    advice,
  );
}

/** Whether there is no total without an answer to the item. */
function isNeeded({ items }: Instrument, item: InstrumentItem, given: Given): boolean {
  if (item.kind === 'selector') return item.optional !== true;
  if (item.kind === 'choice' && item.insteadOf !== undefined) return false;
  return !items.some((each) => each.kind === 'choice' && each.insteadOf === item.id && given[each.id] !== undefined);
}

function isReplaced(item: InstrumentItem, given: Given): boolean {
  return item.kind === 'choice' && item.insteadOf !== undefined && given[item.insteadOf] !== undefined;
}

/** Undefined for a selector, and while another item's answer that would decide is missing. */
function itemScore(item: InstrumentItem, answer: Answer, given: Given): number | undefined {
  if (item.kind === 'choice') return choicesScore(item, answer);
  return item.kind === 'measure' && typeof answer === 'number' ? rangeScore(item.ranges, answer, given) : undefined;
}

function choicesScore({ choices, cap }: ChoiceItem, answer: Answer): number {
  const sum = choices.filter(({ value }) => holds(answer, value)).reduce((total, { score }) => total + score, 0);
  return cap === undefined ? sum : Math.min(sum, cap);
}

function rangeScore(ranges: readonly ScoreRange[], value: number, given: Given): number | undefined {
  for (const range of ranges) {
    if (!fits(range, value)) continue;
    const applies = whether(range.when ?? {}, given);
    if (applies !== false) return applies === true ? range.score : undefined;
  }
  return undefined;
}

/** Undefined: it isn't known yet, because an answer is missing. */
function whether(conditions: Conditions, given: Given): boolean | undefined {
  const each = Object.entries(conditions).map(([id, wanted]) => {
    const answer = given[id];
    return answer === undefined ? undefined : holds(answer, wanted);
  });
  if (each.includes(false)) return false;
  return each.includes(undefined) ? undefined : true;
}

function holds(answer: Answer, value: Answer): boolean {
  return Array.isArray(answer) ? answer.includes(value) : answer === value;
}
