import { expect, test } from '@jest/globals';
import { DomainError } from '#platform/kernel';
import { parseInstant } from '#platform/time';
import type { Allergy } from './allergy.js';
import { allergyAnswer, checkReview, type AllergyReview } from './allergy-review.js';

const NOW = parseInstant('2026-11-24T09:00:00Z');

const LATEX: Allergy = {
  id: 'latex',
  version: 1,
  createdAt: NOW,
  updatedAt: NOW,
  residentId: 'carmen',
  substance: 'latex',
  atcCode: null,
  type: 'allergy',
  criticality: 'high',
  reaction: null,
  status: 'active',
  statusReason: null,
  recordedBy: 'nurse',
};

function review(outcome: AllergyReview['outcome']): AllergyReview {
  const stored = { id: 'review', version: 1, createdAt: NOW, updatedAt: NOW, residentId: 'carmen' };
  const said = { outcome, reviewedAt: NOW, note: null, recordedBy: 'nurse' };
  return { ...stored, ...said, status: 'recorded', statusReason: null };
}

/** The refusal of an answer, by its name; undefined: it is taken. */
function refusalOf(outcome: AllergyReview['outcome'], active: readonly Allergy[], at = '09:00:00'): string | undefined {
  try {
    checkReview({ outcome, reviewedAt: parseInstant(`2026-11-24T${at}Z`) }, active, NOW);
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

test.each([
  ['none-known', [], undefined],
  ['none-known', [LATEX], 'allergies-known'],
  ['list-confirmed', [LATEX], undefined],
  ['list-confirmed', [], 'no-allergies-listed'],
] as const)('a review that says %s of %j', (outcome, active, refusal) => {
  expect(refusalOf(outcome, active)).toBe(refusal);
});

test.each([
  ['09:05:00', undefined],
  ['09:05:01', 'validation-failed'],
])('a review of %s at nine: a clock may run a little ahead', (time, refusal) => {
  expect(refusalOf('none-known', [], time)).toBe(refusal);
});

test.each([
  ['nobody has asked', [], undefined, false, 'not-asked'],
  ['there is a list, and nobody has asked', [LATEX], undefined, false, 'listed'],
  ['none are known', [], review('none-known'), false, 'none-known'],
  ['none were known before one was found', [LATEX], review('none-known'), true, 'listed'],
  ['none were known before one was found that is resolved now', [], review('none-known'), true, 'not-asked'],
  ['the list was confirmed and all of it is resolved', [], review('list-confirmed'), false, 'not-asked'],
  ['the list was confirmed', [LATEX], review('list-confirmed'), false, 'listed'],
] as const)('%s', (_, active, newest, recordedSince, answer) => {
  expect(allergyAnswer(active, newest, recordedSince)).toBe(answer);
});
