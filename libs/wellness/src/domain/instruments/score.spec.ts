import { expect, test } from '@jest/globals';
import type { ChoiceItem, Instrument } from './instrument.js';
import { scoreAnswers } from './score.js';

const WORD = { en: 'x', es: 'x' };

function item(id: string, ...scores: number[]): ChoiceItem {
  return { kind: 'choice', id, label: WORD, choices: scores.map((score) => ({ value: score, label: WORD, score })) };
}

/** Low is bad, and no single item alarms: the shape of a pressure-risk scale. */
const SKIN: Instrument = {
  code: 'skin',
  version: '1',
  display: WORD,
  items: [item('moisture', 1, 2, 3, 4), item('friction', 1, 2, 3)],
  bands: [
    { from: 2, to: 3, band: 'high', severity: 1, label: WORD, advice: WORD },
    { from: 4, to: 7, band: 'none', severity: 0, label: WORD, advice: WORD },
  ],
  incomplete: { label: WORD, advice: WORD },
  source: 'a test',
  licence: 'none',
  enabledByDefault: true,
};

test.each([
  [{ moisture: 1, friction: 1 }, 2, 'high'],
  [{ moisture: 2, friction: 1 }, 3, 'high'],
  [{ moisture: 1, friction: 3 }, 4, 'none'],
  [{ moisture: 4, friction: 3 }, 7, 'none'],
])('an instrument of choices alone is only data: %j scores %d, %s', (answers, score, band) => {
  expect(scoreAnswers(SKIN, answers)).toMatchObject({ ok: true, scored: { itemScores: answers, score, band } });
});

test('an instrument whose bands leave a total out is a mistake in its data and says so', () => {
  const gap: Instrument = { ...SKIN, bands: SKIN.bands.slice(1) };
  expect(() => scoreAnswers(gap, { moisture: 1, friction: 1 })).toThrow('skin has no band for 2');
});
