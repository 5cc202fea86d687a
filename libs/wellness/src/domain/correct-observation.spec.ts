import { describe, expect, test } from '@jest/globals';
import { InvalidFieldsError, quantity } from '#platform/kernel';
import { parseInstant } from '#platform/time';
import { correctObservation, type ObservationChanges } from './correct-observation.js';
import { recordObservation, type Observation } from './observation.js';

const NOW = parseInstant('2026-11-24T08:00:00.000Z');
const RIGHTING = { id: 'the-right-one', diedAt: null, recordedBy: 'a-nurse' };

function recorded(type: string, input: object): Observation {
  const of = { id: 'the-wrong-one', residentId: 'ana', diedAt: null, recordedBy: 'a-carer' };
  const command = {
    ...of,
    type,
    input,
    takenAt: parseInstant('2026-11-24T07:00:00.000Z'),
    method: 'by hand',
    note: 'calm',
  };
  return recordObservation(command, NOW);
}

const PULSE = recorded('heart-rate', { value: 27, confirm: true });
const PRESSURE = recorded('blood-pressure', { systolic: 134, diastolic: 78 });
const AIR = recorded('inspired-oxygen', { value: 'air' });

/** The pointers of what is refused. */
function refused(act: () => unknown): readonly string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof InvalidFieldsError) return error.errors.map(({ pointer }) => pointer);
    throw error;
  }
  return [];
}

describe('the right observation', () => {
  test.each<[string, Observation, ObservationChanges, Partial<Observation>]>([
    ['another number', PULSE, { value: 72 }, { value: quantity(72), type: 'heart-rate', unit: '/min' }],
    ['the same unlikely number, that was stood by', PULSE, { note: null }, { value: PULSE.value, note: null }],
    [
      'another instant',
      AIR,
      { takenAt: parseInstant('2026-11-23T07:00:00.000Z') },
      { code: 'air', value: quantity(0) },
    ],
    ['a number for a word', AIR, { value: 2 }, { code: null, value: quantity(2) }],
    [
      'half a pressure',
      PRESSURE,
      { systolic: 143 },
      { components: { systolic: quantity(143), diastolic: quantity(78) } },
    ],
    [
      'a pressure in another unit',
      PRESSURE,
      { systolic: 16, diastolic: 10.7, unit: 'kPa' },
      { components: { systolic: quantity(120), diastolic: quantity(80) } },
    ],
    [
      'a pressure by its parts',
      PRESSURE,
      { components: { systolic: 120, diastolic: 70 } },
      { components: { systolic: quantity(120), diastolic: quantity(70) } },
    ],
    ['another type', PULSE, { type: 'respiratory-rate', value: 27 }, { type: 'respiratory-rate', value: quantity(27) }],
    ['another method', PULSE, { method: 'oximeter' }, { method: 'oximeter', note: 'calm', takenAt: PULSE.takenAt }],
  ])('has %s, and the rest as it was recorded', (_, wrong, changes, expected) => {
    const right = correctObservation(wrong, changes, RIGHTING, NOW);
    expect(right).toMatchObject({ ...expected, id: 'the-right-one', residentId: 'ana', recordedBy: 'a-nurse' });
    expect(right).toMatchObject({ status: 'final', version: 1, createdAt: NOW, correctedBy: null });
  });

  test.each<[string, Observation, ObservationChanges, string]>([
    ['an impossible number', PULSE, { value: 720 }, '/value'],
    ['an unlikely number that nobody stands by', PULSE, { value: 28 }, '/value'],
    ['a unit without what was measured in it', PULSE, { unit: '/min' }, '/value'],
    ['another type without its value', PULSE, { type: 'respiratory-rate' }, '/value'],
    ['half a pressure in another unit', PRESSURE, { systolic: 16, unit: 'kPa' }, '/diastolic'],
    ['a pressure upside down', PRESSURE, { systolic: 60 }, '/diastolic'],
    ['an instant to come', PULSE, { takenAt: parseInstant('2026-11-25T07:00:00.000Z') }, '/takenAt'],
  ])('is refused with %s', (_, wrong, changes, pointer) => {
    expect(refused(() => correctObservation(wrong, changes, RIGHTING, NOW))).toEqual([pointer]);
  });
});
