import { describe, expect, test } from '@jest/globals';
import { quantity } from '#platform/kernel';
import { parseInstant, parseLocalDate, parseLocalTime, parseZone, type Weekday } from '#platform/time';
import type { AsNeededSchedule, PrescriptionTerms, Schedule, TimesSchedule } from './prescription.js';
import { validateSchedule, validateTerms } from './validate-terms.js';

const zone = parseZone('Europe/Madrid');

function times(texts: readonly string[], changes: Partial<TimesSchedule> = {}): Schedule {
  return {
    kind: 'times',
    times: texts.map(parseLocalTime),
    daysOfWeek: null,
    everyDays: null,
    cycle: null,
    ...changes,
  };
}

function asNeeded(changes: Partial<AsNeededSchedule> = {}): Schedule {
  return {
    kind: 'as-needed',
    minIntervalMinutes: 240,
    maxDosesPer24h: 4,
    maxQuantityPer24h: null,
    reason: 'pain',
    ...changes,
  };
}

const hourly = [...Array(24).keys()].map((hour) => `${String(hour).padStart(2, '0')}:00`);
const days = (...names: Weekday[]): Partial<TimesSchedule> => ({ daysOfWeek: names });

describe('a schedule', () => {
  test.each<[string, Schedule, string[]]>([
    ['twice a day', times(['08:00', '20:00']), []],
    ['in any order', times(['20:00', '08:00']), []],
    ['hourly', times(hourly), []],
    ['more than hourly', times([...hourly, '00:30']), ['/schedule/times too-many']],
    ['at no time', times([]), ['/schedule/times required']],
    ['at one time twice', times(['08:00', '20:00', '08:00']), ['/schedule/times/2 duplicate']],
    ['on no day', times(['08:00'], days()), ['/schedule/daysOfWeek required']],
    ['on one day twice', times(['08:00'], days('mon', 'tue', 'mon')), ['/schedule/daysOfWeek/2 duplicate']],
    ['every 0 days', times(['08:00'], { everyDays: 0 }), ['/schedule/everyDays out-of-range']],
    ['every 1.5 days', times(['08:00'], { everyDays: 1.5 }), ['/schedule/everyDays out-of-range']],
    ['every 366 days', times(['08:00'], { everyDays: 366 }), []],
    ['every 367 days', times(['08:00'], { everyDays: 367 }), ['/schedule/everyDays out-of-range']],
    ['in a cycle', times(['08:00'], { cycle: { onDays: 21, offDays: 7 } }), []],
    ['in the longest cycle', times(['08:00'], { cycle: { onDays: 365, offDays: 365 } }), []],
    [
      'in an endless cycle',
      times(['08:00'], { cycle: { onDays: 0, offDays: 366 } }),
      ['/schedule/cycle/onDays out-of-range', '/schedule/cycle/offDays out-of-range'],
    ],
    [
      'in a cycle and every n days',
      times(['08:00'], { everyDays: 2, cycle: { onDays: 1, offDays: 1 } }),
      ['/schedule/cycle exclusive'],
    ],
    ['in a cycle on weekdays', times(['08:00'], { ...days('mon'), cycle: { onDays: 21, offDays: 7 } }), []],
    ['once', { kind: 'once', at: parseInstant('2026-01-05T08:00:00Z') }, []],
    ['as needed', asNeeded(), []],
    ['as needed without an interval', asNeeded({ minIntervalMinutes: 0 }), []],
    [
      'as needed after less than nothing',
      asNeeded({ minIntervalMinutes: -1 }),
      ['/schedule/minIntervalMinutes out-of-range'],
    ],
    ['as needed, never', asNeeded({ maxDosesPer24h: 0 }), ['/schedule/maxDosesPer24h out-of-range']],
    [
      'as needed, of nothing',
      asNeeded({ maxQuantityPer24h: quantity(0) }),
      ['/schedule/maxQuantityPer24h out-of-range'],
    ],
    ['as needed for no reason', asNeeded({ reason: '  ' }), ['/schedule/reason required']],
  ])('%s', (_, schedule, expected) => {
    expect(validateSchedule(schedule).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(expected);
  });
});

describe('what is prescribed from Thursday 1 January 2026', () => {
  test.each<[string, Partial<PrescriptionTerms>, string[]]>([
    ['for ever', {}, []],
    ['for one day', { endsOn: parseLocalDate('2026-01-01') }, []],
    ['until the day before', { endsOn: parseLocalDate('2025-12-31') }, ['/endsOn before-start']],
    ['with a dose of nothing', { dose: { quantity: quantity(0), unit: 'g' } }, ['/dose/quantity out-of-range']],
    [
      'every 7 days, on Fridays',
      { schedule: times(['08:00'], { ...days('fri'), everyDays: 7 }) },
      ['/schedule never-due'],
    ],
    ['every 6 days, on Fridays', { schedule: times(['08:00'], { ...days('fri'), everyDays: 6 }) }, []],
    [
      'on Fridays, until Thursday',
      { schedule: times(['08:00'], days('fri')), endsOn: parseLocalDate('2026-01-01') },
      ['/schedule never-due'],
    ],
    [
      'one day on and 6 off, on Fridays',
      { schedule: times(['08:00'], { ...days('fri'), cycle: { onDays: 1, offDays: 6 } }) },
      ['/schedule never-due'],
    ],
    [
      'once, the day before',
      { schedule: { kind: 'once', at: parseInstant('2025-12-31T22:59:00Z') } },
      ['/schedule/at never-due'],
    ],
    ['once, as the day begins', { schedule: { kind: 'once', at: parseInstant('2025-12-31T23:00:00Z') } }, []],
    [
      'as needed, less than a dose a day',
      { schedule: asNeeded({ maxQuantityPer24h: quantity(0.5) }) },
      ['/schedule/maxQuantityPer24h never-due'],
    ],
  ])('%s', (_, changes, expected) => {
    const terms: PrescriptionTerms = {
      dose: { quantity: quantity(1), unit: 'g' },
      route: 'oral',
      indication: null,
      instructions: null,
      schedule: times(['08:00']),
      startsOn: parseLocalDate('2026-01-01'),
      endsOn: null,
      prescriber: 'Dr Gil',
      critical: false,
      ...changes,
    };
    expect(validateTerms(terms, zone).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(expected);
  });
});
