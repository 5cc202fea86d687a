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
import { doses, firstDoseFrom, lastDoseBefore, type DoseSlot, type DoseTerms } from './schedule.js';

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

function withOffset({ scheduledFor }: DoseSlot, zone: Zone): string {
  const clock = toTemporal(scheduledFor).toZonedDateTimeISO(zone);
  return clock.toString({ smallestUnit: 'minute', timeZoneName: 'never' }).slice(5).replace('T', ' ');
}

describe('the days and times on which doses are due', () => {
  // Calendar of early 2026: 1 January is a Thursday, 1 February a Sunday, 1 March a Sunday.
  test.each([
    ['08:00', '2026-01-05', ['05 08:00']],
    ['08:00 20:00', '2026-01-05', ['05 08:00', '05 20:00']],
    ['20:00 08:00', '2026-01-05', ['05 08:00', '05 20:00']],
    ['00:00 23:59', '2026-01-05', ['05 00:00', '05 23:59']],
    [
      '06:00 14:00 22:00',
      '2026-01-05/2026-01-06',
      ['05 06:00', '05 14:00', '05 22:00', '06 06:00', '06 14:00', '06 22:00'],
    ],
    ['08:00 from 2026-01-10', '2026-01-09', []],
    ['08:00 from 2026-01-10', '2026-01-08/2026-01-11', ['10 08:00', '11 08:00']],
    ['08:00 until 2026-01-10', '2026-01-09/2026-01-12', ['09 08:00', '10 08:00']],
    ['00:00 23:59 from 2026-01-10 until 2026-01-10', '2026-01-09/2026-01-12', ['10 00:00', '10 23:59']],
    ['08:00 mon', '2026-01-01/2026-01-14', ['05 08:00', '12 08:00']],
    ['08:00 mon,wed,fri', '2026-01-05/2026-01-11', ['05 08:00', '07 08:00', '09 08:00']],
    ['08:00 sat,sun', '2026-01-05/2026-01-11', ['10 08:00', '11 08:00']],
    ['08:00 thu from 2026-01-01', '2026-01-01/2026-01-08', ['01 08:00', '08 08:00']],
    ['08:00 wed from 2026-01-01', '2026-01-01/2026-01-08', ['07 08:00']],
    ['08:00 mon,tue,wed,thu,fri,sat,sun', '2026-01-05/2026-01-07', ['05 08:00', '06 08:00', '07 08:00']],
    ['08:00 every 1 from 2026-01-05', '2026-01-05/2026-01-07', ['05 08:00', '06 08:00', '07 08:00']],
    ['08:00 every 2 from 2026-01-05', '2026-01-05/2026-01-09', ['05 08:00', '07 08:00', '09 08:00']],
    ['08:00 every 2 from 2026-01-05', '2026-02-27/2026-03-03', ['28 08:00', '02 08:00']],
    ['08:00 every 3 from 2026-01-05', '2026-01-06/2026-01-12', ['08 08:00', '11 08:00']],
    ['08:00 20:00 every 3 from 2026-01-05', '2026-01-08', ['08 08:00', '08 20:00']],
    ['08:00 every 28 from 2026-01-05', '2026-01-05/2026-03-05', ['05 08:00', '02 08:00', '02 08:00']],
    ['08:00 every 365 from 2026-01-05', '2027-01-01/2027-01-10', ['05 08:00']],
    ['08:00 every 366 from 2024-02-29', '2025-02-25/2025-03-05', ['01 08:00']],
    ['08:00 every 2 mon from 2026-01-05', '2026-01-05/2026-02-02', ['05 08:00', '19 08:00', '02 08:00']],
    ['08:00 every 3 sun from 2026-01-05', '2026-01-05/2026-02-28', ['11 08:00', '01 08:00', '22 08:00']],
    ['08:00 cycle 1/1 from 2026-01-05', '2026-01-05/2026-01-08', ['05 08:00', '07 08:00']],
    ['08:00 cycle 5/2 from 2026-01-05', '2026-01-08/2026-01-13', ['08 08:00', '09 08:00', '12 08:00', '13 08:00']],
    ['08:00 cycle 21/7 from 2026-01-01', '2026-01-20/2026-01-30', ['20 08:00', '21 08:00', '29 08:00', '30 08:00']],
    ['08:00 cycle 21/7 from 2026-01-01', '2026-01-22/2026-01-28', []],
    [
      '08:00 cycle 3/4 fri,sat from 2026-01-01',
      '2026-01-01/2026-01-14',
      ['02 08:00', '03 08:00', '09 08:00', '10 08:00'],
    ],
    ['08:00 cycle 1/6 from 2026-01-01', '2026-01-01/2026-01-15', ['01 08:00', '08 08:00', '15 08:00']],
    ['08:00 cycle 2/5 until 2026-01-08', '2026-01-01/2026-01-20', ['01 08:00', '02 08:00', '08 08:00']],
    ['08:00 from 2024-02-28', '2024-02-28/2024-03-01', ['28 08:00', '29 08:00', '01 08:00']],
    ['08:00 every 2 from 2024-02-28', '2024-02-28/2024-03-03', ['28 08:00', '01 08:00', '03 08:00']],
    ['08:00 until 2024-02-29 from 2024-02-29', '2024-02-27/2024-03-03', ['29 08:00']],
    ['08:00 mon from 2026-01-06', '2026-01-05/2026-01-12', ['12 08:00']],
    ['08:00 mon until 2026-01-11', '2026-01-05/2026-01-19', ['05 08:00']],
    ['08:00 tue,thu,sat', '2026-02-26/2026-03-03', ['26 08:00', '28 08:00', '03 08:00']],
    ['07:30 19:30', '2026-02-28/2026-03-01', ['28 07:30', '28 19:30', '01 07:30', '01 19:30']],
    ['23:59', '2025-12-31/2026-01-01', ['01 23:59']],
    ['00:00 from 2026-01-10 until 2026-01-10', '2026-01-09/2026-01-11', ['10 00:00']],
    ['08:00 every 2 from 2026-01-05 until 2026-01-08', '2026-01-01/2026-01-31', ['05 08:00', '07 08:00']],
    ['08:00 every 14 from 2026-01-05', '2026-01-05/2026-02-05', ['05 08:00', '19 08:00', '02 08:00']],
    ['08:00 every 30 from 2026-01-31', '2026-01-31/2026-03-31', ['31 08:00', '02 08:00']],
    ['08:00 every 7 from 2024-02-29', '2024-02-29/2024-03-14', ['29 08:00', '07 08:00', '14 08:00']],
    ['08:00 cycle 28/28 from 2026-01-01', '2026-01-27/2026-02-27', ['27 08:00', '28 08:00', '26 08:00', '27 08:00']],
    ['08:00 cycle 14/7 mon from 2026-01-05', '2026-01-05/2026-02-10', ['05 08:00', '12 08:00', '26 08:00', '02 08:00']],
    ['08:00 from 2028-02-28', '2028-02-28/2028-03-01', ['28 08:00', '29 08:00', '01 08:00']],
    ['08:00 from 1998-05-01', '2026-01-05', ['05 08:00']],
  ])('%s: on %s', (prescription, days, expected) => {
    expect(dosesOn(days, terms([prescribed(prescription)])).map((dose) => onTheClock(dose))).toEqual(expected);
  });

  test.each([
    ['at its start is inside the window', '2026-01-05T08:00', '2026-01-05T08:01', 1],
    ['at its end is outside the window', '2026-01-05T07:00', '2026-01-05T08:00', 0],
    ['is not found in an empty window', '2026-01-05T08:00', '2026-01-05T08:00', 0],
  ])('a dose %s', (_, from, to, count) => {
    const once = terms([prescribed('08:00')]);
    expect(doses(once, madrid, { from: at(from), to: at(to) })).toHaveLength(count);
  });
});

describe('when the clocks change', () => {
  // Each line: the zone, the schedule, the day, and when each dose is given with the offset from UTC then in force.
  test.each([
    ['Europe/Madrid', '01:30', '2027-03-28', ['03-28 01:30+01:00']],
    ['Europe/Madrid', '02:00', '2027-03-28', ['03-28 03:00+02:00']],
    ['Europe/Madrid', '02:30', '2027-03-28', ['03-28 03:30+02:00']],
    ['Europe/Madrid', '03:00', '2027-03-28', ['03-28 03:00+02:00']],
    ['Europe/Madrid', '02:30', '2027-03-27', ['03-27 02:30+01:00']],
    ['Europe/Madrid', '02:30', '2027-03-29', ['03-29 02:30+02:00']],
    ['Europe/Madrid', '08:00 20:00', '2027-03-28', ['03-28 08:00+02:00', '03-28 20:00+02:00']],
    ['Europe/Madrid', '02:45 03:15', '2027-03-28', ['03-28 03:15+02:00', '03-28 03:45+02:00']],
    ['Europe/Madrid', '02:30 03:30', '2027-03-28', ['03-28 03:30+02:00']],
    ['Europe/Madrid', '01:30', '2026-10-25', ['10-25 01:30+02:00']],
    ['Europe/Madrid', '02:00', '2026-10-25', ['10-25 02:00+02:00']],
    ['Europe/Madrid', '02:30', '2026-10-25', ['10-25 02:30+02:00']],
    ['Europe/Madrid', '03:00', '2026-10-25', ['10-25 03:00+01:00']],
    [
      'Europe/Madrid',
      '00:00 06:00 12:00 18:00',
      '2026-10-25',
      ['10-25 00:00+02:00', '10-25 06:00+01:00', '10-25 12:00+01:00', '10-25 18:00+01:00'],
    ],
    ['Europe/Madrid', '02:00 02:30', '2027-10-31', ['10-31 02:00+02:00', '10-31 02:30+02:00']],
    ['Europe/Madrid', '01:30 03:00', '2027-10-31', ['10-31 01:30+02:00', '10-31 03:00+01:00']],
    ['Europe/Madrid', '02:30 sun', '2027-03-22/2027-04-04', ['03-28 03:30+02:00', '04-04 02:30+02:00']],
    [
      'Europe/Madrid',
      '02:30 every 7 from 2027-03-21',
      '2027-03-21/2027-03-28',
      ['03-21 02:30+01:00', '03-28 03:30+02:00'],
    ],
    [
      'Europe/Madrid',
      '23:00',
      '2026-10-24/2026-10-26',
      ['10-24 23:00+02:00', '10-25 23:00+01:00', '10-26 23:00+01:00'],
    ],
    ['Atlantic/Canary', '00:30', '2027-03-28', ['03-28 00:30+00:00']],
    ['Atlantic/Canary', '01:00', '2027-03-28', ['03-28 02:00+01:00']],
    ['Atlantic/Canary', '01:30', '2027-03-28', ['03-28 02:30+01:00']],
    ['Atlantic/Canary', '02:00', '2027-03-28', ['03-28 02:00+01:00']],
    ['Atlantic/Canary', '02:30 03:00', '2027-03-28', ['03-28 02:30+01:00', '03-28 03:00+01:00']],
    ['Atlantic/Canary', '01:00', '2026-10-25', ['10-25 01:00+01:00']],
    ['Atlantic/Canary', '01:30', '2026-10-25', ['10-25 01:30+01:00']],
    ['Atlantic/Canary', '02:00', '2026-10-25', ['10-25 02:00+00:00']],
    [
      'Atlantic/Canary',
      '01:30 02:30 03:00',
      '2027-10-31',
      ['10-31 01:30+01:00', '10-31 02:30+00:00', '10-31 03:00+00:00'],
    ],
    ['Australia/Lord_Howe', '01:45', '2026-10-04', ['10-04 01:45+10:30']],
    ['Australia/Lord_Howe', '02:00', '2026-10-04', ['10-04 02:30+11:00']],
    ['Australia/Lord_Howe', '02:15', '2026-10-04', ['10-04 02:45+11:00']],
    ['Australia/Lord_Howe', '02:15 02:45', '2026-10-04', ['10-04 02:45+11:00']],
    ['Australia/Lord_Howe', '02:30', '2026-10-04', ['10-04 02:30+11:00']],
    ['Australia/Lord_Howe', '01:30', '2027-04-04', ['04-04 01:30+11:00']],
    ['Australia/Lord_Howe', '01:45', '2027-04-04', ['04-04 01:45+11:00']],
    ['Australia/Lord_Howe', '02:00', '2027-04-04', ['04-04 02:00+10:30']],
    ['America/Sao_Paulo', '00:00', '2018-11-04', ['11-04 01:00-02:00']],
    ['America/Sao_Paulo', '00:30', '2018-11-04', ['11-04 01:30-02:00']],
    ['America/Sao_Paulo', '00:30 01:30', '2018-11-04', ['11-04 01:30-02:00']],
    ['America/Sao_Paulo', '23:30', '2018-11-03', ['11-03 23:30-03:00']],
    ['America/Sao_Paulo', '23:00', '2018-02-17', ['02-17 23:00-02:00']],
    ['America/Sao_Paulo', '23:30', '2018-02-17', ['02-17 23:30-02:00']],
    ['America/Sao_Paulo', '00:00', '2018-02-18', ['02-18 00:00-03:00']],
    ['America/Sao_Paulo', '00:30', '2026-11-01', ['11-01 00:30-03:00']],
    ['Pacific/Apia', '08:00', '2011-12-29/2012-01-01', ['12-29 08:00-10:00', '12-31 08:00+14:00', '01-01 08:00+14:00']],
    ['Asia/Pyongyang', '23:45', '2018-05-04/2018-05-05', ['05-05 00:15+09:00', '05-05 23:45+09:00']],
    ['Asia/Pyongyang', '00:05 23:45', '2018-05-05', ['05-05 00:05+09:00', '05-05 00:15+09:00', '05-05 23:45+09:00']],
    ['Asia/Kathmandu', '08:00', '1985-12-31/1986-01-01', ['12-31 08:00+05:30', '01-01 08:00+05:45']],
    ['Asia/Kathmandu', '00:10', '1986-01-01', ['01-01 00:25+05:45']],
    ['Europe/Madrid', '02:59', '2026-10-25', ['10-25 02:59+02:00']],
    ['Europe/Madrid', '03:30', '2026-10-25', ['10-25 03:30+01:00']],
    ['Europe/Madrid', '02:59', '2027-03-28', ['03-28 03:59+02:00']],
    ['Europe/Madrid', '00:00 23:59', '2027-03-28', ['03-28 00:00+01:00', '03-28 23:59+02:00']],
    ['Europe/London', '01:30', '2027-03-28', ['03-28 02:30+01:00']],
    ['Europe/London', '01:30', '2026-10-25', ['10-25 01:30+01:00']],
    ['America/New_York', '02:30', '2026-03-08', ['03-08 03:30-04:00']],
    ['America/New_York', '01:30', '2026-11-01', ['11-01 01:30-04:00']],
    ['Pacific/Auckland', '02:30', '2026-09-27', ['09-27 03:30+13:00']],
    ['Pacific/Auckland', '02:30', '2026-04-05', ['04-05 02:30+13:00']],
    ['Australia/Lord_Howe', '08:00 20:00', '2026-10-04', ['10-04 08:00+11:00', '10-04 20:00+11:00']],
    ['America/Sao_Paulo', '08:00', '2019-11-03', ['11-03 08:00-03:00']],
    ['Asia/Kolkata', '08:00', '2026-03-28', ['03-28 08:00+05:30']],
    ['UTC', '02:30', '2027-03-28', ['03-28 02:30+00:00']],
  ])('%s %s on %s', (name, prescription, days, expected) => {
    const zone = parseZone(name);
    const from = prescription.includes('from') ? '' : ' from 1980-01-01';
    const found = dosesOn(days, terms([prescribed(prescription + from)]), zone);
    expect(found.map((dose) => withOffset(dose, zone))).toEqual(expected);
  });

  test('a dose that is moved keeps the time that was prescribed', () => {
    const [dose] = dosesOn('2027-03-28', terms([prescribed('02:30')]));
    expect(dose).toMatchObject({ local: '2027-03-28T02:30', scheduledFor: '2027-03-28T01:30:00.000Z' });
  });

  test('two times that fall together are one dose, under the time that the clock shows', () => {
    const found = dosesOn('2027-03-28', terms([prescribed('02:30 03:30')]));
    expect(found.map(({ local }) => local)).toEqual(['2027-03-28T03:30']);
  });

  test('a night of 25 hours has as many doses as any other', () => {
    const hourly = [...Array(24).keys()].map((hour) => `${String(hour).padStart(2, '0')}:00`).join(' ');
    expect(dosesOn('2026-10-25', terms([prescribed(hourly)]))).toHaveLength(24);
  });
});

describe('a dose that is given once', () => {
  const once = (instant: string, changes: Partial<Revision> = {}): DoseTerms =>
    terms([prescribed('', { schedule: { kind: 'once', at: parseInstant(instant) }, ...changes })]);

  test('is due at its instant, to the millisecond', () => {
    const [dose] = dosesOn('2026-01-05', once('2026-01-05T09:15:30.250+01:00'));
    expect(dose).toMatchObject({ scheduledFor: '2026-01-05T08:15:30.250Z', local: '2026-01-05T09:15' });
  });

  test('is due in the second 02:30 when that is the instant', () => {
    expect(dosesOn('2026-10-25', once('2026-10-25T02:30:00+01:00'))).toHaveLength(1);
  });

  test('is not due on any other day', () => {
    expect(dosesOn('2026-01-04', once('2026-01-05T09:15:00+01:00'))).toEqual([]);
    expect(dosesOn('2026-01-06/2026-12-31', once('2026-01-05T09:15:00+01:00'))).toEqual([]);
  });

  test('is not due after the last day', () => {
    const ended = once('2026-01-05T00:00:00+01:00', { endsOn: parseLocalDate('2026-01-04') });
    expect(dosesOn('2026-01-01/2026-01-31', ended)).toEqual([]);
  });
});

test('what is given as needed has no slots', () => {
  const schedule: Schedule = {
    kind: 'as-needed',
    minIntervalMinutes: 240,
    maxDosesPer24h: 4,
    maxQuantityPer24h: null,
    reason: 'pain',
  };
  const asNeeded = terms([prescribed('', { schedule })]);
  expect(dosesOn('2026-01-01/2026-12-31', asNeeded)).toEqual([]);
  expect(firstDoseFrom(asNeeded, madrid, at('2026-01-01T00:00'))).toBeUndefined();
  expect(lastDoseBefore(asNeeded, madrid, at('2026-12-31T00:00'))).toBeUndefined();
});
