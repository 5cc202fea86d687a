import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { INSTRUMENTS, instrumentByCode } from './instruments.js';
import { NEWS2 } from './news2.js';
import { scoreAnswers, type Answers, type Scored } from './score.js';

const CALM = {
  respiratoryRate: 16,
  oxygenScale: 1,
  oxygenSaturation: 98,
  supplementalOxygen: false,
  systolicBloodPressure: 120,
  heartRate: 70,
  consciousness: 'alert',
  temperature: 36.8,
};

function scored(answers: Answers): Scored {
  const outcome = scoreAnswers(NEWS2, answers);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors));
  return outcome.scored;
}

function refusals(answers: Answers): string[] {
  const outcome = scoreAnswers(NEWS2, answers);
  return outcome.ok ? [] : outcome.errors.map(({ pointer, code }) => `${pointer} ${code}`);
}

/** Every golden vector of the published chart (clinical.md B1). */
const VECTORS: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  respiratoryRate: [
    [8, 3],
    [9, 1],
    [11, 1],
    [12, 0],
    [20, 0],
    [21, 2],
    [24, 2],
    [25, 3],
  ],
  systolicBloodPressure: [
    [90, 3],
    [91, 2],
    [100, 2],
    [101, 1],
    [110, 1],
    [111, 0],
    [219, 0],
    [220, 3],
  ],
  heartRate: [
    [40, 3],
    [41, 1],
    [50, 1],
    [51, 0],
    [90, 0],
    [91, 1],
    [110, 1],
    [111, 2],
    [130, 2],
    [131, 3],
  ],
  temperature: [
    [35, 3],
    [35.1, 1],
    [36, 1],
    [36.1, 0],
    [38, 0],
    [38.1, 1],
    [39, 1],
    [39.1, 2],
  ],
};

describe('a reading at the edge of a NEWS2 column', () => {
  test.each(
    Object.entries(VECTORS).flatMap(([item, vectors]) => vectors.map(([value, score]) => [item, value, score])),
  )('%s of %d scores %d', (item, value, score) => {
    expect(scored({ ...CALM, [item]: value }).itemScores[item]).toBe(score);
  });

  test.each([
    [1, 91, false, 3],
    [1, 92, false, 2],
    [1, 93, false, 2],
    [1, 94, false, 1],
    [1, 95, false, 1],
    [1, 96, false, 0],
    [1, 91, true, 3],
    [1, 96, true, 0],
    [2, 83, false, 3],
    [2, 84, false, 2],
    [2, 85, false, 2],
    [2, 86, false, 1],
    [2, 87, false, 1],
    [2, 88, false, 0],
    [2, 92, false, 0],
    [2, 83, true, 3],
    [2, 84, true, 2],
    [2, 87, true, 1],
    [2, 88, true, 0],
    [2, 92, true, 0],
    [2, 93, false, 0],
    [2, 93, true, 1],
    [2, 94, true, 1],
    [2, 95, true, 2],
    [2, 96, true, 2],
    [2, 97, true, 3],
    [2, 97, false, 0],
    [2, 100, true, 3],
  ])('on scale %d a saturation of %d %% with oxygen %s scores %d', (oxygenScale, oxygenSaturation, oxygen, score) => {
    const result = scored({ ...CALM, oxygenScale, oxygenSaturation, supplementalOxygen: oxygen });
    expect(result.itemScores['oxygenSaturation']).toBe(score);
    expect(result.itemScores['supplementalOxygen']).toBe(oxygen ? 2 : 0);
  });

  test.each([
    ['alert', 0],
    ['new-confusion', 3],
    ['voice', 3],
    ['pain', 3],
    ['unresponsive', 3],
  ])('consciousness %s scores %d', (consciousness, score) => {
    expect(scored({ ...CALM, consciousness }).itemScores['consciousness']).toBe(score);
  });

  test.each([
    [35.04, 3],
    [35.05, 1],
    [36.05, 0],
    [38.04, 0],
    [38.05, 1],
    [39.05, 2],
  ])('a temperature of %d is rounded to a tenth first and scores %d', (temperature, score) => {
    expect(scored({ ...CALM, temperature }).itemScores['temperature']).toBe(score);
  });

  test('no possible reading falls between two columns', () => {
    const gaps: string[] = [];
    for (const item of NEWS2.items) {
      if (item.kind !== 'measure') continue;
      const steps = 10 ** item.decimals;
      for (let step = item.possible.low * steps; step <= item.possible.high * steps; step += 1) {
        for (const oxygenScale of [1, 2]) {
          for (const supplementalOxygen of [false, true]) {
            const result = scored({ ...CALM, oxygenScale, supplementalOxygen, [item.id]: step / steps });
            if (result.itemScores[item.id] === undefined || !result.complete) gaps.push(`${item.id} ${step / steps}`);
          }
        }
      }
    }
    expect(gaps).toEqual([]);
  });
});

/** One reading for each score that an item can have. */
const READINGS = {
  respiratoryRate: { 0: 16, 1: 10, 2: 22, 3: 30 },
  supplementalOxygen: { 0: false, 2: true },
  systolicBloodPressure: { 0: 120, 1: 105, 2: 95, 3: 80 },
  heartRate: { 0: 70, 1: 100, 2: 120, 3: 140 },
  consciousness: { 0: 'alert', 3: 'voice' },
  temperature: { 0: 37, 1: 35.5, 2: 40, 3: 34 },
};
const SATURATIONS = {
  1: { 0: 98, 1: 94, 2: 92, 3: 90 },
  2: { 0: 90, 1: 86, 2: 84, 3: 80 },
};

interface Combination {
  readonly answers: Answers;
  readonly scores: readonly number[];
}

function combinations(oxygenScale: 1 | 2): Combination[] {
  const readings: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    ...READINGS,
    oxygenSaturation: SATURATIONS[oxygenScale],
  };
  return Object.entries(readings).reduce<Combination[]>(
    (built, [item, byScore]) =>
      built.flatMap(({ answers, scores }) =>
        Object.entries(byScore).map(([score, value]) => ({
          answers: { ...answers, [item]: value },
          scores: [...scores, Number(score)],
        })),
      ),
    [{ answers: { oxygenScale }, scores: [] }],
  );
}

/** The aggregation of the chart, said a second time and in another way. */
function expectedBand(total: number, scores: readonly number[]): string {
  if (total >= 7) return 'high';
  if (total >= 5) return 'medium';
  return Math.max(...scores) === 3 ? 'low-medium' : 'low';
}

describe('the aggregate', () => {
  test.each([1, 2] as const)('on scale %d every combination of item scores gives its total and its band', (scale) => {
    const all = combinations(scale);
    const wrong = all.filter(({ answers, scores }) => {
      const total = scores.reduce((a, b) => a + b, 0);
      const result = scored(answers);
      return result.score !== total || result.band !== expectedBand(total, scores) || !result.complete;
    });
    expect(all).toHaveLength(4 ** 5 * 2 ** 2);
    expect(wrong).toEqual([]);
  });

  test('the highest total is 20, when every item is at its worst', () => {
    expect(Math.max(...combinations(1).map(({ answers }) => scored(answers).score ?? -1))).toBe(20);
  });

  test('a calm resident scores 0 and is looked at within 12 hours', () => {
    expect(scored(CALM)).toMatchObject({ score: 0, complete: true, missing: [], band: 'low' });
    expect(scored(CALM).advice.en).toContain('12 hours');
  });

  test('a total of 1 to 4 is low too, with a shorter clock', () => {
    expect(scored({ ...CALM, heartRate: 95 })).toMatchObject({ score: 1, band: 'low' });
    expect(scored({ ...CALM, heartRate: 95 }).advice.en).toContain('4 to 6 hours');
  });

  test('a single 3 raises a low total to low-medium and leaves a medium total as it is', () => {
    expect(scored({ ...CALM, consciousness: 'new-confusion' })).toMatchObject({ score: 3, band: 'low-medium' });
    expect(scored({ ...CALM, consciousness: 'voice', supplementalOxygen: true })).toMatchObject({
      score: 5,
      band: 'medium',
    });
  });
});

describe('a missing input', () => {
  test.each(Object.keys(CALM))('without %s there is a partial sum and never a total', (item) => {
    const result = scored({ ...CALM, heartRate: 120, temperature: 38.5, [item]: undefined });
    expect(result).toMatchObject({ score: null, complete: false, missing: [item], band: 'incomplete' });
    const sum = Object.values(result.itemScores).reduce((a, b) => a + b, 0);
    expect(result.partialScore).toBe(sum);
    expect(result.itemScores).not.toHaveProperty(item);
  });

  test('null is as good as absent', () => {
    expect(scored({ ...CALM, temperature: null })).toEqual(scored({ ...CALM, temperature: undefined }));
  });

  test('a saturation is scored only when the scale, and where it matters the oxygen, is known', () => {
    expect(scored({ ...CALM, oxygenScale: undefined }).itemScores).not.toHaveProperty('oxygenSaturation');
    const scale2 = { ...CALM, oxygenScale: 2, supplementalOxygen: undefined };
    expect(scored({ ...scale2, oxygenSaturation: 95 }).itemScores).not.toHaveProperty('oxygenSaturation');
    expect(scored({ ...scale2, oxygenSaturation: 86 }).itemScores['oxygenSaturation']).toBe(1);
  });

  test('whatever is missing, the true score is at least the partial sum', () => {
    const subset = fc.subarray(Object.keys(CALM), { maxLength: 7 });
    const whole = fc.constantFrom(...combinations(1), ...combinations(2));
    fc.assert(
      fc.property(whole, subset, ({ answers }, kept) => {
        const some = Object.fromEntries(Object.entries(answers).filter(([item]) => kept.includes(item)));
        const partial = scored(some);
        expect(partial.score).toBeNull();
        expect(partial.partialScore).toBeLessThanOrEqual(scored(answers).score ?? -1);
      }),
    );
  });
});

describe('an answer that is refused', () => {
  test.each<[string, unknown, string]>([
    ['respiratoryRate', 0, 'impossible-value'],
    ['respiratoryRate', 101, 'impossible-value'],
    ['respiratoryRate', 16.5, 'not-whole'],
    ['oxygenSaturation', 101, 'impossible-value'],
    ['heartRate', '70', 'not-a-number'],
    ['heartRate', Number.NaN, 'not-a-number'],
    ['temperature', 368, 'impossible-value'],
    ['temperature', [36.8], 'not-a-number'],
    ['consciousness', 'sleepy', 'unknown-choice'],
    ['oxygenScale', 3, 'unknown-choice'],
    ['oxygenScale', '1', 'unknown-choice'],
    ['supplementalOxygen', 'yes', 'unknown-choice'],
    ['pulse', 70, 'unknown-answer'],
  ])('%s of %p is %s', (item, value, code) => {
    expect(refusals({ ...CALM, [item]: value })).toEqual([`/answers/${item} ${code}`]);
  });

  test('all bad answers are told at once, by pointers that escape what they must', () => {
    expect(refusals({ ...CALM, heartRate: 999, temperature: 'warm', 'a/b~c': 1 })).toEqual([
      '/answers/a~1b~0c unknown-answer',
      '/answers/heartRate impossible-value',
      '/answers/temperature not-a-number',
    ]);
  });

  test.each(['__proto__', 'constructor', 'toString'])('%s is no item', (name) => {
    expect(refusals(JSON.parse(`{"${name}": 1}`) as Answers)).toEqual([`/answers/${name} unknown-answer`]);
  });
});

describe('the definition', () => {
  test('is found by its code and tells its source', () => {
    expect(instrumentByCode('news2')).toBe(NEWS2);
    expect(instrumentByCode('apgar')).toBeUndefined();
    expect(NEWS2.source).toContain('Royal College of Physicians');
    expect(NEWS2.enabledByDefault).toBe(true);
  });

  test('its bands cover every total from 0 to 20 once', () => {
    const totals = Array.from({ length: 21 }, (_, total) =>
      NEWS2.bands.filter((b) => total >= b.from && total <= b.to),
    );
    expect(totals.map((bands) => bands.length)).toEqual(totals.map(() => 1));
  });

  test('every text is there in both languages, of every instrument', () => {
    const labels = INSTRUMENTS.flatMap((instrument) => [
      instrument.display,
      ...instrument.items.flatMap((item) => [
        item.label,
        ...('choices' in item ? item.choices.map((c) => c.label) : []),
      ]),
      ...instrument.bands.flatMap((band) => [band.label, band.advice]),
    ]);
    expect(labels.filter(({ en, es }) => en.trim() === '' || es.trim() === '')).toEqual([]);
  });
});
