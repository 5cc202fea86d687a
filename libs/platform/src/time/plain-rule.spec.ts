import { describe, expect, test } from '@jest/globals';
import { parseLocalDateTime, parseRecurrence, plainRule } from './index.js';

/** A Tuesday. */
const TUESDAY = parseLocalDateTime('2026-11-24T10:30');

function told(rule: string): string | undefined {
  return plainRule(parseRecurrence(rule), TUESDAY)?.text;
}

describe('a rule that every program reads alike', () => {
  test.each([
    ['FREQ=DAILY', 'FREQ=DAILY'],
    ['INTERVAL=3;FREQ=DAILY', 'FREQ=DAILY;INTERVAL=3'],
    ['FREQ=DAILY;BYDAY=MO,FR', 'FREQ=DAILY;BYDAY=MO,FR'],
    ['FREQ=WEEKLY', 'FREQ=WEEKLY;BYDAY=TU'],
    ['FREQ=WEEKLY;BYDAY=WE,MO,WE', 'FREQ=WEEKLY;BYDAY=WE,MO'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=SU', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=MO'],
    ['FREQ=MONTHLY', 'FREQ=MONTHLY;BYMONTHDAY=24'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', 'FREQ=MONTHLY;BYMONTHDAY=-1'],
    ['FREQ=MONTHLY;BYDAY=+2TU,-1FR', 'FREQ=MONTHLY;BYDAY=2TU,-1FR'],
    ['FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1', 'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1'],
    ['FREQ=YEARLY', 'FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=24'],
    ['FREQ=YEARLY;BYMONTH=5;BYDAY=1SU', 'FREQ=YEARLY;BYMONTH=5;BYDAY=1SU'],
    ['FREQ=DAILY;BYHOUR=10,16', 'FREQ=DAILY'],
  ])('%s is told as %s', (rule, text) => {
    expect(told(rule)).toBe(text);
  });

  test.each([
    ['it chooses among the times of day as well', 'FREQ=MONTHLY;BYDAY=MO;BYHOUR=10,16;BYSETPOS=-1'],
    ['its parts narrow each other', 'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13'],
    ['it is about certain months', 'FREQ=WEEKLY;BYDAY=MO;BYMONTH=3'],
    ['it is by week number', 'FREQ=YEARLY;BYWEEKNO=20'],
    ['it is by day of the year', 'FREQ=YEARLY;BYYEARDAY=100'],
    ['it is by weekdays of the year', 'FREQ=YEARLY;BYDAY=20MO'],
    ['its day is not in every year', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29'],
    ['it is about several months', 'FREQ=YEARLY;BYMONTH=1,9;BYMONTHDAY=15'],
  ])('is not one where %s', (_, rule) => {
    expect(told(rule)).toBeUndefined();
  });

  test('is told apart from its end and from how often it is in a day', () => {
    const until = plainRule(parseRecurrence('FREQ=DAILY;BYHOUR=9,10,11;UNTIL=20270131'), TUESDAY);
    expect(until).toMatchObject({ until: '2027-01-31T23:59', count: undefined, timesOfDay: 3 });
    expect(plainRule(parseRecurrence('FREQ=DAILY;COUNT=5'), TUESDAY)).toMatchObject({ count: 5, timesOfDay: 1 });
  });
});
