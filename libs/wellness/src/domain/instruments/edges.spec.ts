import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { GDS_15 } from './gds-15.js';
import type { Instrument } from './instrument.js';
import { MNA_SF } from './mna-sf.js';
import { MUST } from './must.js';
import { PAINAD } from './painad.js';
import { scoreAnswers, type Answers, type Scored } from './score.js';

function scored(instrument: Instrument, answers: Answers): Scored {
  const outcome = scoreAnswers(instrument, answers);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors));
  return outcome.scored;
}

describe('MUST', () => {
  test.each([
    [20.01, 0],
    [20, 1],
    [19.99, 1],
    [18.5, 1],
    [18.49, 2],
    [12, 2],
    [30, 0],
    [45, 0],
  ])('a body mass index of %d scores %d', (bodyMassIndex, score) => {
    expect(scored(MUST, { bodyMassIndex }).itemScores).toEqual({ bodyMassIndex: score });
  });

  test.each([
    [0, 0],
    [4.99, 0],
    [5, 1],
    [10, 1],
    [10.01, 2],
  ])('a loss of %d %% scores %d', (weightLoss, score) => {
    expect(scored(MUST, { weightLoss }).itemScores).toEqual({ weightLoss: score });
  });

  test.each([
    [30, false],
    [30.01, true],
    ['over-30', true],
    ['over-20', false],
  ])('a body mass index of %s is told as obese: %s', (bodyMassIndex, obese) => {
    const { advice } = scored(MUST, { bodyMassIndex, weightLoss: 0, acuteDisease: false });
    expect([advice.en.includes('Obese'), advice.es.includes('Obesidad')]).toEqual([obese, obese]);
  });

  test.each([
    [undefined, false],
    ['measured', false],
    ['estimated', true],
  ])('with a basis of %s the score is told as an estimate: %s, and none is missing', (bodyMassIndexBasis, told) => {
    const result = scored(MUST, { bodyMassIndex: 21, weightLoss: 0, acuteDisease: false, bodyMassIndexBasis });
    expect(result).toMatchObject({ score: 0, complete: true });
    expect(result.advice.en.includes('estimate')).toBe(told);
  });
});

describe('MNA-SF', () => {
  const WELL = {
    foodIntake: 'no-decrease',
    weightLoss: 'none',
    mobility: 'goes-out',
    acuteDisease: false,
    neuropsychological: 'none',
  };

  test.each([
    [18.99, 0],
    [19, 1],
    [20.99, 1],
    [21, 2],
    [22.99, 2],
    [23, 3],
  ])('a body mass index of %d scores %d', (bodyMassIndex, score) => {
    expect(scored(MNA_SF, { ...WELL, bodyMassIndex })).toMatchObject({ score: 11 + score, complete: true });
  });

  test.each([
    [30.9, 0],
    [31, 3],
    ['under-31', 0],
    ['from-31', 3],
  ])('without a body mass index a calf of %s scores %d', (calfCircumference, score) => {
    expect(scored(MNA_SF, { ...WELL, calfCircumference })).toMatchObject({
      score: 11 + score,
      complete: true,
      itemScores: { calfCircumference: score },
    });
  });

  test('where the body mass index is known the calf counts nothing', () => {
    const result = scored(MNA_SF, { ...WELL, bodyMassIndex: 18, calfCircumference: 40 });
    expect(result.score).toBe(11);
    expect(result.itemScores).not.toHaveProperty('calfCircumference');
  });

  test('without either, the body mass index is what is missing', () => {
    expect(scored(MNA_SF, WELL)).toMatchObject({ score: null, partialScore: 11, missing: ['bodyMassIndex'] });
  });
});

describe('GDS-15', () => {
  const CALM = Object.fromEntries(
    GDS_15.items.map((item) => [
      item.id,
      ['satisfied', 'goodSpirits', 'happy', 'wonderfulToBeAlive', 'fullOfEnergy'].includes(item.id),
    ]),
  );

  test('the questions of 1, 5, 7, 11 and 13 are about what is well: no is a point', () => {
    const reversed = [1, 5, 7, 11, 13].map((number) => GDS_15.items[number - 1]?.id);
    expect(scored(GDS_15, CALM)).toMatchObject({ score: 0, band: 'unlikely' });
    for (const { id } of GDS_15.items) {
      expect(scored(GDS_15, { ...CALM, [id]: !CALM[id] }).score).toBe(1);
      expect(CALM[id]).toBe(reversed.includes(id));
    }
  });

  /** So many points in the first questions, so many blank at the end. */
  function answered(points: number, blanks: number): Answers {
    return Object.fromEntries(
      GDS_15.items.map(({ id }, index) => {
        if (index >= GDS_15.items.length - blanks) return [id, null];
        return [id, index < points ? CALM[id] !== true : CALM[id]];
      }),
    );
  }

  test.each([
    [0, 1, 0, 'unlikely'],
    [4, 1, 4, 'unlikely'],
    [4, 2, 5, 'suggestive'],
    [7, 1, 8, 'suggestive'],
    [9, 1, 10, 'very-likely'],
    [8, 2, 9, 'suggestive'],
    [14, 1, 15, 'very-likely'],
    [13, 2, 15, 'very-likely'],
  ])('%d points with %d blank are prorated to %d: %s', (points, blanks, score, band) => {
    expect(scored(GDS_15, answered(points, blanks))).toMatchObject({
      score,
      band,
      partialScore: points,
      prorated: true,
      complete: false,
    });
  });

  test('a prorated score lies between the points there are and those there could be', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 0, max: 15 }), (blanks, most) => {
        const points = Math.min(most, 15 - blanks);
        const { score } = scored(GDS_15, answered(points, blanks));
        return score !== null && score >= points && score <= points + blanks;
      }),
    );
  });

  test.each([3, 8, 15])('with %d blank there is no score', (blanks) => {
    const result = scored(GDS_15, answered(0, blanks));
    expect(result).toMatchObject({ score: null, prorated: false, band: 'incomplete' });
    expect(result.missing).toHaveLength(blanks);
  });

  test.each([
    [{ worthless: true }, true],
    [{ hopeless: true }, true],
    [{ helpless: true, othersBetterOff: true }, false],
  ])('%j asks for their safety: %s, also while the form is not whole', (answers, asks) => {
    for (const given of [answers, { ...CALM, ...answers }]) {
      const { en, es } = scored(GDS_15, given).advice;
      expect([en.includes('ask today'), es.includes('preguntar hoy')]).toEqual([asks, asks]);
    }
  });

  test('both of them ask once', () => {
    const { advice } = scored(GDS_15, { ...CALM, worthless: true, hopeless: true });
    expect(advice.en.split('ask today')).toHaveLength(2);
  });
});

test('PAINAD says of each band that it is not validated', () => {
  for (const { advice } of PAINAD.bands) {
    expect(advice.en).toContain('not validated');
    expect(advice.es).toContain('no están validadas');
  }
});
