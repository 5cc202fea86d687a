import { expect, test } from '@jest/globals';
import { quantity } from '#platform/kernel';
import { parseInstant } from '#platform/time';
import { describeAdministration, nameOfMedicine } from './describe-administration.js';

test.each([
  ['given', 1, null, 'Given: Paracetamol, 1 tablet'],
  ['part-given', 0.5, 'spat-or-vomited', 'Given in part: Paracetamol, 0.5 tablet (Taken, then lost)'],
  ['refused', null, 'refused', 'Refused: Paracetamol (The person said no)'],
  ['given', 2, 'late', 'Given: Paracetamol, 2 tablet (Given late, for a cause outside this list)'],
] as const)('a dose %s, of %s, for the reason %s reads: %s', (outcome, amount, reason, text) => {
  const dose = { outcome, reason, quantity: amount === null ? null : quantity(amount), unit: 'tablet', response: null };
  expect(describeAdministration(dose, 'Paracetamol')).toBe(text);
});

test('a dose as needed reads as what it achieved, once that was told', () => {
  const response = {
    at: parseInstant('2026-01-05T09:00:00Z'),
    effect: 'partly-effective',
    note: null,
    recordedBy: 'x',
  } as const;
  const dose = { outcome: 'given', reason: null, quantity: quantity(1), unit: 'tablet', response } as const;
  expect(describeAdministration(dose, 'Paracetamol')).toBe('Given: Paracetamol, 1 tablet; partly effective');
});

test.each([
  ['Paracetamol', null, 'Paracetamol'],
  ['Paracetamol', '500 mg', 'Paracetamol 500 mg'],
  ['Paracetamol 500 mg tablets', '500 mg', 'Paracetamol 500 mg tablets'],
])('%s of strength %s is called %s', (name, strength, called) => {
  expect(nameOfMedicine({ name, strength })).toBe(called);
});
