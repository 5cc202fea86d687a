import { expect, test } from '@jest/globals';
import { quantity } from '#platform/kernel';
import { parseInstant, parseLocalTime } from '#platform/time';
import { describeStep, eventOf } from './prescription-step.js';
import type { Schedule } from './prescription.js';

const of = {
  id: '0199b1d0-7c00-7000-8000-000000000001',
  prescriptionId: '0199b1d0-7c00-7000-8000-000000000002',
  at: parseInstant('2026-11-24T08:00:00Z'),
  recordedBy: '0199b1d0-7c00-7000-8000-000000000003',
};
const times = [parseLocalTime('08:00'), parseLocalTime('20:00')];
const plain = { kind: 'times', times, daysOfWeek: null, everyDays: null, cycle: null } as const;

test.each<[string, Schedule, string]>([
  ['twice a day', plain, 'at 08:00, 20:00'],
  ['on some days', { ...plain, daysOfWeek: ['mon', 'thu'] }, 'at 08:00, 20:00 on mon, thu'],
  ['every other day', { ...plain, everyDays: 2 }, 'at 08:00, 20:00 every 2 days'],
  ['every day', { ...plain, everyDays: 1 }, 'at 08:00, 20:00'],
  ['in runs', { ...plain, cycle: { onDays: 21, offDays: 7 } }, 'at 08:00, 20:00 21 days on, 7 off'],
  ['once', { kind: 'once', at: of.at }, 'once'],
  [
    'as needed',
    { kind: 'as-needed', minIntervalMinutes: 240, maxDosesPer24h: 4, maxQuantityPer24h: null, reason: 'pain' },
    'when needed for pain',
  ],
])('a prescription to be given %s says so', (_, schedule, text) => {
  const terms = { revision: 1, dose: { quantity: quantity(0.5), unit: 'tablet' }, route: 'oral', schedule };
  const step = { ...of, reason: null, terms };
  expect(eventOf(step)).toBe('prescribed');
  expect(describeStep(step, 'Paracetamol')).toBe(`Prescribed: Paracetamol, 0.5 tablet, oral, ${text}`);
});

test('a later revision is an amendment, with its reason', () => {
  const terms = { revision: 2, dose: { quantity: quantity(2), unit: 'tablet' }, route: 'oral', schedule: plain };
  const step = { ...of, reason: 'pain at night', terms };
  expect(eventOf(step)).toBe('amended');
  expect(describeStep(step, 'Paracetamol')).toBe(
    'Amended: Paracetamol, 2 tablet, oral, at 08:00, 20:00: pain at night',
  );
});

test.each([
  ['suspended', "can't swallow", "Suspended: Paracetamol: can't swallow"],
  ['active', null, 'Active: Paracetamol'],
  ['entered-in-error', 'of her neighbour', 'Entered in error: Paracetamol: of her neighbour'],
] as const)('one that becomes %s for the reason %s reads: %s', (status, reason, text) => {
  const step = { ...of, reason, status };
  expect([eventOf(step), describeStep(step, 'Paracetamol')]).toEqual([status, text]);
});
