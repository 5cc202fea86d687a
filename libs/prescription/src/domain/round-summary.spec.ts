import { describe, expect, test } from '@jest/globals';
import { parseInstant, type Instant } from '#platform/time';
import type { DoseState } from './dose-window.js';
import type { Outcome } from './outcome.js';
import { roundSummary, type SummedDose } from './round-summary.js';

function at(time: string): Instant {
  return parseInstant(`2026-11-24T${time}:00Z`);
}

/** A dose of eight in the garden unit, overdue from nine; `said` is what was recorded and when it was done. */
function dose(state: DoseState, details: Partial<SummedDose> = {}, said: [Outcome, string] | null = null): SummedDose {
  return {
    ...{ scheduledFor: at('08:00'), state, bed: { unit: 'Garden' } },
    window: { opensAt: at('07:00'), overdueAt: at('09:00'), missedAt: at('10:00'), closesAt: null },
    administration: said === null ? null : { outcome: said[0], administeredAt: at(said[1]) },
    ...details,
  };
}

describe('a round that is handed over', () => {
  test('is summed up by time, then unit, and who has no bed comes last', () => {
    const { rounds, total } = roundSummary([
      dose('given', { bed: null }, ['given', '08:00']),
      dose('given', { bed: { unit: 'Upstairs' } }, ['given', '08:00']),
      dose('missed'),
      dose('given', {}, ['given', '08:00']),
      dose('upcoming', { scheduledFor: at('20:00') }),
    ]);
    expect(rounds.map(({ unit, scheduledFor, counts }) => [scheduledFor, unit, counts.due, counts.given])).toEqual([
      [at('08:00'), 'Garden', 2, 1],
      [at('08:00'), 'Upstairs', 1, 1],
      [at('08:00'), null, 1, 1],
      [at('20:00'), 'Garden', 0, 0],
    ]);
    expect(total).toMatchObject({ due: 4, given: 3, missed: 1 });
  });

  test.each<[string, boolean, SummedDose]>([
    ['given in time', false, dose('given', {}, ['given', '08:59'])],
    ['taken by oneself in time', false, dose('self-administered', {}, ['self-administered', '08:00'])],
    ['not required', false, dose('not-required')],
    ['to come', false, dose('upcoming')],
    ['due now', false, dose('due')],
    ['overdue now', true, dose('overdue')],
    ['missed', true, dose('missed')],
    ['given late', true, dose('given', {}, ['given', '09:00'])],
    ['taken in part', true, dose('part-given', {}, ['part-given', '08:00'])],
    ['refused', true, dose('refused', {}, ['refused', '08:00'])],
    ['omitted', true, dose('omitted', {}, ['omitted', '08:00'])],
    ['not available', true, dose('not-available', {}, ['not-available', '08:00'])],
    ['destroyed', true, dose('destroyed', {}, ['destroyed', '08:00'])],
  ])('with a dose that is %s has something to follow up: %j', (_, expected, one) => {
    expect(roundSummary([one]).toFollowUp).toEqual(expected ? [one] : []);
  });
});
