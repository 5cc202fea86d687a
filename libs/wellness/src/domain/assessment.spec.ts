import { expect, test } from '@jest/globals';
import { InvalidFieldsError } from '#platform/kernel';
import { addMinutes, parseInstant } from '#platform/time';
import { recordAssessment, type RecordAssessment } from './assessment.js';

const NOW = parseInstant('2026-03-29T06:00:00Z');

const SICK: RecordAssessment = {
  id: 'an-id',
  residentId: 'a-resident',
  diedAt: null,
  instrument: 'news2',
  answers: {
    respiratoryRate: 22,
    oxygenScale: 1,
    oxygenSaturation: 95,
    supplementalOxygen: true,
    systolicBloodPressure: 105,
    heartRate: 95,
    consciousness: 'alert',
    temperature: 37.2,
  },
  recordedBy: 'a-nurse',
  licences: [],
};

test('an assessment keeps the raw answers, what they scored and the version that scored them', () => {
  expect(recordAssessment(SICK, NOW)).toMatchObject({
    version: 1,
    instrument: 'news2',
    instrumentVersion: '2017.1',
    answers: SICK.answers,
    itemScores: {
      respiratoryRate: 2,
      oxygenSaturation: 1,
      supplementalOxygen: 2,
      systolicBloodPressure: 1,
      heartRate: 1,
      consciousness: 0,
      temperature: 0,
    },
    score: 7,
    complete: true,
    band: 'high',
    assessedAt: NOW,
    createdAt: NOW,
    status: 'final',
  });
});

test.each<[string, Partial<RecordAssessment>, string[]]>([
  ['an unknown instrument', { instrument: 'apgar' }, ['/instrument unknown-instrument']],
  [
    'one whose licence was not stated, with an answer that is none',
    { instrument: 'waterlow', answers: { sex: 'm' } },
    ['/instrument licence-not-stated', '/answers/sex unknown-choice'],
  ],
  [
    'readings for an instrument that nobody measures',
    { instrument: 'abbey', answers: {}, readings: { latest: [], maxAgeMinutes: 60 } },
    ['/fromObservations not-observed'],
  ],
  ['one from the future', { assessedAt: addMinutes(NOW, 6) }, ['/assessedAt in-the-future']],
  [
    'a future one with bad answers',
    { assessedAt: addMinutes(NOW, 6), answers: { heartRate: 0 } },
    ['/assessedAt in-the-future', '/answers/heartRate impossible-value'],
  ],
])('%s is refused with every bad field', (_, change, expected) => {
  const attempt = () => recordAssessment({ ...SICK, ...change }, NOW);
  expect(attempt).toThrow(InvalidFieldsError);
  expect(attempt).toThrow(
    expect.objectContaining({ errors: expected.map((each) => expect.objectContaining(pointerAndCode(each))) }),
  );
});

test('what asks for a licence is assessed once the home has stated it', () => {
  const stated = { ...SICK, instrument: 'waterlow', answers: { sex: 'female' }, licences: ['waterlow'] };
  expect(recordAssessment(stated, NOW)).toMatchObject({ instrument: 'waterlow', partialScore: 2, complete: false });
});

function pointerAndCode(text: string): { pointer: string; code: string } {
  const [pointer = '', code = ''] = text.split(' ');
  return { pointer, code };
}
