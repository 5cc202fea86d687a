import { expect, test } from '@jest/globals';
import { REASON_CODES, REASONS } from './outcome.js';
import { chartCode, keyOf, reasonInWords } from './reason-words.js';

test('no two codes of a chart are alike, and each is told in both languages', () => {
  const codes = REASON_CODES.map((reason) => REASONS[reason].print);
  const alone = chartCode('self-administered', null)?.code ?? '';
  expect(new Set([...codes, alone]).size).toBe(REASON_CODES.length + 1);
  for (const reason of REASON_CODES) {
    const { en, es } = reasonInWords(reason);
    expect(en).not.toBe(es);
  }
});

test('what was given needs no code, unless there was something to explain', () => {
  expect(chartCode('given', null)).toBeUndefined();
  expect(chartCode('given', 'late')?.code).toBe('J');
  expect(chartCode('refused', 'asleep')?.code).toBe('S');
});

test('a key has each code that occurs once, in the order of the rules', () => {
  const used = [chartCode('refused', 'asleep'), undefined, chartCode('refused', 'refused')];
  expect(keyOf([...used, ...used]).map(({ code }) => code)).toEqual(['R', 'S']);
});
