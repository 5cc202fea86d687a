import { describe, expect, test } from '@jest/globals';
import type { ChoiceItem, ChoiceValue, Instrument } from './instrument.js';
import { instrumentByCode } from './instruments.js';
import { scoreAnswers } from './score.js';

/** The tables of clinical.md B, said a second time: item, then the scores of its choices; first and last total of a band. */
interface Published {
  readonly items: Readonly<Record<string, readonly number[]>>;
  readonly bands: readonly (readonly [number, number, string])[];
}

const PUBLISHED: Readonly<Record<string, Published>> = {
  barthel: {
    items: {
      feeding: [0, 5, 10],
      bathing: [0, 5],
      grooming: [0, 5],
      dressing: [0, 5, 10],
      bowels: [0, 5, 10],
      bladder: [0, 5, 10],
      toiletUse: [0, 5, 10],
      transfer: [0, 5, 10, 15],
      walking: [0, 5, 10, 15],
      stairs: [0, 5, 10],
    },
    bands: [
      [0, 20, 'total'],
      [21, 60, 'severe'],
      [61, 90, 'moderate'],
      [91, 99, 'slight'],
      [100, 100, 'independent'],
    ],
  },
  braden: {
    items: {
      sensoryPerception: [1, 2, 3, 4],
      moisture: [1, 2, 3, 4],
      activity: [1, 2, 3, 4],
      mobility: [1, 2, 3, 4],
      nutrition: [1, 2, 3, 4],
      frictionAndShear: [1, 2, 3],
    },
    bands: [
      [6, 9, 'very-high'],
      [10, 12, 'high'],
      [13, 14, 'moderate'],
      [15, 18, 'mild'],
      [19, 23, 'none'],
    ],
  },
  must: {
    items: { bodyMassIndex: [0, 0, 1, 2], weightLoss: [0, 1, 2], acuteDisease: [2, 0] },
    bands: [
      [0, 0, 'low'],
      [1, 1, 'medium'],
      [2, 6, 'high'],
    ],
  },
  'gds-15': {
    items: {
      satisfied: [0, 1],
      droppedInterests: [1, 0],
      lifeEmpty: [1, 0],
      bored: [1, 0],
      goodSpirits: [0, 1],
      afraid: [1, 0],
      happy: [0, 1],
      helpless: [1, 0],
      prefersStayingIn: [1, 0],
      memoryWorse: [1, 0],
      wonderfulToBeAlive: [0, 1],
      worthless: [1, 0],
      fullOfEnergy: [0, 1],
      hopeless: [1, 0],
      othersBetterOff: [1, 0],
    },
    bands: [
      [0, 4, 'unlikely'],
      [5, 9, 'suggestive'],
      [10, 15, 'very-likely'],
    ],
  },
  painad: {
    items: {
      breathing: [0, 1, 2],
      negativeVocalisation: [0, 1, 2],
      facialExpression: [0, 1, 2],
      bodyLanguage: [0, 1, 2],
      consolability: [0, 1, 2],
    },
    bands: [
      [0, 0, 'none'],
      [1, 3, 'mild'],
      [4, 6, 'moderate'],
      [7, 10, 'severe'],
    ],
  },
  abbey: {
    items: {
      vocalisation: [0, 1, 2, 3],
      facialExpression: [0, 1, 2, 3],
      bodyLanguage: [0, 1, 2, 3],
      behaviour: [0, 1, 2, 3],
      physiological: [0, 1, 2, 3],
      physical: [0, 1, 2, 3],
    },
    bands: [
      [0, 2, 'none'],
      [3, 7, 'mild'],
      [8, 13, 'moderate'],
      [14, 18, 'severe'],
    ],
  },
  'mna-sf': {
    items: {
      foodIntake: [0, 1, 2],
      weightLoss: [0, 1, 2, 3],
      mobility: [0, 1, 2],
      acuteDisease: [0, 2],
      neuropsychological: [0, 1, 2],
      bodyMassIndex: [0, 1, 2, 3],
    },
    bands: [
      [0, 7, 'malnourished'],
      [8, 11, 'at-risk'],
      [12, 14, 'normal'],
    ],
  },
  waterlow: {
    items: {
      build: [0, 1, 2, 3],
      skin: [0, 1, 1, 1, 1, 2, 3],
      sex: [1, 2],
      age: [1, 2, 3, 4, 5],
      continence: [0, 1, 2, 3],
      mobility: [0, 1, 2, 3, 4, 5],
      weightLoss: [0, 2, 1, 2, 3, 4],
      appetite: [0, 1],
      tissueMalnutrition: [0, 8, 8, 5, 5, 2, 1],
      neurologicalDeficit: [0, 4, 5, 6],
      surgeryOrTrauma: [0, 5, 5, 8],
      medication: [0, 4, 4, 4],
    },
    bands: [
      [2, 9, 'none'],
      [10, 14, 'at-risk'],
      [15, 19, 'high'],
      [20, 79, 'very-high'],
    ],
  },
};

/** Items that are no line of the table: a selector, and the calf of MNA-SF, which has lines of its own. */
const BESIDE = ['bodyMassIndexBasis', 'painType', 'calfCircumference'];

function known(code: string): Instrument {
  const instrument = instrumentByCode(code);
  if (instrument === undefined) throw new Error(`no ${code}`);
  return instrument;
}

function linesOf(instrument: Instrument): readonly ChoiceItem[] {
  return instrument.items.filter((item): item is ChoiceItem => item.kind === 'choice' && !BESIDE.includes(item.id));
}

/** Every way to answer an instrument with one choice for each line, and the total that the choices add up to. */
function* everyForm(lines: readonly ChoiceItem[]): Generator<{ answers: Record<string, ChoiceValue>; total: number }> {
  const [line, ...others] = lines;
  if (line === undefined) {
    yield { answers: {}, total: 0 };
    return;
  }
  for (const { answers, total } of everyForm(others)) {
    for (const { value, score } of line.choices) {
      yield { answers: { ...answers, [line.id]: value }, total: total + score };
    }
  }
}

describe.each(Object.entries(PUBLISHED))('%s', (code, { items, bands }) => {
  const instrument = known(code);
  const lines = linesOf(instrument);

  test('gives each choice its published points', () => {
    expect(Object.fromEntries(lines.map(({ id, choices }) => [id, choices.map(({ score }) => score)]))).toEqual(items);
    expect(lines.map(({ id }) => id)).toEqual(Object.keys(items));
  });

  test('has the published bands', () => {
    const inOrder = [...instrument.bands].sort((a, b) => a.from - b.from);
    expect(inOrder.map(({ from, to, band }) => [from, to, band])).toEqual(bands);
  });

  // Waterlow has some 10^9 forms; what it adds up is in waterlow.spec.
  if (code === 'waterlow') return;

  test('every way to fill in the form gives the sum of its choices and the band of the sum', () => {
    const wrong: unknown[] = [];
    let forms = 0;
    for (const { answers, total } of everyForm(lines)) {
      forms += 1;
      const outcome = scoreAnswers(instrument, answers);
      const band = bands.find(([from, to]) => total >= from && total <= to)?.[2];
      const right =
        outcome.ok &&
        outcome.scored.score === total &&
        outcome.scored.band === band &&
        outcome.scored.complete &&
        !outcome.scored.prorated;
      if (!right) wrong.push(answers);
    }
    expect(wrong).toEqual([]);
    expect(forms).toBe(Object.values(items).reduce((product, scores) => product * scores.length, 1));
  });
});

test('the Barthel index goes from 0 to 100 in steps of 5', () => {
  const totals = new Set([...everyForm(linesOf(known('barthel')))].map(({ total }) => total));
  expect([...totals].sort((a, b) => a - b)).toEqual(Array.from({ length: 21 }, (_, step) => step * 5));
});
