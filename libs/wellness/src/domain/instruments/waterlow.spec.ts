import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ChoiceItem, ChoiceValue } from './instrument.js';
import { scoreAnswers, type Answers, type Scored } from './score.js';
import { WATERLOW } from './waterlow.js';
import { WATERLOW_AREAS } from './waterlow-areas.js';

function scored(answers: Answers): Scored {
  const outcome = scoreAnswers(WATERLOW, answers);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors));
  return outcome.scored;
}

function refusals(answers: Answers): string[] {
  const outcome = scoreAnswers(WATERLOW, answers);
  return outcome.ok ? [] : outcome.errors.map(({ pointer, code }) => `${pointer} ${code}`);
}

const LEAST = {
  build: 'average',
  skin: ['healthy'],
  sex: 'male',
  age: 'from-14-to-49',
  continence: 'continent',
  mobility: 'full',
  weightLoss: 'none',
  appetite: 'good',
  tissueMalnutrition: 'none',
  neurologicalDeficit: 'none',
  surgeryOrTrauma: 'none',
  medication: 'none',
};

test.each<[string, unknown, number]>([
  ['build', 19.99, 3],
  ['build', 20, 0],
  ['build', 24.99, 0],
  ['build', 25, 1],
  ['build', 29.99, 1],
  ['build', 30, 2],
  ['age', 14, 1],
  ['age', 49, 1],
  ['age', 50, 2],
  ['age', 64, 2],
  ['age', 65, 3],
  ['age', 74, 3],
  ['age', 75, 4],
  ['age', 80, 4],
  ['age', 81, 5],
  ['mobility', 'apathetic', 2],
  ['skin', 'dry', 1],
  ['skin', ['dry', 'broken'], 4],
  ['skin', ['tissue-paper', 'dry', 'oedematous', 'clammy', 'discoloured', 'broken'], 9],
  ['tissueMalnutrition', ['anaemia', 'smoking'], 3],
  ['surgeryOrTrauma', ['orthopaedic-or-spinal', 'over-6-hours'], 13],
  ['neurologicalDeficit', 'severe', 6],
  ['medication', ['cytotoxics'], 4],
  ['medication', ['cytotoxics', 'steroids', 'anti-inflammatories'], 4],
])('%s of %j scores %d', (area, answer, score) => {
  expect(scored({ [area]: answer }).itemScores).toEqual({ [area]: score });
});

test.each<[string, unknown, string]>([
  ['skin', ['healthy', 'dry'], 'excluded-choice'],
  ['tissueMalnutrition', ['multiple-organ-failure', 'single-organ-failure'], 'excluded-choice'],
  ['surgeryOrTrauma', ['over-2-hours', 'over-6-hours'], 'excluded-choice'],
  ['medication', ['none', 'steroids'], 'excluded-choice'],
  ['skin', ['dry', 'dry'], 'repeated-choice'],
  ['skin', ['dry', 'sunburnt'], 'unknown-choice'],
  ['skin', [null], 'unknown-choice'],
  ['sex', ['male', 'female'], 'unknown-choice'],
  ['age', 13, 'impossible-value'],
  ['age', 80.5, 'not-whole'],
])('%s of %j is refused: %s', (area, answer, code) => {
  expect(refusals({ ...LEAST, [area]: answer })).toEqual([`/answers/${area} ${code}`]);
});

test('an area of which nothing is chosen is missing', () => {
  expect(scored({ ...LEAST, skin: [] })).toMatchObject({ score: null, missing: ['skin'] });
});

describe('weight loss and appetite', () => {
  const POINTS = {
    none: 0,
    unsure: 2,
    'from-0-5-to-5-kg': 1,
    'from-5-to-10-kg': 2,
    'from-10-to-15-kg': 3,
    'over-15-kg': 4,
  };

  test.each(
    Object.entries(POINTS).flatMap(([loss, points]) =>
      [['good', 0] as const, ['poor', 1] as const].map(([appetite, more]) => [loss, appetite, points + more] as const),
    ),
  )(
    'a loss of %s with a %s appetite is %d points, and over 2 ask for a nutritional assessment',
    (weightLoss, appetite, points) => {
      const { score, advice } = scored({ ...LEAST, weightLoss, appetite });
      expect(score).toBe(2 + points);
      expect(advice.en.includes('nutritional assessment')).toBe(points > 2);
    },
  );
});

/** One answer to an area: the choices that are true, none of which excludes another. */
function answerTo({ choices, repeats }: ChoiceItem): fc.Arbitrary<readonly ChoiceValue[]> {
  const one = fc.constantFrom(...choices).map(({ value }) => [value]);
  if (repeats !== true) return one;
  const several = fc
    .subarray([...choices], { minLength: 1 })
    .map((chosen) => chosen.filter(({ value }) => !chosen.some(({ excludes = [] }) => excludes.includes(value))))
    .filter((chosen) => chosen.length > 0)
    .map((chosen) => chosen.map(({ value }) => value));
  return fc.oneof(one, several);
}

const FORM: fc.Arbitrary<readonly (readonly ChoiceValue[])[]> = fc.tuple(...WATERLOW_AREAS.map(answerTo));

function answersOf(form: readonly (readonly ChoiceValue[])[]): Record<string, unknown> {
  return Object.fromEntries(
    WATERLOW_AREAS.map(({ id, repeats }, index) => [id, repeats === true ? form[index] : form[index]?.[0]]),
  );
}

describe('whatever is filled in', () => {
  test('the total is the sum of the areas, each no more than its cap, and has the band of the sum', () => {
    fc.assert(
      fc.property(FORM, (form) => {
        const total = WATERLOW_AREAS.reduce((sum, { choices, cap = 100 }, index) => {
          const points = choices.filter(({ value }) => form[index]?.includes(value)).map(({ score }) => score);
          return (
            sum +
            Math.min(
              cap,
              points.reduce((a, b) => a + b, 0),
            )
          );
        }, 0);
        const band = total < 10 ? 'none' : total < 15 ? 'at-risk' : total < 20 ? 'high' : 'very-high';
        expect(scored(answersOf(form))).toMatchObject({ score: total, band, complete: true });
      }),
    );
  });

  test('one more thing that is true of somebody never lowers the total', () => {
    const areas = WATERLOW_AREAS.filter(({ repeats }) => repeats === true);
    const more = fc
      .constantFrom(...areas)
      .chain((area) => fc.constantFrom(...area.choices).map((choice) => ({ area, choice })));
    fc.assert(
      fc.property(FORM, more, (form, { area, choice }) => {
        const before = answersOf(form);
        const chosen = before[area.id] as readonly ChoiceValue[];
        const after = { ...before, [area.id]: [...chosen, choice.value] };
        fc.pre(refusals(after).length === 0);
        expect(scored(after).score).toBeGreaterThanOrEqual(scored(before).score ?? 0);
      }),
    );
  });
});
