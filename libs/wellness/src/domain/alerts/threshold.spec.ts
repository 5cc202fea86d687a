import { describe, expect, test } from '@jest/globals';
import { quantity, type Quantity } from '#platform/kernel';
import { parseInstant } from '#platform/time';
import { recordObservation, type Observation } from '../observation.js';
import { observationCauses } from './observation-causes.js';
import { DEFAULT_THRESHOLDS, inEffect, readThresholds, thresholdCauses, type Threshold } from './threshold.js';

const NOW = parseInstant('2026-11-24T08:00:00Z');

function reading(type: string, value: number | string): Observation {
  const input = type === 'blood-pressure' ? { systolic: value, diastolic: 40 } : { value };
  const who = { id: 'reading', residentId: 'ana', diedAt: null, recordedBy: 'nurse' };
  return recordObservation({ ...who, type, input: { ...input, confirm: true } }, NOW);
}

function rule(low: number | null, high: number | null, severity: Threshold['severity'] = 'warning'): Threshold {
  const limit = (value: number | null): Quantity | null => (value === null ? null : quantity(value));
  return { type: 'heart-rate', component: null, low: limit(low), high: limit(high), severity };
}

describe('the thresholds that come with the program', () => {
  // What scores 3 in NEWS2 is urgent, to the unit; glucose as the American Diabetes Association has it.
  test.each([
    ['heart-rate', 40, 'urgent'],
    ['heart-rate', 41, 'none'],
    ['heart-rate', 110, 'none'],
    ['heart-rate', 111, 'warning'],
    ['heart-rate', 130, 'warning'],
    ['heart-rate', 131, 'urgent'],
    ['respiratory-rate', 8, 'urgent'],
    ['respiratory-rate', 9, 'none'],
    ['respiratory-rate', 24, 'none'],
    ['respiratory-rate', 25, 'urgent'],
    ['oxygen-saturation', 91, 'urgent'],
    ['oxygen-saturation', 93, 'warning'],
    ['oxygen-saturation', 94, 'none'],
    ['body-temperature', 35, 'urgent'],
    ['body-temperature', 35.1, 'none'],
    ['body-temperature', 39, 'none'],
    ['body-temperature', 39.1, 'warning'],
    ['blood-pressure', 90, 'urgent'],
    ['blood-pressure', 100, 'warning'],
    ['blood-pressure', 101, 'none'],
    ['blood-pressure', 219, 'none'],
    ['blood-pressure', 220, 'urgent'],
    ['blood-glucose', 53.9, 'emergency'],
    ['blood-glucose', 69.9, 'urgent'],
    ['blood-glucose', 70, 'none'],
    ['blood-glucose', 250, 'none'],
    ['blood-glucose', 251, 'warning'],
    ['blood-glucose', 401, 'urgent'],
    ['pain', 3, 'none'],
    ['pain', 4, 'warning'],
    ['pain', 7, 'urgent'],
    ['fall', 'no-harm', 'warning'],
    ['fall', 'minor', 'urgent'],
    ['fall', 'major', 'emergency'],
    ['consciousness', 'alert', 'none'],
    ['consciousness', 'new-confusion', 'urgent'],
    ['consciousness', 'unresponsive', 'emergency'],
    ['body-weight', 44, 'none'],
  ])('make of %s %s: %s', (type, value, severity) => {
    const causes = observationCauses(reading(type, value), DEFAULT_THRESHOLDS);
    expect(causes.map((cause) => cause.severity)).toEqual(severity === 'none' ? [] : [severity]);
  });

  test('are ones that a home could set itself', () => {
    expect(readThresholds(DEFAULT_THRESHOLDS)).toEqual(DEFAULT_THRESHOLDS);
  });
});

describe('of several thresholds', () => {
  test('the worst that is broken counts, on each side', () => {
    const rules = [rule(50, 100), rule(40, 120, 'emergency'), rule(null, 110, 'urgent')];
    const severity = (value: number): unknown =>
      thresholdCauses(reading('heart-rate', value), rules).map((cause) => [cause.key, cause.severity]);
    expect(severity(105)).toEqual([['heart-rate:high', 'warning']]);
    expect(severity(115)).toEqual([['heart-rate:high', 'urgent']]);
    expect(severity(121)).toEqual([['heart-rate:high', 'emergency']]);
    expect(severity(45)).toEqual([['heart-rate:low', 'warning']]);
  });

  test('who says anything of a value says all of it', () => {
    const origins = (person: readonly Threshold[], home: readonly Threshold[]): unknown =>
      inEffect(person, home)
        .filter(({ type }) => type === 'heart-rate')
        .map(({ origin, low }) => [origin, low === null ? null : low / 1_000_000]);
    expect(origins([rule(45, null)], [rule(50, null), rule(44, null, 'urgent')])).toEqual([['person', 45]]);
    expect(origins([], [rule(50, null), rule(44, null, 'urgent')])).toEqual([
      ['home', 50],
      ['home', 44],
    ]);
    expect(origins([], [])).toEqual([
      ['default', 41],
      ['default', null],
    ]);
  });
});
