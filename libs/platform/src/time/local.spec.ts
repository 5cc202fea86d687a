import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  daysBetween,
  fromEpochMilliseconds,
  localDateOf,
  localDateTimeOf,
  parseInstant,
  parseLocalDate,
  parseLocalDateTime,
  parseRange,
  parseZone,
  slotInstant,
  startOfDay,
  Temporal,
} from './index.js';

const madrid = parseZone('Europe/Madrid');
const canary = parseZone('Atlantic/Canary');

describe('a slot on the wall clock', () => {
  test.each([
    ['2026-10-25T01:30', madrid, '2026-10-24T23:30:00.000Z', 'before the clocks go back'],
    ['2026-10-25T02:00', madrid, '2026-10-25T00:00:00.000Z', 'happens twice: the first'],
    ['2026-10-25T02:30', madrid, '2026-10-25T00:30:00.000Z', 'happens twice: the first'],
    ['2026-10-25T03:00', madrid, '2026-10-25T02:00:00.000Z', 'after the clocks went back'],
    ['2027-03-28T01:30', madrid, '2027-03-28T00:30:00.000Z', 'before the gap'],
    ['2027-03-28T02:00', madrid, '2027-03-28T01:00:00.000Z', "doesn't exist: reads 03:00"],
    ['2027-03-28T02:30', madrid, '2027-03-28T01:30:00.000Z', "doesn't exist: reads 03:30"],
    ['2027-03-28T03:00', madrid, '2027-03-28T01:00:00.000Z', 'after the gap'],
    ['2027-10-31T02:30', madrid, '2027-10-31T00:30:00.000Z', 'happens twice: the first'],
    ['2026-10-25T01:30', canary, '2026-10-25T00:30:00.000Z', 'happens twice an hour of wall time earlier'],
    ['2027-03-28T01:30', canary, '2027-03-28T01:30:00.000Z', "doesn't exist: reads 02:30"],
  ])('%s in %s is %s (%s)', (local, zone, expected) => {
    expect(slotInstant(parseLocalDateTime(local), zone)).toBe(expected);
  });

  test.each(['Europe/Madrid', 'Atlantic/Canary', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/Asuncion', 'UTC'])(
    'is in %s where the zone itself puts it, on any day',
    (name) => {
      const anyMinute = fc.date({ min: new Date('1972-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
      fc.assert(
        fc.property(anyMinute, (at) => {
          const local = parseLocalDateTime(at.toISOString().slice(0, 16));
          const asked = Temporal.PlainDateTime.from(local).toZonedDateTime(name).toInstant();
          expect(slotInstant(local, parseZone(name))).toBe(asked.toString({ smallestUnit: 'millisecond' }));
        }),
        { numRuns: 300 },
      );
    },
  );
});

describe('a range', () => {
  test("a local date means its whole day in the home's zone, 25 hours when the clocks go back", () => {
    expect(parseRange({ from: '2026-10-25', to: '2026-10-25' }, madrid)).toEqual({
      from: '2026-10-24T22:00:00.000Z',
      to: '2026-10-25T23:00:00.000Z',
    });
  });

  test('an instant is itself, whatever its offset', () => {
    expect(parseRange({ from: '2026-10-25T02:00:00+02:00' }, madrid).from).toBe('2026-10-25T00:00:00.000Z');
  });
});

describe('text that is refused', () => {
  test.each(['2026-02-30', '2026-1-1', '20260101', '1750-01-01', ''])('%j is no date', (text) => {
    expect(() => parseLocalDate(text)).toThrow(RangeError);
  });
  test.each(['2026-01-01', '2026-01-01T10:00:00', '2026-01-01T25:00:00Z', '2026-02-30T10:00:00Z', 'now'])(
    '%j is no instant',
    (text) => {
      expect(() => parseInstant(text)).toThrow(RangeError);
    },
  );
  test.each(['Europe/Atlantis', '+02:00', ''])('%j is no zone', (text) => {
    expect(() => parseZone(text)).toThrow(RangeError);
  });
});

test('a day starts when the previous one ends, and every day is found again from its start', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), (n) => {
      const date = addDays(parseLocalDate('1970-01-01'), n);
      expect(localDateOf(startOfDay(date, madrid), madrid)).toBe(date);
      expect(daysBetween(parseLocalDate('1970-01-01'), date)).toBe(n);
    }),
  );
});

test('the wall clock reads as Temporal has it, also around changes at odd minutes and when it is asked again', () => {
  const zones = ['Europe/Madrid', 'America/St_Johns', 'Africa/Monrovia', 'Asia/Kathmandu', 'Australia/Lord_Howe'];
  const from = Date.parse('1970-01-01T00:00:00Z');
  const instants = fc.integer({ min: 0, max: 75 * 365 * 86_400 }).map((seconds) => from + seconds * 1000 + 999);
  // St John's put its clocks forward at 00:01.
  const change = Date.parse('2011-03-13T03:31:00.000Z');
  const near = fc.integer({ min: -120_000, max: 120_000 }).map((milliseconds) => change + milliseconds);
  fc.assert(
    fc.property(fc.oneof(instants, near), fc.constantFrom(...zones), (milliseconds, name) => {
      const value = fromEpochMilliseconds(milliseconds);
      const wall = Temporal.Instant.from(value).toZonedDateTimeISO(name).toPlainDateTime();
      const expected = wall.toString({ smallestUnit: 'minute' });
      const zone = parseZone(name);
      expect([localDateTimeOf(value, zone), localDateTimeOf(value, zone)]).toEqual([expected, expected]);
    }),
  );
});
