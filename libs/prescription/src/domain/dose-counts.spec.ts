import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { quantity } from '#platform/kernel';
import { parseInstant, parseLocalDate, parseLocalDateTime, parseLocalTime, type Instant } from '#platform/time';
import { DoseTally, takenPart, type DoseCounts } from './dose-counts.js';
import { DOSE_STATES, type WindowedDose } from './dose-window.js';
import type { Outcome } from './outcome.js';
import type { Schedule } from './prescription.js';

function at(time: string): Instant {
  return parseInstant(`2026-11-24T${time}:00Z`);
}

const EVERY_MORNING: Schedule = {
  kind: 'times',
  times: [parseLocalTime('08:00')],
  daysOfWeek: null,
  everyDays: null,
  cycle: null,
};

/** The dose of 08:00, which is due from 07:00, overdue from 09:00 and missed from 10:00. */
function eight(required = true): WindowedDose {
  const revision = {
    ...{ revision: 1, effectiveFrom: at('00:00'), reason: null, recordedBy: 'nurse', recordedAt: at('00:00') },
    ...{ dose: { quantity: quantity(1), unit: 'tablet' }, route: 'oral', indication: null, instructions: null },
    ...{ startsOn: parseLocalDate('2026-11-01'), endsOn: null, prescriber: 'Dr Gil', critical: false },
    schedule: EVERY_MORNING,
  };
  return {
    ...{ scheduledFor: at('08:00'), local: parseLocalDateTime('2026-11-24T08:00'), revision, required },
    notRequiredBecause: required ? null : 'on-leave',
    window: { opensAt: at('07:00'), overdueAt: at('09:00'), missedAt: at('10:00'), closesAt: null },
  };
}

/** The counts that are not zero. */
function counted(tally: DoseTally): Partial<DoseCounts> {
  return Object.fromEntries(Object.entries(tally.counts()).filter(([, count]) => count !== 0));
}

describe('the dose of eight is counted', () => {
  test.each<[string, string, [Outcome, string] | null, Partial<DoseCounts>]>([
    ['before its window opens not at all', '06:59', null, {}],
    ['as pending when it is due', '07:00', null, { due: 1, pending: 1 }],
    ['as pending when it is overdue', '09:30', null, { due: 1, pending: 1 }],
    ['as missed when the time for it is over', '10:00', null, { due: 1, missed: 1 }],
    ['as given', '12:00', ['given', '08:10'], { due: 1, given: 1 }],
    ['as given before its window opened, where a clock was wrong', '06:00', ['given', '05:50'], { due: 1, given: 1 }],
    ['as given late when it was overdue', '12:00', ['given', '09:00'], { due: 1, given: 1, late: 1 }],
    ['as given in time a minute before', '12:00', ['given', '08:59'], { due: 1, given: 1 }],
    ['as given in part, and late', '12:00', ['part-given', '11:00'], { due: 1, partGiven: 1, late: 1 }],
    ['as self-administered', '12:00', ['self-administered', '08:00'], { due: 1, selfAdministered: 1 }],
    ['as refused, which is never late', '12:00', ['refused', '11:00'], { due: 1, refused: 1 }],
    ['as omitted', '12:00', ['omitted', '11:00'], { due: 1, omitted: 1 }],
    ['as not available', '12:00', ['not-available', '08:00'], { due: 1, notAvailable: 1 }],
    ['as destroyed', '12:00', ['destroyed', '08:00'], { due: 1, destroyed: 1 }],
  ])('%s', (_, now, said, expected) => {
    const tally = new DoseTally();
    const recorded = said === null ? null : { outcome: said[0], administeredAt: at(said[1]) };
    tally.add(eight(), recorded, at(now));
    expect(counted(tally)).toEqual(expected);
  });

  test('as not required while its resident is on leave, and as given where it was given all the same', () => {
    const tally = new DoseTally();
    tally.add(eight(false), null, at('12:00'));
    expect(counted(tally)).toEqual({ notRequired: 1 });
    tally.add(eight(false), { outcome: 'given', administeredAt: at('08:00') }, at('12:00'));
    expect(counted(tally)).toEqual({ notRequired: 1, due: 1, given: 1 });
  });
});

describe('the part that was taken', () => {
  const none = new DoseTally().counts();
  test.each<[string, Partial<DoseCounts>, number | null]>([
    ['of nothing is nothing', {}, null],
    ['of what is only pending is nothing', { due: 2, pending: 2 }, null],
    ['leaves out what is pending', { due: 4, given: 2, missed: 1, pending: 1 }, 0.6667],
    [
      'counts what was taken in part or by oneself',
      { due: 4, given: 1, partGiven: 1, selfAdministered: 1, refused: 1 },
      0.75,
    ],
    ['is all', { due: 3, given: 3, late: 3 }, 1],
    ['is none', { due: 3, omitted: 3, notRequired: 9 }, 0],
  ])('%s', (_, counts, expected) => {
    expect(takenPart({ ...none, ...counts })).toBe(expected);
  });
});

test('whatever becomes of doses, those that were due are in exactly one of the counts', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...DOSE_STATES), fc.boolean())), (doses) => {
      const tally = new DoseTally();
      for (const [state, late] of doses) tally.count(state, late);
      const { due, late, notRequired, ...parts } = tally.counts();
      expect(Object.values(parts).reduce((sum, count) => sum + count, 0)).toBe(due);
      const upcoming = doses.filter(([state]) => state === 'upcoming').length;
      expect(due + notRequired + upcoming).toBe(doses.length);
      expect(late).toBe(doses.filter(([state, isLate]) => isLate && state !== 'upcoming').length);
    }),
  );
});
