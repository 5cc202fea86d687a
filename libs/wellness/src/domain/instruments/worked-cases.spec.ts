import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { GDS_15 } from './gds-15.js';
import type { ChoiceItem, Instrument } from './instrument.js';
import { instrumentByCode } from './instruments.js';
import { MNA_SF } from './mna-sf.js';
import { NEWS2 } from './news2.js';
import { scoreAnswers, type Answers, type Scored } from './score.js';

type Field = number | string | boolean | { readonly value?: number; readonly score?: number; readonly text?: string };

interface WorkedCase {
  readonly id: string;
  readonly input: Readonly<Record<string, Field>>;
  /** Empty: no score may come out. */
  readonly expected: Readonly<Record<string, Field>>;
}

/** openEHR's worked cases, kept outside this repository: none, with the reason printed, where they aren't there. */
function workedCases(name: string): readonly WorkedCase[] {
  const file = join(import.meta.dirname, '../../../../../../shared/data/clinical-scores', `${name}.json`);
  if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { cases: WorkedCase[] }).cases;
  process.stdout.write(`worked cases skipped: no ${file}\n`);
  return [];
}

function scored(instrument: Instrument, answers: Answers): Scored {
  const outcome = scoreAnswers(instrument, answers);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors));
  return outcome.scored;
}

function partsOf(field: Field | undefined): {
  readonly value?: number;
  readonly score?: number;
  readonly text?: string;
} {
  return typeof field === 'object' ? field : {};
}

/** The score of a part of an expected result, however it is written. */
function scoreOf(field: Field | undefined): number | undefined {
  return typeof field === 'object' ? field.score : field === undefined ? undefined : Number(field);
}

test('NEWS2: item scores, total and risk come out as published', () => {
  const cases = workedCases('news2');
  const published = cases.map(({ id, expected }) => [
    id,
    scoreOf(expected['Respiratory rate']),
    scoreOf(expected['SpO2 Scale 1']) ?? scoreOf(expected['SpO2 Scale 2']),
    scoreOf(expected['Systolic blood pressure']),
    scoreOf(expected['Pulse']),
    scoreOf(expected['Temperature']),
    scoreOf(expected['Total score']),
    partsOf(expected['Clinical risk']).text?.toLowerCase(),
  ]);
  const computed = cases.map(({ id, input }) => {
    const { itemScores, score, band } = scored(NEWS2, {
      respiratoryRate: partsOf(input['Respiration rate']).value,
      oxygenScale: partsOf(input['Oxygen saturation target']).text === '88-92%' ? 2 : 1,
      oxygenSaturation: partsOf(input['spO2']).value,
      supplementalOxygen: partsOf(input['Supplemental oxygen']).text === 'Oxygen',
      systolicBloodPressure: partsOf(input['Systolic BP']).value,
      heartRate: partsOf(input['Heart rate']).value,
      consciousness: partsOf(input['Consciousness']).text === 'Alert' ? 'alert' : 'new-confusion',
      temperature: partsOf(input['Temperature']).value,
    });
    const { respiratoryRate, oxygenSaturation, systolicBloodPressure, heartRate, temperature } = itemScores;
    return [id, respiratoryRate, oxygenSaturation, systolicBloodPressure, heartRate, temperature, score, band];
  });
  expect(computed).toEqual(published);
});

/** Item id to the name that the worked cases have for it; their inputs are scores. */
const NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  barthel: {
    feeding: 'Feeding',
    bathing: 'Bathing',
    grooming: 'Grooming',
    dressing: 'Dressing',
    bowels: 'Bowel Control',
    bladder: 'Bladder control',
    toiletUse: 'Toilet use',
    transfer: 'Transfer (bed to chair and back)',
    walking: 'Mobility on level surfaces',
    stairs: 'Stairs',
  },
  braden: {
    sensoryPerception: 'Sensory perception',
    moisture: 'Moisture',
    activity: 'Activity',
    mobility: 'Mobility',
    nutrition: 'Nutrition',
    frictionAndShear: 'Friction and shear',
  },
  must: {
    bodyMassIndex: 'Body Mass Index (kg/m2)',
    weightLoss: 'Unplanned weight loss in past 3-6 months',
    acuteDisease: 'Acute ill patient',
  },
  painad: {
    breathing: 'Breathing',
    negativeVocalisation: 'Negative vocalization',
    facialExpression: 'Facial expression',
    bodyLanguage: 'Body language',
    consolability: 'Consolability',
  },
};

const TOTALS = ['Barthel Index', 'Braden Score', 'Must Total score', 'Total Score', 'Total score', 'MNA score'];

function totalOf({ expected }: WorkedCase): number | undefined {
  return scoreOf(TOTALS.map((name) => expected[name]).find((field) => field !== undefined));
}

/** The choice with these points. */
function choiceOf({ items }: Instrument, id: string, score: number | undefined): unknown {
  const item = items.find((each): each is ChoiceItem => each.kind === 'choice' && each.id === id);
  const choice = item?.choices.find((each) => each.score === score);
  if (choice === undefined) throw new Error(`no choice of ${id} scores ${String(score)}`);
  return choice.value;
}

test.each(Object.entries(NAMES))('%s: the total comes out as published', (code, names) => {
  const instrument = instrumentByCode(code);
  if (instrument === undefined) throw new Error(`no ${code}`);
  const cases = workedCases(code);
  const computed = cases.map(({ input }) => {
    const entries = Object.entries(names).map(([id, name]) => [id, choiceOf(instrument, id, scoreOf(input[name]))]);
    return scored(instrument, Object.fromEntries(entries) as Answers).score;
  });
  expect(computed).toEqual(cases.map(totalOf));
});

test('MNA-SF: the total comes out as published, by the calf only where the body mass index is not known', () => {
  const cases = workedCases('mna-sf');
  const computed = cases.map(({ input }) => {
    const score = (beginning: string): number | undefined =>
      scoreOf(Object.entries(input).find(([name]) => name.startsWith(beginning))?.[1]);
    const unknown = input['Cannot calculate BMI'] === true;
    return scored(MNA_SF, {
      foodIntake: choiceOf(MNA_SF, 'foodIntake', score('Has food intake')),
      weightLoss: choiceOf(MNA_SF, 'weightLoss', score('Weight loss')),
      mobility: choiceOf(MNA_SF, 'mobility', score('Mobility')),
      acuteDisease: choiceOf(MNA_SF, 'acuteDisease', score('Has suffered')),
      neuropsychological: choiceOf(MNA_SF, 'neuropsychological', score('Neuropsychological')),
      bodyMassIndex: unknown ? null : partsOf(input['Body Mass Index']).value,
      calfCircumference: choiceOf(MNA_SF, 'calfCircumference', score('Calf')),
    }).score;
  });
  expect(computed).toEqual(cases.map(totalOf));
});

/** The items in the order of the form, by how their questions begin there. */
const QUESTIONS = [
  'Are you basically satisfied',
  'Have you dropped',
  'Do you feel that your life is empty',
  'Do you often get bored',
  'Are you in good spirits',
  'Are you afraid',
  'Do you feel happy',
  'Do you often feel helpless',
  'Do you prefer',
  'Do you feel you have more problems with memory',
  'Do you think it is wonderful',
  'Do you feel pretty worthless',
  'Do you feel full of energy',
  'Do you feel that your situation',
  'Do you think that most people',
];

/** One case refuses somebody of 64, which is a rule of that guideline and not of the form. */
const OF_AGE = 65;

test('GDS-15: a whole form scores as published; with a blank there is no total that is not marked as prorated', () => {
  const cases = workedCases('gds15').filter(({ input }) => (partsOf(input['Age']).value ?? 0) >= OF_AGE);
  const results = cases.map(({ input }) => {
    const answers = GDS_15.items.map(({ id }, index) => {
      const [, field] = Object.entries(input).find(([name]) => name.startsWith(QUESTIONS[index] ?? '?')) ?? [];
      return [id, field === undefined ? null : choiceOf(GDS_15, id, scoreOf(field))];
    });
    const { score, complete, prorated } = scored(GDS_15, Object.fromEntries(answers) as Answers);
    return complete && !prorated ? score : undefined;
  });
  expect(results).toEqual(cases.map(totalOf));
});
