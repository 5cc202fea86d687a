import { expect, test } from '@jest/globals';
import { quantity } from '#platform/kernel';
import { describeAssessment, describeObservation } from './describe.js';

const nothing = { value: null, code: null, components: null, unit: null };

test.each([
  ['heart-rate', { value: quantity(72), unit: '/min' }, 'Heart rate: 72 /min'],
  ['body-temperature', { value: quantity(38.2), unit: 'Cel' }, 'Body temperature: 38.2 °C'],
  ['inspired-oxygen', { value: quantity(0), code: 'air', unit: 'L/min' }, 'Inspired oxygen: Air'],
  [
    'blood-pressure',
    { components: { systolic: quantity(134), diastolic: quantity(78) }, unit: 'mm[Hg]' },
    'Blood pressure: systolic 134, diastolic 78 mmHg',
  ],
  ['of-a-former-version', { code: 'some-word' }, 'of-a-former-version: some-word'],
])('an observation of type %s, %j, reads: %s', (type, measured, text) => {
  expect(describeObservation({ type, ...nothing, ...measured })).toBe(text);
});

test('a coded observation reads as its word', () => {
  expect(describeObservation({ type: 'consciousness', ...nothing, code: 'alert' })).toBe('Consciousness: Alert');
});

test.each([
  ['news2', 3, false, 'Low (1-4)', 'NEWS2 early warning score: 3, Low (1-4)'],
  ['news2', null, false, 'Incomplete', 'NEWS2 early warning score: Incomplete'],
  ['barthel', 55, false, 'Severe dependence (21-60)', 'Barthel index: 55, Severe dependence (21-60)'],
  ['gds-15', 5, true, 'A word', 'Geriatric Depression Scale, GDS-15: 5 (prorated), A word'],
  ['of-a-former-version', 1, false, 'A word', 'of-a-former-version: 1, A word'],
])('%s with a score of %s, prorated %s, that means %s reads: %s', (instrument, score, prorated, en, text) => {
  expect(describeAssessment({ instrument, score, prorated, label: { en, es: '' } })).toBe(text);
});
