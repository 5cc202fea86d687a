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
  [3, 'Low (1-4)', 'NEWS2 early warning score: 3, Low (1-4)'],
  [null, 'Incomplete', 'NEWS2 early warning score: Incomplete'],
])('a score of %s that means %s reads: %s', (score, en, text) => {
  expect(describeAssessment({ instrument: 'news2', score, label: { en, es: '' } })).toBe(text);
});
