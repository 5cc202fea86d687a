import { expect, test } from '@jest/globals';
import { enterInError } from './fact.js';
import { IllegalTransitionError } from './wellness.errors.js';

test('a wrong fact is marked with who says so and why', () => {
  expect(enterInError('observation', { status: 'final' }, 'of her neighbour', 'a-nurse')).toEqual({
    status: 'entered-in-error',
    statusReason: 'of her neighbour',
    markedBy: 'a-nurse',
    correctedBy: null,
  });
});

test('a wrong fact points to the right one that takes its place', () => {
  const marking = enterInError('observation', { status: 'final' }, 'a slip', 'a-nurse', 'the-right-one');
  expect(marking).toMatchObject({ status: 'entered-in-error', correctedBy: 'the-right-one' });
});

test('a marked fact keeps its first reason', () => {
  const again = () => enterInError('assessment', { status: 'entered-in-error' }, 'another reason', 'a-nurse');
  expect(again).toThrow(IllegalTransitionError);
});
