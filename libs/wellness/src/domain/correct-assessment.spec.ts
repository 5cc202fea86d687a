import { describe, expect, test } from '@jest/globals';
import { parseInstant } from '#platform/time';
import { recordAssessment, type Assessment } from './assessment.js';
import { correctAssessment, type AssessmentChanges } from './correct-assessment.js';

const NOW = parseInstant('2026-11-24T08:00:00.000Z');
const SEVEN = parseInstant('2026-11-24T07:00:00.000Z');
const RIGHTING = { id: 'the-right-one', diedAt: null, recordedBy: 'a-nurse' };
const ANSWERS = {
  respiratoryRate: 16,
  oxygenSaturation: 97,
  oxygenScale: 1,
  supplementalOxygen: false,
  systolicBloodPressure: 130,
  heartRate: 95,
  consciousness: 'alert',
  temperature: 36.8,
};

const OF = { id: 'the-wrong-one', residentId: 'ana', diedAt: null, recordedBy: 'a-carer', assessedAt: SEVEN };
const READ = { item: 'heartRate', observationId: 'a-pulse', takenAt: SEVEN, ageMinutes: 0 };
const WRONG: Assessment = {
  ...recordAssessment({ ...OF, instrument: 'news2', answers: ANSWERS, licences: [] }, NOW),
  derivedFrom: [READ],
};

describe('the right assessment', () => {
  test.each<[string, AssessmentChanges, Partial<Assessment>]>([
    ['other answers', { answers: { ...ANSWERS, heartRate: 72 } }, { score: 0, derivedFrom: [], assessedAt: SEVEN }],
    [
      'an answer beside that of a reading',
      { answers: { ...ANSWERS, temperature: 38.5 } },
      { score: 2, derivedFrom: [READ] },
    ],
    ['fewer answers', { answers: { heartRate: 95 } }, { score: null, partialScore: 1, band: 'incomplete' }],
    ['nothing else', {}, { score: 1, answers: ANSWERS, derivedFrom: [READ] }],
    [
      'another instant, for which no reading answered',
      { assessedAt: parseInstant('2026-11-23T07:00:00.000Z') },
      { score: 1, answers: ANSWERS, derivedFrom: [] },
    ],
  ])('has %s, and the rest as it was recorded', (_, changes, expected) => {
    const right = correctAssessment(WRONG, changes, RIGHTING, NOW);
    expect(right).toMatchObject({ ...expected, id: 'the-right-one', instrument: 'news2', recordedBy: 'a-nurse' });
    expect(right).toMatchObject({ status: 'final', version: 1, correctedBy: null });
  });

  test('may be by an instrument of which the home has no licence any more', () => {
    const licences = ['mna-sf'];
    const licensed = recordAssessment({ ...OF, instrument: 'mna-sf', answers: {}, licences }, NOW);
    expect(() => correctAssessment(licensed, {}, RIGHTING, NOW)).not.toThrow();
  });
});
