import { toDecimal, type FieldError, type Quantity } from '#platform/kernel';
import { escapePointer, isMissing } from '../json.js';
import { nearestQuantity, roundTo } from '../units.js';
import type { ChoiceItem, ChoiceValue, Instrument, InstrumentItem, Measure, SelectorItem } from './instrument.js';
import { fits } from './stretch.js';

/** Item id to what was answered, as it came. */
export type Answers = Readonly<Record<string, unknown>>;

/** One answer as it is scored: a choice, a rounded number, or the choices of an item that takes several. */
export type Answer = ChoiceValue | readonly ChoiceValue[];

/** The answers that were given, by item id. */
export type Given = Readonly<Record<string, Answer>>;

type Problem = Omit<FieldError, 'pointer'>;
type Reading = { readonly answer: Answer } | { readonly problem: Problem };

/**
 * Reads every answer by its item; one that is null, absent or an empty list is missing. Every bad one is told at once,
 * by its pointer under `/answers`: `unknown-answer`, `unknown-choice`, `repeated-choice`, `excluded-choice`,
 * `not-a-number`, `not-whole`, `impossible-value`.
 */
export function readAnswers(
  instrument: Instrument,
  answers: Answers,
): { readonly given: Given; readonly errors: readonly FieldError[] } {
  const errors = unknownAnswers(instrument, answers);
  const given: Record<string, Answer> = {};
  for (const item of instrument.items) {
    const answer = Object.hasOwn(answers, item.id) ? answers[item.id] : undefined;
    if (isMissing(answer)) continue;
    const reading = readAnswer(item, answer);
    if (reading === undefined) continue;
    if ('answer' in reading) given[item.id] = reading.answer;
    else errors.push({ pointer: pointerTo(item.id), ...reading.problem });
  }
  return { given, errors };
}

function unknownAnswers(instrument: Instrument, answers: Answers): FieldError[] {
  const known = new Set(instrument.items.map((item) => item.id));
  return Object.keys(answers)
    .filter((id) => !known.has(id))
    .map((id) => ({ pointer: pointerTo(id), code: 'unknown-answer', message: `Not an item of ${instrument.code}.` }));
}

/** Undefined: nothing was answered. */
function readAnswer(item: InstrumentItem, answer: unknown): Reading | undefined {
  if (item.kind === 'measure') return readMeasure(item, answer);
  if (item.kind === 'selector') return readChoice(item, answer);
  if (item.repeats === true) return readChoices(item, Array.isArray(answer) ? answer : [answer]);
  return item.measured !== undefined && typeof answer === 'number'
    ? readMeasuredChoice(item.measured, answer)
    : readChoice(item, answer);
}

function readChoice(
  { choices, measured }: Pick<SelectorItem, 'choices'> & Pick<ChoiceItem, 'measured'>,
  answer: unknown,
): { readonly answer: ChoiceValue } | { readonly problem: Problem } {
  const choice = choices.find(({ value }) => value === answer);
  if (choice !== undefined) return { answer: choice.value };
  const known = choices.map(({ value }) => String(value)).join(', ');
  const number = measured === undefined ? '' : `, or a number of ${measured.unit}`;
  return { problem: { code: 'unknown-choice', message: `Must be one of: ${known}${number}.` } };
}

/** Several statements that apply together. */
function readChoices(item: ChoiceItem, answers: readonly unknown[]): Reading | undefined {
  const chosen: ChoiceValue[] = [];
  for (const answer of answers) {
    const reading = readChoice(item, answer);
    if ('problem' in reading) return reading;
    if (chosen.includes(reading.answer)) {
      return { problem: { code: 'repeated-choice', message: `Must hold ${String(reading.answer)} once.` } };
    }
    chosen.push(reading.answer);
  }
  for (const { value, excludes = [] } of item.choices) {
    const other = chosen.includes(value) ? chosen.find((each) => excludes.includes(each)) : undefined;
    if (other === undefined) continue;
    const message = `${String(value)} can't be true beside ${String(other)}.`;
    return { problem: { code: 'excluded-choice', message } };
  }
  return chosen.length === 0 ? undefined : { answer: chosen };
}

function readMeasuredChoice(measured: NonNullable<ChoiceItem['measured']>, answer: number): Reading {
  const reading = readMeasure(measured, answer);
  if ('problem' in reading) return reading;
  const range = measured.ranges.find((each) => fits(each, reading.answer));
  if (range === undefined) throw new RangeError(`no choice for ${reading.answer} ${measured.unit}`);
  return { answer: range.value };
}

function readMeasure(measure: Measure, answer: unknown): { readonly answer: number } | { readonly problem: Problem } {
  const number = nearestQuantity(answer);
  if (number === undefined) return { problem: { code: 'not-a-number', message: 'Must be a number.' } };
  const problem = refusal(measure, number);
  return problem === undefined ? { answer: toDecimal(roundTo(number, measure.decimals)) } : { problem };
}

function refusal({ decimals, possible: { low, high }, unit }: Measure, number: Quantity): Problem | undefined {
  const value = toDecimal(number);
  if (decimals === 0 && !Number.isInteger(value)) return { code: 'not-whole', message: 'Must be a whole number.' };
  if (value >= low && value <= high) return undefined;
  return { code: 'impossible-value', message: `Must be between ${low} and ${high} ${unit}.` };
}

function pointerTo(id: string): string {
  return `/answers/${escapePointer(id)}`;
}
