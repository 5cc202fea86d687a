import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { NEWS2 } from './news2.js';
import { scoreAnswers, type Answers, type Scored } from './score.js';

function scored(answers: Answers): Scored {
  const outcome = scoreAnswers(NEWS2, answers);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors));
  return outcome.scored;
}

interface WorkedCase {
  readonly id: string;
  readonly input: Readonly<Record<string, { value?: number; text?: string; code?: string }>>;
  readonly expected: Readonly<Record<string, number | { score?: number; text?: string }>>;
}

/** openEHR's worked cases, kept outside this repository: none, with the reason printed, where they aren't there. */
function workedCases(): readonly WorkedCase[] {
  const file = join(import.meta.dirname, '../../../../../../shared/data/clinical-scores/news2.json');
  if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { cases: WorkedCase[] }).cases;
  process.stdout.write(`NEWS2 worked cases skipped: no ${file}\n`);
  return [];
}

function answersOf({ input }: WorkedCase): Answers {
  return {
    respiratoryRate: input['Respiration rate']?.value,
    oxygenScale: input['Oxygen saturation target']?.text === '88-92%' ? 2 : 1,
    oxygenSaturation: input['spO2']?.value,
    supplementalOxygen: input['Supplemental oxygen']?.text === 'Oxygen',
    systolicBloodPressure: input['Systolic BP']?.value,
    heartRate: input['Heart rate']?.value,
    consciousness: input['Consciousness']?.text === 'Alert' ? 'alert' : 'new-confusion',
    temperature: input['Temperature']?.value,
  };
}

test("openEHR's worked cases come out as published: item scores, total and risk", () => {
  const cases = workedCases();
  const field = (worked: WorkedCase, name: string): number | undefined => {
    const value = worked.expected[name];
    return typeof value === 'object' ? value.score : value;
  };
  const risk = ({ expected }: WorkedCase): string | undefined => {
    const value = expected['Clinical risk'];
    return typeof value === 'object' ? value.text?.toLowerCase() : undefined;
  };
  const published = cases.map((worked) => [
    worked.id,
    field(worked, 'Respiratory rate'),
    field(worked, 'SpO2 Scale 1') ?? field(worked, 'SpO2 Scale 2'),
    field(worked, 'Systolic blood pressure'),
    field(worked, 'Pulse'),
    field(worked, 'Temperature'),
    field(worked, 'Total score'),
    risk(worked),
  ]);
  const computed = cases.map((worked) => {
    const { itemScores: items, score, band } = scored(answersOf(worked));
    const pressure = items['systolicBloodPressure'];
    return [
      worked.id,
      items['respiratoryRate'],
      items['oxygenSaturation'],
      pressure,
      items['heartRate'],
      items['temperature'],
      score,
      band,
    ];
  });
  expect(computed).toEqual(published);
});
