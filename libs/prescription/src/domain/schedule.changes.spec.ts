import { describe, expect, test } from '@jest/globals';
import { quantity } from '#platform/kernel';
import {
  addDays,
  parseInstant,
  parseLocalDate,
  parseLocalDateTime,
  parseLocalTime,
  parseZone,
  slotInstant,
  startOfDay,
  toTemporal,
  WEEKDAYS,
  type Instant,
  type Weekday,
  type Zone,
} from '#platform/time';
import type { Revision, Schedule } from './prescription.js';
import {
  doseAt,
  doses,
  firstDoseFrom,
  lastDoseBefore,
  type Absence,
  type DoseSlot,
  type DoseTerms,
} from './schedule.js';

const madrid = parseZone('Europe/Madrid');

/** Reads `08:00 20:00 mon,thu every 3 cycle 21/7 from 2026-01-01 until 2026-01-31`. */
function prescribed(text: string, changes: Partial<Revision> = {}): Revision {
  const after = (word: string): string | undefined => new RegExp(`${word} (\\S+)`).exec(text)?.[1];
  const cycle = after('cycle')?.split('/').map(Number);
  const days = text.split(' ').find((word) => /^(mon|tue|wed|thu|fri|sat|sun)/.test(word));
  const every = after('every');
  const until = after('until');
  const schedule: Schedule = {
    kind: 'times',
    times: text
      .split(' ')
      .filter((word) => /^\d\d:\d\d$/.test(word))
      .map(parseLocalTime),
    daysOfWeek: days === undefined ? null : WEEKDAYS.filter((day: Weekday) => days.includes(day)),
    everyDays: every === undefined ? null : Number(every),
    cycle: cycle === undefined ? null : { onDays: cycle[0] ?? 0, offDays: cycle[1] ?? 0 },
  };
  return {
    revision: 1,
    effectiveFrom: parseInstant('2020-01-01T00:00:00Z'),
    reason: null,
    recordedBy: 'nurse',
    recordedAt: parseInstant('2020-01-01T00:00:00Z'),
    dose: { quantity: quantity(1), unit: 'tablet' },
    route: 'oral',
    indication: null,
    instructions: null,
    schedule,
    startsOn: parseLocalDate(after('from') ?? '2026-01-01'),
    endsOn: until === undefined ? null : parseLocalDate(until),
    prescriber: 'Dr Gil',
    critical: false,
    ...changes,
  };
}

function terms(revisions: readonly Revision[], changes: Partial<DoseTerms> = {}): DoseTerms {
  return { revisions, activeFrom: null, stoppedAt: null, suspensions: [], absences: [], ...changes };
}

/** The doses of whole days, `2026-03-01` or `2026-03-01/2026-03-07`, both included. */
function dosesOn(days: string, of: DoseTerms, zone: Zone = madrid): readonly DoseSlot[] {
  const [first = '', last = first] = days.split('/');
  const to = startOfDay(addDays(parseLocalDate(last), 1), zone);
  return doses(of, zone, { from: startOfDay(parseLocalDate(first), zone), to });
}

function at(local: string, zone: Zone = madrid): Instant {
  return slotInstant(parseLocalDateTime(local), zone);
}

/** When it is given, on the clock in the corridor: `01 08:00` for the day of the month and the time. */
function onTheClock({ scheduledFor }: DoseSlot, zone: Zone = madrid): string {
  const clock = toTemporal(scheduledFor)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
  return clock.slice(8).replace('T', ' ');
}

describe('an amendment', () => {
  const amended = (effectiveFrom: string, text: string, revision = 2): Revision =>
    prescribed(text, { revision, effectiveFrom: at(effectiveFrom) });
  const numbered = (found: readonly DoseSlot[]): string[] =>
    found.map((dose) => `${onTheClock(dose)} r${dose.revision.revision}`);

  test.each([
    [
      'between two doses leaves the earlier as it was',
      '2026-01-05T12:00',
      '09:00 21:00',
      ['05 08:00 r1', '05 21:00 r2'],
    ],
    ['exactly at a dose takes it', '2026-01-05T20:00', '20:00', ['05 08:00 r1', '05 20:00 r2']],
    ['a minute after a dose leaves it', '2026-01-05T20:01', '20:00', ['05 08:00 r1', '05 20:00 r1']],
    [
      'may bring a dose into the rest of the day',
      '2026-01-05T12:00',
      '13:00 17:00',
      ['05 08:00 r1', '05 13:00 r2', '05 17:00 r2'],
    ],
    ['may end it', '2026-01-05T12:00', '20:00 until 2026-01-04', ['05 08:00 r1']],
    ['may move the first day on', '2026-01-05T12:00', '20:00 from 2026-01-06', ['05 08:00 r1']],
  ])('%s', (_, effectiveFrom, text, expected) => {
    const found = dosesOn('2026-01-05', terms([prescribed('08:00 20:00'), amended(effectiveFrom, text)]));
    expect(numbered(found)).toEqual(expected);
  });

  test('recorded later and effective earlier takes the place of the one that was planned', () => {
    const planned = amended('2026-01-07T00:00', '10:00');
    const urgent = amended('2026-01-06T00:00', '12:00', 3);
    const found = dosesOn('2026-01-05/2026-01-07', terms([prescribed('08:00'), planned, urgent]));
    expect(numbered(found)).toEqual(['05 08:00 r1', '06 12:00 r3', '07 12:00 r3']);
  });

  test('the first revision holds from its first day, also when it was written down later', () => {
    const late = prescribed('08:00', { effectiveFrom: at('2026-01-06T00:00') });
    expect(numbered(dosesOn('2026-01-05/2026-01-06', terms([late])))).toEqual(['05 08:00 r1', '06 08:00 r1']);
  });

  test('keeps every other day in step while the first day stays', () => {
    const found = dosesOn(
      '2026-01-05/2026-01-09',
      terms([
        prescribed('08:00 every 2 from 2026-01-05'),
        amended('2026-01-06T00:00', '09:00 every 2 from 2026-01-05'),
      ]),
    );
    expect(numbered(found)).toEqual(['05 08:00 r1', '07 09:00 r2', '09 09:00 r2']);
  });
});

describe('doses that are not to be given', () => {
  const days = '2026-01-05/2026-01-06';
  const daily = prescribed('08:00 20:00');
  const from = (start: string, end?: string): { from: Instant; to?: Instant } =>
    end === undefined ? { from: at(start) } : { from: at(start), to: at(end) };
  const shown = (found: readonly DoseSlot[]): string[] =>
    found.map((dose) => `${onTheClock(dose)} ${dose.notRequiredBecause ?? 'required'}`);
  const absent = (kind: Absence['kind'], start: string, end?: string): Absence => ({ kind, ...from(start, end) });

  test.each<[string, Partial<DoseTerms>, string[]]>([
    ['none', {}, ['05 08:00 required', '05 20:00 required', '06 08:00 required', '06 20:00 required']],
    [
      'suspended from a dose until a dose',
      { suspensions: [from('2026-01-05T08:00', '2026-01-06T08:00')] },
      ['05 08:00 suspended', '05 20:00 suspended', '06 08:00 required', '06 20:00 required'],
    ],
    [
      'suspended with no end yet',
      { suspensions: [from('2026-01-05T12:00')] },
      ['05 08:00 required', '05 20:00 suspended', '06 08:00 suspended', '06 20:00 suspended'],
    ],
    [
      'suspended twice',
      { suspensions: [from('2026-01-05T07:00', '2026-01-05T09:00'), from('2026-01-06T07:00', '2026-01-06T09:00')] },
      ['05 08:00 suspended', '05 20:00 required', '06 08:00 suspended', '06 20:00 required'],
    ],
    [
      'on leave over a night',
      { absences: [absent('on-leave', '2026-01-05T18:00', '2026-01-06T10:00')] },
      ['05 08:00 required', '05 20:00 on-leave', '06 08:00 on-leave', '06 20:00 required'],
    ],
    [
      'in hospital and not back',
      { absences: [absent('in-hospital', '2026-01-05T20:00')] },
      ['05 08:00 required', '05 20:00 in-hospital', '06 08:00 in-hospital', '06 20:00 in-hospital'],
    ],
    [
      'in hospital while suspended says where the person is',
      {
        absences: [absent('in-hospital', '2026-01-05T00:00')],
        suspensions: [from('2026-01-05T00:00', '2026-01-06T00:00')],
      },
      ['05 08:00 in-hospital', '05 20:00 in-hospital', '06 08:00 in-hospital', '06 20:00 in-hospital'],
    ],
    [
      'not yet admitted',
      { absences: [{ kind: 'not-admitted', to: at('2026-01-06T08:00') }] },
      ['06 08:00 required', '06 20:00 required'],
    ],
    ['discharged', { absences: [absent('not-admitted', '2026-01-05T20:00')] }, ['05 08:00 required']],
    [
      'discharged from hospital',
      { absences: [absent('in-hospital', '2026-01-05T00:00'), absent('not-admitted', '2026-01-06T00:00')] },
      ['05 08:00 in-hospital', '05 20:00 in-hospital'],
    ],
    ['stopped at a dose', { stoppedAt: at('2026-01-05T20:00') }, ['05 08:00 required']],
    [
      'stopped a minute after a dose',
      { stoppedAt: at('2026-01-05T20:01') },
      ['05 08:00 required', '05 20:00 required'],
    ],
    [
      'a draft until the evening',
      { activeFrom: at('2026-01-05T20:00') },
      ['05 20:00 required', '06 08:00 required', '06 20:00 required'],
    ],
  ])('%s', (_, changes, expected) => {
    expect(shown(dosesOn(days, terms([daily], changes)))).toEqual(expected);
  });
});

describe('the dose before and the dose after', () => {
  test.each([
    ['08:00 20:00', '2026-01-05T08:00', '04 20:00', '05 08:00'],
    ['08:00 20:00', '2026-01-05T08:01', '05 08:00', '05 20:00'],
    ['08:00 every 365 from 2020-01-01', '2026-06-01T00:00', '30 08:00', '30 08:00'],
    ['08:00 every 366 sun from 2026-01-01', '2026-01-02T00:00', 'none', '05 08:00'],
    ['08:00 cycle 1/365 from 2020-01-01', '2026-06-01T00:00', '05 08:00', '06 08:00'],
    ['08:00 from 2026-02-01', '2026-01-01T00:00', 'none', '01 08:00'],
    ['08:00 until 2026-01-10', '2027-01-01T00:00', '10 08:00', 'none'],
  ])('%s seen from %s', (text, now, before, after) => {
    const all = terms([prescribed(text)]);
    const show = (dose: DoseSlot | undefined): string => (dose === undefined ? 'none' : onTheClock(dose));
    expect(show(lastDoseBefore(all, madrid, at(now)))).toBe(before);
    expect(show(firstDoseFrom(all, madrid, at(now)))).toBe(after);
  });

  test('are found where a time of one day is met after a time of the next', () => {
    const zone = parseZone('Asia/Pyongyang');
    const all = terms([prescribed('00:05 23:45 from 2018-01-01')]);
    expect(firstDoseFrom(all, zone, at('2018-05-05T00:00', zone))?.local).toBe('2018-05-05T00:05');
    expect(firstDoseFrom(all, zone, at('2018-05-04T23:15', zone))?.local).toBe('2018-05-05T00:05');
    expect(lastDoseBefore(all, zone, at('2018-05-05T00:20', zone))?.local).toBe('2018-05-04T23:45');
  });

  test('are found across a stay elsewhere and a change of schedule', () => {
    const all = terms(
      [prescribed('08:00'), prescribed('20:00', { revision: 2, effectiveFrom: at('2026-03-01T00:00') })],
      {
        absences: [{ kind: 'not-admitted', from: at('2026-01-10T00:00'), to: at('2026-02-28T12:00') }],
      },
    );
    expect(firstDoseFrom(all, madrid, at('2026-01-10T00:00'))?.scheduledFor).toBe(at('2026-03-01T20:00'));
    expect(lastDoseBefore(all, madrid, at('2026-03-01T20:00'))?.scheduledFor).toBe(at('2026-01-09T08:00'));
  });

  test('a dose is found by its instant alone', () => {
    const all = terms([prescribed('08:00')]);
    expect(doseAt(all, madrid, at('2026-01-05T08:00'))?.local).toBe('2026-01-05T08:00');
    expect(doseAt(all, madrid, at('2026-01-05T08:01'))).toBeUndefined();
  });
});
