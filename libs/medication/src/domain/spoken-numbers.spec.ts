import { describe, expect, test } from '@jest/globals';
import { SpokenNumbers } from './spoken-numbers.js';

/** A file whose lines, from the second on, name these numbers. */
function file(...lines: readonly Parameters<SpokenNumbers['hear']>[1][]): SpokenNumbers {
  const spoken = new SpokenNumbers();
  for (const [index, named] of lines.entries()) spoken.hear(index + 2, named);
  return spoken;
}

describe('a catalogue', () => {
  test.each([
    ['of its registration number', { registrationNumber: '1', nationalCode: null }, true],
    ['of its national code', { registrationNumber: '3', nationalCode: '7' }, true],
    ['of none of its numbers', { registrationNumber: '01', nationalCode: '1' }, false],
    ['without any number', { registrationNumber: null, nationalCode: null }, false],
  ])('speaks, or not, of a medicine %s', (_, medicine, isSpokenOf) => {
    const spoken = file({ registrationNumber: '1' }, { registrationNumber: '2', nationalCode: '7' });
    expect(spoken.speaksOf(medicine)).toBe(isSpokenOf);
    expect(spoken.doubt()).toBeUndefined();
  });

  test('says nothing of what is missing where a line may be about any medicine, and names the first such line', () => {
    const spoken = file({ registrationNumber: '1' }, undefined, { nationalCode: '7' }, undefined);
    expect(spoken.doubt()).toMatchObject({ line: 3, code: 'nothing-retired' });
  });

  test('without a line says nothing of what is missing', () => {
    expect(file().doubt()).toMatchObject({ line: 1, code: 'nothing-retired' });
  });
});
