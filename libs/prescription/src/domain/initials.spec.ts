import { expect, test } from '@jest/globals';
import { uniqueInitials } from './initials.js';

test.each([
  ['Nuria Ruiz', 'NR'],
  ['María del Carmen Ortega Núñez', 'MCO'],
  ['Dr. Javier Ortiz Lara', 'JOL'],
  ['Ángel', 'Á'],
  ['the nurse', 'TN'],
  ['de la', 'DL'],
  ['n. ruiz-gil', 'NRG'],
  ['7', '7'],
  ['…', '?'],
])('%s signs %s', (name, initials) => {
  expect(uniqueInitials([{ id: '1', name }]).get('1')).toBe(initials);
});

test('no two sign alike: who was known first keeps the initials, whoever signs first', () => {
  const people = ['3', '1', '2'].map((id) => ({ id, name: id === '3' ? 'Noa Rey' : 'Nuria Ruiz' }));
  expect(Object.fromEntries(uniqueInitials(people))).toEqual({ 1: 'NR', 2: 'NR2', 3: 'NR3' });
});

test('a number that somebody has in the name is not given twice', () => {
  const people = [
    { id: '1', name: 'N2' },
    { id: '2', name: 'N' },
    { id: '3', name: 'N' },
  ];
  expect(new Set(uniqueInitials(people).values()).size).toBe(3);
});

test('a program has no name to sign with, and one person signs with the same all over', () => {
  const nuria = { id: '1', name: 'Nuria Ruiz' };
  expect(Object.fromEntries(uniqueInitials([nuria, { id: '2', name: null }, nuria]))).toEqual({ 1: 'NR', 2: '@' });
});
