import { describe, expect, test } from '@jest/globals';
import type { Label } from '../label.js';
import type { Choice, ChoiceItem, ChoiceValue, Instrument, InstrumentItem } from './instrument.js';
import { instrumentByCode, INSTRUMENTS } from './instruments.js';
import { scoreAnswers } from './score.js';

/** The longest label that the contract shows. */
const LONGEST = 500;

test('are those of the contract, in its order, and those that ask for a licence are off', () => {
  expect(INSTRUMENTS.map(({ code }) => code)).toEqual([
    'news2',
    'barthel',
    'braden',
    'must',
    'gds-15',
    'painad',
    'abbey',
    'mna-sf',
    'waterlow',
  ]);
  const off = INSTRUMENTS.filter(({ enabledByDefault }) => !enabledByDefault);
  expect(off.map(({ code }) => code)).toEqual(['mna-sf', 'waterlow']);
  expect(INSTRUMENTS.map(({ code }) => instrumentByCode(code))).toEqual(INSTRUMENTS);
  expect(instrumentByCode('apgar')).toBeUndefined();
});

describe.each(INSTRUMENTS.map((instrument) => [instrument.code, instrument] as const))('%s', (_, instrument) => {
  test('has bands for every total that can be reached, each total in one', () => {
    const { least, greatest } = reach(instrument);
    const bands = [...instrument.bands].sort((a, b) => a.from - b.from);
    expect(bands[0]?.from).toBe(least);
    expect(bands.at(-1)?.to).toBe(greatest);
    const reaches = bands.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, step) => from + step));
    expect(reaches).toEqual(Array.from({ length: greatest - least + 1 }, (_, step) => least + step));
    const severities = bands.map(({ severity }) => severity);
    expect(new Set(severities).size).toBe(severities.length);
  });

  test('says everything in both languages, no more than fits', () => {
    const labels = labelsOf(instrument);
    expect(labels.filter(({ en, es }) => en.trim() === '' || es.trim() === '')).toEqual([]);
    const longest = (language: keyof Label): number => {
      const advices = [instrument.incomplete, ...instrument.bands].map(({ advice }) => advice[language].length);
      const prompts = (instrument.prompts ?? []).map(({ advice }) => advice[language].length + 1);
      return Math.max(...advices) + prompts.reduce((a, b) => a + b, 0);
    };
    expect(
      Math.max(longest('en'), longest('es'), ...labels.map(({ en, es }) => Math.max(en.length, es.length))),
    ).toBeLessThanOrEqual(LONGEST);
    expect(instrument.source).not.toBe('');
    expect(instrument.licence).not.toBe('');
    expect(instrument.version).not.toBe('');
  });

  test('names every item once, and every choice of an item once', () => {
    expectUnique(instrument.items.map(({ id }) => id));
    for (const item of instrument.items) {
      if (!('choices' in item)) continue;
      expectUnique(item.choices.map(({ value }) => value));
      expectUnique(item.choices.map(({ label }) => label.en));
      expectUnique(item.choices.map(({ label }) => label.es));
    }
  });

  test('refers only to what there is', () => {
    const conditions = [
      ...(instrument.prompts ?? []).flatMap(({ anyOf }) => anyOf),
      ...instrument.items.flatMap((item) => (item.kind === 'measure' ? item.ranges.map(({ when = {} }) => when) : [])),
    ];
    const references = [
      ...conditions.flatMap((each) => Object.entries(each)),
      ...instrument.items.flatMap((item) => (item.kind === 'choice' ? namedBy(item) : [])),
    ];
    const dangling = references.filter(([id, value]) => !valuesOf(instrument, id).includes(value));
    expect(dangling).toEqual([]);
    const ids = instrument.items.map(({ id }) => id);
    const replaced = instrument.items.flatMap((item) => (item.kind === 'choice' ? (item.insteadOf ?? []) : []));
    expect(ids).toEqual(expect.arrayContaining(replaced));
  });

  test('takes a number or a choice without doubt, and every possible number chooses', () => {
    for (const item of instrument.items) {
      if (item.kind !== 'choice' || item.measured === undefined) continue;
      expect(item.choices.filter(({ value }) => typeof value === 'number')).toEqual([]);
      const { decimals, possible } = item.measured;
      const steps = 10 ** decimals;
      const chosen = new Set<number>();
      for (let step = possible.low * steps; step <= possible.high * steps; step += 1) {
        const outcome = scoreAnswers(instrument, { [item.id]: step / steps });
        const score = outcome.ok ? outcome.scored.itemScores[item.id] : undefined;
        if (score === undefined) throw new Error(`${item.id} ${step / steps} chooses nothing`);
        chosen.add(score);
      }
      expect(chosen).toEqual(new Set(item.choices.map(({ score }) => score)));
    }
  });

  test('with nothing answered is incomplete, and every item that is needed is named', () => {
    const outcome = scoreAnswers(instrument, {});
    const needed = instrument.items.filter(isNeeded).map(({ id }) => id);
    expect(outcome).toMatchObject({
      ok: true,
      scored: { score: null, partialScore: 0, missing: needed, itemScores: {} },
    });
  });
});

function expectUnique(values: readonly unknown[]): void {
  expect([...new Set(values)]).toEqual(values);
}

/** Values of its own choices that an item names. */
function namedBy({ id, measured, choices }: ChoiceItem): readonly (readonly [string, ChoiceValue])[] {
  const named = [
    ...(measured?.ranges ?? []).map(({ value }) => value),
    ...choices.flatMap(({ excludes = [] }) => excludes),
  ];
  return named.map((value) => [id, value]);
}

function valuesOf({ items }: Instrument, id: string): readonly ChoiceValue[] {
  const item = items.find((each) => each.id === id);
  return item !== undefined && 'choices' in item ? item.choices.map(({ value }) => value) : [];
}

function isNeeded(item: InstrumentItem): boolean {
  return item.kind === 'selector' ? item.optional !== true : item.kind === 'measure' || item.insteadOf === undefined;
}

function labelsOf({ display, items, bands, singleItem, prompts = [], incomplete }: Instrument): readonly Label[] {
  const meanings = [...bands, incomplete, ...(singleItem === undefined ? [] : [singleItem])];
  return [
    display,
    ...items.flatMap((item) => [item.label, ...('choices' in item ? item.choices.map(({ label }) => label) : [])]),
    ...meanings.flatMap(({ label, advice }) => [label, advice]),
    ...prompts.map(({ advice }) => advice),
  ];
}

/** The least and the greatest total, counted from the items; an item in the place of another adds nothing to it. */
function reach({ items }: Instrument): { least: number; greatest: number } {
  const spans = items.filter(isNeeded).map(spanOf);
  const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
  return { least: sum(spans.map(([low]) => low)), greatest: sum(spans.map(([, high]) => high)) };
}

function spanOf(item: InstrumentItem): readonly [number, number] {
  if (item.kind === 'selector') return [0, 0];
  const scores = item.kind === 'measure' ? item.ranges.map(({ score }) => score) : sumsOf(item);
  return [Math.min(...scores), Math.max(...scores)];
}

/** What one item can give: each choice, or each set of choices that may be true together. */
function sumsOf({ choices, repeats = false, cap = Number.POSITIVE_INFINITY }: ChoiceItem): number[] {
  if (!repeats) return choices.map(({ score }) => score);
  const sets = choices.reduce<Choice[][]>(
    (built, choice) => [
      ...built,
      ...built.filter((set) => !set.some((each) => excludeEachOther(each, choice))).map((set) => [...set, choice]),
    ],
    [[]],
  );
  return sets
    .filter((set) => set.length > 0)
    .map((set) =>
      Math.min(
        cap,
        set.reduce((sum, { score }) => sum + score, 0),
      ),
    );
}

function excludeEachOther(a: Choice, b: Choice): boolean {
  return a.excludes?.includes(b.value) === true || b.excludes?.includes(a.value) === true;
}
