import { describe, expect, test } from '@jest/globals';
import { quantity } from '#platform/kernel';
import { parseInstant } from '#platform/time';
import { closed, differenceOf, explained, openDiscrepancy, type DiscrepancyStatus } from './discrepancy.js';
import { DiscrepancyStandsError } from './medication.errors.js';

const NOW = parseInstant('2026-11-24T09:00:00Z');
const PLACE = { medicationId: 'paracetamol', residentId: 'carmen', lot: 'A1', expiresOn: null };
const SIGNED = { at: NOW, by: 'a nurse' };
const opened = openDiscrepancy(
  'the id',
  PLACE,
  { kind: 'count', expected: quantity(30), found: quantity(28), movementId: 'the count' },
  SIGNED,
);

test('a discrepancy says where and how it was found, by whom, and nothing else yet', () => {
  const { explanation, explainedBy, conclusion, closedBy, administrationId } = opened;
  const found = { kind: 'count', expected: quantity(30), found: quantity(28), movementId: 'the count' };
  expect(opened).toMatchObject({ ...PLACE, ...found, status: 'open', openedAt: NOW, openedBy: 'a nurse', version: 1 });
  expect([explanation, explainedBy, conclusion, closedBy, administrationId]).toEqual([null, null, null, null, null]);
});

test.each([
  ['two that are missing', 30, 28, -2],
  ['one that is too many', 30, 31, 1],
  ['a dose of which half was there', 1, 0.5, -0.5],
])('of %s the difference is what was found less what should have been there', (_, expected, found, difference) => {
  expect(differenceOf({ expected: quantity(expected), found: quantity(found) })).toBe(quantity(difference));
});

test('a dose in a unit that can not be converted has no difference that could be said', () => {
  const { expected, found } = openDiscrepancy('x', PLACE, { kind: 'unit', administrationId: 'the dose' }, SIGNED);
  expect(differenceOf({ expected, found })).toBeNull();
});

describe('a discrepancy goes forward only', () => {
  const later = { at: parseInstant('2026-11-25T09:00:00Z'), by: 'the manager', witnessedBy: 'another' };

  test('it is explained once, when it is open', () => {
    const words = { explanation: 'two were dropped', explainedAt: later.at, explainedBy: later.by };
    expect(explained(opened, 'two were dropped', later)).toEqual({ status: 'explained', ...words });
  });

  test('and closed once, when it is explained', () => {
    const words = { conclusion: 'the team was told', closedAt: later.at, closedBy: later.by, witnessedBy: 'another' };
    const standing = { ...opened, status: 'explained' } as const;
    expect(closed(standing, 'the team was told', later)).toEqual({ status: 'closed', ...words });
  });

  test.each<DiscrepancyStatus>(['explained', 'closed'])('when it is %s it is not explained again', (status) => {
    expect(() => explained({ ...opened, status }, 'or not', later)).toThrow(DiscrepancyStandsError);
  });

  test.each<DiscrepancyStatus>(['open', 'closed'])('when it is %s it is not closed', (status) => {
    expect(() => closed({ ...opened, status }, 'all is well', later)).toThrow(DiscrepancyStandsError);
  });
});
