import { expect, test } from '@jest/globals';
import { quantity } from '#platform/kernel';
import { addMilliseconds, addMinutes, parseInstant } from '#platform/time';
import { newFact } from '../fact.js';
import type { Observation } from '../observation.js';
import { ABBEY } from './abbey.js';
import { fillIn, observedTypes } from './fill-in.js';
import { NEWS2 } from './news2.js';

const AT = parseInstant('2026-11-24T09:00:00Z');

/** One reading of a type, ten minutes before. */
function reading(type: string, measured: Partial<Observation>): Observation {
  const fact = newFact({ id: `the-${type}`, residentId: 'a-resident', recordedBy: 'a-nurse' }, AT);
  const nothing = { value: null, code: null, components: null, unit: null, method: null, note: null };
  return { ...fact, ...nothing, type, takenAt: addMinutes(AT, -10), ...measured };
}

test('NEWS2 can be answered from seven types of observation, Abbey from none', () => {
  expect([...observedTypes(NEWS2)].sort()).toEqual([
    'blood-pressure',
    'body-temperature',
    'consciousness',
    'heart-rate',
    'inspired-oxygen',
    'oxygen-saturation',
    'respiratory-rate',
  ]);
  expect(observedTypes(ABBEY)).toEqual([]);
});

test.each<[string, Partial<Observation>, string, unknown]>([
  ['heart-rate', { value: quantity(95) }, 'heartRate', 95],
  ['body-temperature', { value: quantity(38.1) }, 'temperature', 38.1],
  ['consciousness', { code: 'new-confusion' }, 'consciousness', 'new-confusion'],
  ['inspired-oxygen', { value: quantity(0.5) }, 'supplementalOxygen', true],
  ['inspired-oxygen', { value: quantity(0) }, 'supplementalOxygen', false],
  ['inspired-oxygen', { value: quantity(0), code: 'air' }, 'supplementalOxygen', false],
  [
    'blood-pressure',
    { components: { systolic: quantity(105), diastolic: quantity(70) } },
    'systolicBloodPressure',
    105,
  ],
])('a %s of %j answers %s with %s', (type, measured, item, answer) => {
  const { answers, derivedFrom } = fillIn(NEWS2, {}, [reading(type, measured)], { at: AT, maxAgeMinutes: 60 });
  expect(answers).toEqual({ [item]: answer });
  expect(derivedFrom).toEqual([{ item, observationId: `the-${type}`, takenAt: addMinutes(AT, -10), ageMinutes: 10 }]);
});

test.each([
  ['of an hour to the millisecond', addMinutes(AT, -60), 60],
  ['a millisecond older', addMilliseconds(AT, -3_600_001), undefined],
  ['of now', AT, 0],
  ['that a fast clock put ahead', addMinutes(AT, 4), 0],
  ['of half a minute', addMilliseconds(AT, -30_000), 0],
])('with an hour allowed, a reading %s has an age of %s minutes', (_, takenAt, age) => {
  const pulse = reading('heart-rate', { value: quantity(95), takenAt });
  const { derivedFrom } = fillIn(NEWS2, {}, [pulse], { at: AT, maxAgeMinutes: 60 });
  expect(derivedFrom[0]?.ageMinutes).toBe(age);
});

test('what was answered by hand stays and is derived from nothing; null is as good as open', () => {
  const readings = [
    reading('heart-rate', { value: quantity(95) }),
    reading('respiratory-rate', { value: quantity(22) }),
  ];
  const filled = fillIn(NEWS2, { heartRate: 70, respiratoryRate: null }, readings, { at: AT, maxAgeMinutes: 60 });
  expect(filled.answers).toEqual({ heartRate: 70, respiratoryRate: 22 });
  expect(filled.derivedFrom.map(({ item }) => item)).toEqual(['respiratoryRate']);
});
