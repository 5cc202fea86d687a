import { describe, expect, test } from '@jest/globals';
import { parseInstant } from '#platform/time';
import type { Assessment } from '../assessment.js';
import { INSTRUMENTS } from '../instruments/instruments.js';
import { assessmentCauses, BAND_SEVERITIES } from './assessment-causes.js';

const AT = parseInstant('2026-11-24T08:00:00Z');

function assessment(instrument: string, details: Partial<Assessment>): Assessment {
  return {
    ...{ id: instrument, version: 1, createdAt: AT, updatedAt: AT, residentId: 'ana', recordedBy: 'nurse' },
    ...{
      status: 'final',
      statusReason: null,
      markedBy: null,
      correctedBy: null,
      instrument,
      instrumentVersion: '1',
      answers: {},
    },
    ...{ derivedFrom: [], itemScores: {}, score: 0, partialScore: null, complete: true, prorated: false, missing: [] },
    ...{ band: 'low', label: { en: 'Low', es: 'Bajo' }, advice: { en: '', es: '' }, assessedAt: AT },
    ...details,
  };
}

const severities = (...of: Parameters<typeof assessmentCauses>): unknown =>
  assessmentCauses(...of).map(({ severity }) => severity);

describe('NEWS2', () => {
  test.each([
    [4, {}, []],
    [5, {}, ['urgent']],
    [6, {}, ['urgent']],
    [7, {}, ['emergency']],
    [3, { heartRate: 3 }, ['urgent']],
    [9, { heartRate: 3 }, ['emergency']],
    [4, { heartRate: 2, temperature: 2 }, []],
  ])('with a total of %i and items %j asks for %j', (score, itemScores, expected) => {
    expect(severities(assessment('news2', { score, itemScores }), undefined)).toEqual(expected);
  });

  test('with an item missing is at least its partial sum', () => {
    const partial = { score: null, partialScore: 7, complete: false };
    expect(severities(assessment('news2', partial), undefined)).toEqual(['emergency']);
    expect(severities(assessment('news2', { ...partial, partialScore: 4 }), undefined)).toEqual([]);
  });
});

describe('Barthel', () => {
  const before = assessment('barthel', { score: 80, itemScores: { transfer: 15, feeding: 10, stairs: 10 } });

  test.each([
    ['10 points less', { score: 70 }, ['warning']],
    ['5 points less on the stairs', { score: 75, itemScores: { transfer: 15, feeding: 10, stairs: 5 } }, []],
    ['less in transfers', { score: 80, itemScores: { transfer: 10, feeding: 10, stairs: 15 } }, ['warning']],
    ['less in feeding, the rest not asked', { score: null, itemScores: { feeding: 5 } }, ['warning']],
    ['more', { score: 90 }, []],
  ])('%s: %j', (_, details, expected) => {
    expect(severities(assessment('barthel', details), before)).toEqual(expected);
  });

  test('of the first time is no drop', () => {
    expect(severities(assessment('barthel', { score: 10 }), undefined)).toEqual([]);
  });
});

describe('bands that ask to act', () => {
  test.each(Object.entries(BAND_SEVERITIES))('of %s are bands that it has: %j', (code, bands) => {
    const known = INSTRUMENTS.find((instrument) => instrument.code === code)?.bands.map(({ band }) => band);
    expect(known).toEqual(expect.arrayContaining(Object.keys(bands)));
    for (const [band, severity] of Object.entries(bands)) {
      expect(severities(assessment(code, { band }), undefined)).toEqual([severity]);
    }
    expect(severities(assessment(code, { band: 'incomplete' }), undefined)).toEqual([]);
  });
});
