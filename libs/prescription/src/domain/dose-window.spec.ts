import { describe, expect, test } from '@jest/globals';
import { quantity } from '#platform/kernel';
import {
  localDateTimeOf,
  parseInstant,
  parseLocalDate,
  parseLocalDateTime,
  parseLocalTime,
  parseZone,
  slotInstant,
  type Instant,
} from '#platform/time';
import {
  DEFAULT_WINDOWS,
  doseForAct,
  doseState,
  findDose,
  type WindowContext,
  type WindowedDose,
} from './dose-window.js';
import type { Revision, TimesSchedule } from './prescription.js';
import type { DoseTerms } from './schedule.js';

const zone = parseZone('Europe/Madrid');
const routine: WindowContext = { timeCritical: false, rules: DEFAULT_WINDOWS, zone };
const timeCritical: WindowContext = { ...routine, timeCritical: true };

function at(local: string): Instant {
  return slotInstant(parseLocalDateTime(local), zone);
}

function daily(times: string, changes: Partial<TimesSchedule> = {}): DoseTerms {
  const revision: Revision = {
    revision: 1,
    effectiveFrom: parseInstant('2026-01-01T00:00:00Z'),
    reason: null,
    recordedBy: 'nurse',
    recordedAt: parseInstant('2026-01-01T00:00:00Z'),
    dose: { quantity: quantity(1), unit: 'tablet' },
    route: 'oral',
    indication: null,
    instructions: null,
    schedule: {
      kind: 'times',
      times: times.split(' ').map(parseLocalTime),
      daysOfWeek: null,
      everyDays: null,
      cycle: null,
      ...changes,
    },
    startsOn: parseLocalDate('2026-01-01'),
    endsOn: null,
    prescriber: 'Dr Gil',
    critical: false,
  };
  return { revisions: [revision], activeFrom: null, stoppedAt: null, suspensions: [], absences: [] };
}

function dose(terms: DoseTerms, local: string, context = routine): WindowedDose {
  const found = findDose(terms, at(local), context);
  if (found === undefined) throw new Error(`no dose at ${local}`);
  return found;
}

/** `opens overdue missed closes`, on the clock of the home. */
function shown({ window }: WindowedDose): string[] {
  const { opensAt, overdueAt, missedAt, closesAt } = window;
  return [opensAt, overdueAt, missedAt, closesAt].map((each) =>
    each === null ? 'never' : localDateTimeOf(each, zone).slice(5).replace('T', ' '),
  );
}

describe('the window of a dose', () => {
  const monday: Partial<TimesSchedule> = { daysOfWeek: ['mon'] };
  test.each([
    [
      'routine',
      daily('08:00 20:00'),
      routine,
      '2026-01-05T08:00',
      ['01-05 07:00', '01-05 09:00', '01-05 10:00', '01-05 19:00'],
    ],
    [
      'time-critical',
      daily('08:00 20:00'),
      timeCritical,
      '2026-01-05T08:00',
      ['01-05 07:30', '01-05 08:30', '01-05 09:00', '01-05 19:30'],
    ],
    [
      'cut short by the next',
      daily('08:00 10:30'),
      routine,
      '2026-01-05T08:00',
      ['01-05 07:00', '01-05 09:00', '01-05 09:30', '01-05 09:30'],
    ],
    [
      'two hours from the next',
      daily('08:00 10:00'),
      routine,
      '2026-01-05T08:00',
      ['01-05 07:00', '01-05 09:00', '01-05 09:00', '01-05 09:00'],
    ],
    [
      'an hour from the next',
      daily('08:00 09:00'),
      routine,
      '2026-01-05T08:00',
      ['01-05 07:00', '01-05 08:30', '01-05 08:30', '01-05 08:30'],
    ],
    [
      'an hour from the one before',
      daily('08:00 09:00'),
      routine,
      '2026-01-05T09:00',
      ['01-05 08:30', '01-05 10:00', '01-05 11:00', '01-06 07:00'],
    ],
    [
      'over midnight',
      daily('07:00 23:00'),
      routine,
      '2026-01-05T23:00',
      ['01-05 22:00', '01-06 00:00', '01-06 01:00', '01-06 06:00'],
    ],
    [
      'once a week',
      daily('08:00', monday),
      routine,
      '2026-01-05T08:00',
      ['01-05 00:00', '01-06 00:00', '01-07 00:00', '01-12 00:00'],
    ],
    [
      'once a week and time-critical',
      daily('08:00', monday),
      timeCritical,
      '2026-01-05T08:00',
      ['01-05 07:30', '01-05 08:30', '01-05 09:00', '01-12 07:30'],
    ],
    [
      'twice on one day a week',
      daily('08:00 20:00', monday),
      routine,
      '2026-01-05T08:00',
      ['01-05 07:00', '01-05 09:00', '01-05 10:00', '01-05 19:00'],
    ],
    [
      'every six days',
      daily('08:00', { everyDays: 6 }),
      routine,
      '2026-01-07T08:00',
      ['01-07 07:00', '01-07 09:00', '01-07 10:00', '01-13 07:00'],
    ],
    [
      'every seven days',
      daily('08:00', { everyDays: 7 }),
      routine,
      '2026-01-08T08:00',
      ['01-08 00:00', '01-09 00:00', '01-10 00:00', '01-15 00:00'],
    ],
    [
      'one day on, six off',
      daily('08:00', { cycle: { onDays: 1, offDays: 6 } }),
      routine,
      '2026-01-08T08:00',
      ['01-08 00:00', '01-09 00:00', '01-10 00:00', '01-15 00:00'],
    ],
    [
      'once a week, on a day of 23 hours',
      daily('08:00', { daysOfWeek: ['sun'] }),
      routine,
      '2027-03-28T08:00',
      ['03-28 00:00', '03-29 00:00', '03-30 00:00', '04-04 00:00'],
    ],
    [
      'on the night when the clocks go forward',
      daily('02:30'),
      routine,
      '2027-03-28T03:30',
      ['03-28 01:30', '03-28 04:30', '03-28 05:30', '03-29 01:30'],
    ],
  ])('%s', (_, terms, context, slot, expected) => {
    expect(shown(dose(terms, slot, context))).toEqual(expected);
  });

  test('of the last dose there is never closes', () => {
    const terms = { ...daily('08:00 20:00'), stoppedAt: at('2026-01-05T12:00') };
    expect(dose(terms, '2026-01-05T08:00').window.closesAt).toBeNull();
  });

  test('is the one that the home has set', () => {
    const rules = { ...DEFAULT_WINDOWS, routine: { opensBefore: 15, overdueAfter: 20, missedAfter: 45 } };
    expect(shown(dose(daily('08:00'), '2026-01-05T08:00', { ...routine, rules })).slice(0, 3)).toEqual([
      '01-05 07:45',
      '01-05 08:20',
      '01-05 08:45',
    ]);
  });
});

describe('the state of a dose at 08:00', () => {
  test.each([
    ['06:59', 'upcoming'],
    ['07:00', 'due'],
    ['08:00', 'due'],
    ['08:59', 'due'],
    ['09:00', 'overdue'],
    ['09:59', 'overdue'],
    ['10:00', 'missed'],
    ['23:00', 'missed'],
  ])('at %s is %s', (now, expected) => {
    expect(doseState(dose(daily('08:00'), '2026-01-05T08:00'), at(`2026-01-05T${now}`), null)).toBe(expected);
  });

  test('is what was recorded, whatever the time', () => {
    expect(doseState(dose(daily('08:00'), '2026-01-05T08:00'), at('2026-01-05T12:00'), 'refused')).toBe('refused');
  });

  test('is not required, at any time, in hospital', () => {
    const terms: DoseTerms = { ...daily('08:00'), absences: [{ kind: 'in-hospital', from: at('2026-01-04T00:00') }] };
    expect(doseState(dose(terms, '2026-01-05T08:00'), at('2026-01-05T12:00'), null)).toBe('not-required');
  });
});

describe('something done belongs to the last dose whose window has opened', () => {
  test.each([
    ['a dose given at 00:40 belongs to the 23:00 slot', '2026-01-06T00:40', '2026-01-05T23:00'],
    ['a dose given at 05:59 still belongs to the 23:00 slot', '2026-01-06T05:59', '2026-01-05T23:00'],
    ['a dose given at 06:00 belongs to the 07:00 slot', '2026-01-06T06:00', '2026-01-06T07:00'],
    ['a dose given at 22:00 belongs to the 23:00 slot', '2026-01-06T22:00', '2026-01-06T23:00'],
    ['a dose given at 21:59 belongs to the 07:00 slot', '2026-01-06T21:59', '2026-01-06T07:00'],
  ])('%s', (_, act, slot) => {
    expect(doseForAct(daily('07:00 23:00'), at(act), routine)?.local).toBe(slot);
  });

  test('and to none before the first has opened', () => {
    expect(doseForAct(daily('08:00'), at('2026-01-01T06:59'), routine)).toBeUndefined();
    expect(doseForAct(daily('08:00'), at('2026-01-01T07:00'), routine)?.local).toBe('2026-01-01T08:00');
  });
});
