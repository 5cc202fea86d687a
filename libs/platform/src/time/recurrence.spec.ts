import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { expand, parseLocalDateTime, parseRecurrence, parseZone, slotInstant, type LocalDateTime } from './index.js';

const local = parseLocalDateTime;

function occurrences(
  startsAt: string,
  rule: string,
  { from = startsAt, to = '2100-01-01T00:00', except = [] as string[] } = {},
): LocalDateTime[] {
  const exceptionDates = except.map((text) => text as LocalDateTime);
  return expand({
    startsAt: local(startsAt),
    rule: parseRecurrence(rule),
    exceptionDates,
    from: local(from),
    to: local(to),
  });
}

describe('a series', () => {
  test.each([
    ['without a rule happens once', { startsAt: local('2026-10-20T10:00') }, ['2026-10-20T10:00']],
    [
      'leaves out one occurrence, or all of a day',
      {
        startsAt: local('2026-10-20T10:00'),
        rule: parseRecurrence('FREQ=DAILY;BYHOUR=10,17;COUNT=6'),
        exceptionDates: ['2026-10-20T17:00', '2026-10-21'].map((text) => text as LocalDateTime),
      },
      ['2026-10-20T10:00', '2026-10-22T10:00', '2026-10-22T17:00'],
    ],
    [
      'starts where its rule first fits, when the start itself does not',
      { startsAt: local('2026-10-20T10:00'), rule: parseRecurrence('FREQ=WEEKLY;BYDAY=WE;COUNT=2') },
      ['2026-10-21T10:00', '2026-10-28T10:00'],
    ],
    [
      'cuts seconds off and holds one occurrence a minute',
      { startsAt: local('2026-10-20T10:00'), rule: parseRecurrence('FREQ=DAILY;BYSECOND=6,18,60;COUNT=6') },
      ['2026-10-20T10:00', '2026-10-21T10:00'],
    ],
  ])('%s', (_, series, expected) => {
    expect(expand({ ...series, from: local('2026-01-01T00:00'), to: local('2028-01-01T00:00') })).toEqual(expected);
  });

  test.each([
    ['20261022', ['2026-10-20T10:00', '2026-10-21T10:00', '2026-10-22T10:00'], 'a date includes that day'],
    ['20261022T100000', ['2026-10-20T10:00', '2026-10-21T10:00', '2026-10-22T10:00'], 'the end is included'],
    ['20261022T095959Z', ['2026-10-20T10:00', '2026-10-21T10:00'], 'a Z is read on the wall clock too'],
  ])('until %s has %j (%s)', (until, expected) => {
    expect(occurrences('2026-10-20T10:00', `FREQ=DAILY;UNTIL=${until}`)).toEqual(expected);
  });

  test.each([
    ['2026-10-18T02:30', ['2026-10-18T00:30:00.000Z', '2026-10-25T00:30:00.000Z', '2026-11-01T01:30:00.000Z']],
    ['2027-03-21T02:30', ['2027-03-21T01:30:00.000Z', '2027-03-28T01:30:00.000Z', '2027-04-04T00:30:00.000Z']],
  ])('every Sunday from %s keeps its Sunday when the clocks change', (startsAt, expected) => {
    const madrid = parseZone('Europe/Madrid');
    const weekly = occurrences(startsAt, 'FREQ=WEEKLY;COUNT=3');
    expect(weekly.map((at) => slotInstant(at, madrid))).toEqual(expected);
  });
});

describe('a rule that is refused', () => {
  test.each([
    ['FREQ=SECONDLY', 'finer than daily'],
    ['FREQ=MINUTELY;INTERVAL=1440', 'finer than daily'],
    ['FREQ=HOURLY;COUNT=3', 'finer than daily'],
    ['FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,5,10,15,20,25,30,35,40,45,50,55,58', '24 times a day'],
    ['FREQ=DAILY;INTERVAL=1000000', 'INTERVAL'],
    ['FREQ=DAILY;INTERVAL=0', 'INTERVAL'],
    ['FREQ=DAILY;INTERVAL=1.5', 'INTERVAL'],
    ['FREQ=DAILY;COUNT=-1', 'COUNT'],
    ['FREQ=DAILY;COUNT=999999999999', 'COUNT'],
    ['FREQ=DAILY;COUNT=2;UNTIL=20300101', 'COUNT and UNTIL'],
    ['FREQ=DAILY;UNTIL=20260230', 'real day'],
    ['FREQ=DAILY;UNTIL=tomorrow', 'UNTIL'],
    ['FREQ=FORTNIGHTLY', 'not a frequency'],
    ['BYDAY=MO', 'FREQ is missing'],
    ['FREQ=DAILY;FREQ=WEEKLY', 'twice'],
    ['FREQ=DAILY;BYEASTER=0', 'BYEASTER'],
    ['RSCALE=CHINESE;FREQ=YEARLY', 'RSCALE'],
    ['FREQ=DAILY;BYDAY=XX', 'weekday'],
    ['FREQ=MONTHLY;BYDAY=0MO', 'BYDAY'],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'BYMONTHDAY'],
    ['FREQ=MONTHLY;BYMONTHDAY=', 'NAME=value'],
    ['FREQ=DAILY;WKST=ZZ', 'WKST'],
    ['FREQ=WEEKLY;BYDAY=1MO', 'numbered BYDAY'],
    ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO', 'BYWEEKNO'],
    ['FREQ=DAILY;BYWEEKNO=20', 'BYWEEKNO'],
    ['FREQ=MONTHLY;BYYEARDAY=1', 'BYYEARDAY'],
    ['FREQ=DAILY;BYSETPOS=1', 'BYSETPOS'],
    ['FREQ=DAILY\nRDATE:20260101T000000', 'FREQ'],
    ['', 'NAME=value'],
  ])('%s', (rule, reason) => {
    expect(() => parseRecurrence(rule)).toThrow(RangeError);
    expect(() => parseRecurrence(rule)).toThrow(reason);
  });

  test('a rule of more than 2000 characters', () => {
    expect(() => parseRecurrence(`FREQ=DAILY;BYMONTHDAY=${'1,'.repeat(1000)}1`)).toThrow('characters');
  });

  test('small letters, the name in front and a semicolon at the end are taken', () => {
    expect(parseRecurrence('rrule:freq=weekly;byday=mo;')).toBe('FREQ=WEEKLY;BYDAY=MO');
  });
});

describe('no rule holds the process', () => {
  const hours = 'BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23';
  test.each([
    ['FREQ=DAILY', 2998, 365],
    [`FREQ=DAILY;${hours}`, 2998, 8760],
    ['FREQ=DAILY;COUNT=10000', 2998, 0],
    ['FREQ=YEARLY;INTERVAL=1000;COUNT=10000', 2998, 0],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 2998, 0],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5', 2998, 0],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5', 2998, 0],
    ['FREQ=DAILY;BYHOUR=9,10;BYSETPOS=3;COUNT=10', 2998, 0],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO;COUNT=10000', 2180, 0],
    ['FREQ=WEEKLY;BYDAY=MO,WE;BYSETPOS=-1;COUNT=10000', 2120, 52],
    ['FREQ=YEARLY;BYMONTH=2;BYSETPOS=366;COUNT=1', 2120, 0],
    ['FREQ=YEARLY;BYWEEKNO=20;BYYEARDAY=1;COUNT=1', 2120, 0],
    [`FREQ=YEARLY;${hours};BYMINUTE=0,5,10,15,20,25,30,35,40,45;BYSETPOS=-1;COUNT=10000`, 2120, 1],
  ])('%s, begun in 1970, in the year %d: %d', (rule, year, expected) => {
    const started = performance.now();
    const window = { from: `${year}-01-01T00:00`, to: `${year + 1}-01-01T00:00` };
    expect(occurrences('1970-01-01T09:00', rule, window)).toHaveLength(expected);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

test('two windows side by side hold what one window over both holds', () => {
  const rule = fc.constantFrom(
    'FREQ=DAILY;INTERVAL=3',
    'FREQ=DAILY;BYMONTH=1,3;BYDAY=MO,FR',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU',
    'FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1,-1;COUNT=150',
    'FREQ=MONTHLY;BYDAY=-1FR;COUNT=40',
    'FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=-1,31',
    'FREQ=YEARLY;BYWEEKNO=1,53',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
    'FREQ=DAILY;BYHOUR=9,17;UNTIL=20280301',
  );
  const days = fc.integer({ min: 0, max: 1500 });
  const day = (n: number) => local(`${new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10)}T09:00`);
  fc.assert(
    fc.property(rule, days, days, days, (text, ...points) => {
      const [from, middle, to] = points.sort((a, b) => a - b).map(day);
      if (from === undefined || middle === undefined || to === undefined) return;
      const of = (a: string, b: string) => occurrences('2026-01-01T09:00', text, { from: a, to: b });
      expect([...of(from, middle), ...of(middle, to)]).toEqual(of(from, to));
    }),
    { numRuns: 60 },
  );
});

describe('whatever rule is taken', () => {
  const list = (least: number, most: number, signed = true): fc.Arbitrary<string> =>
    fc
      .uniqueArray(
        fc.tuple(fc.integer({ min: least, max: most }), fc.boolean()).map(([n, minus]) => (signed && minus ? -n : n)),
        { minLength: 1, maxLength: 4 },
      )
      .map((numbers) => numbers.join(','));
  const part = (name: string, value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.option(value, { nil: undefined }).map((text) => (text === undefined ? '' : `;${name}=${text}`));
  const weekday = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
  const hostile = fc
    .tuple(
      fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY').map((frequency) => `FREQ=${frequency}`),
      part('INTERVAL', fc.constantFrom('1', '2', '7', '53', '999', '1000')),
      part('COUNT', fc.constantFrom('1', '3', '500', '10000')),
      part('BYMONTH', list(1, 12, false)),
      part('BYMONTHDAY', list(1, 31)),
      part('BYYEARDAY', list(1, 366)),
      part('BYWEEKNO', list(1, 53)),
      part(
        'BYDAY',
        fc.uniqueArray(weekday, { minLength: 1, maxLength: 7 }).map((days) => days.join(',')),
      ),
      part('BYHOUR', list(0, 23, false)),
      part('BYSETPOS', list(1, 366)),
      part('WKST', weekday),
    )
    .map((parts) => parts.join(''))
    .filter(isTaken);

  test('a year of it ends, is in order, and is no more than 24 a day', () => {
    fc.assert(
      fc.property(
        hostile,
        fc.constantFrom(1970, 1999, 2026),
        fc.constantFrom(2026, 2028, 2199),
        (rule, begun, year) => {
          const from = `${year}-01-01T00:00`;
          const to = `${year + 1}-01-02T00:00`;
          const found = occurrences(`${begun}-02-28T09:00`, rule, { from, to });
          expect(found).toEqual([...new Set(found)].sort());
          expect(found.filter((at) => at < from || at >= to)).toEqual([]);
          expect(found.length).toBeLessThanOrEqual(24 * 366);
        },
      ),
      { numRuns: 150 },
    );
  });
});

function isTaken(rule: string): boolean {
  try {
    parseRecurrence(rule);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
