import { fromEpochMilliseconds } from './instant.js';
import { datePart, WEEKDAYS, weekdayOf, type LocalDateTime } from './local.js';
import { DAY_NAMES, partsOf, type Parts, type RecurrenceRule } from './recurrence-rule.js';

const SHORTEST_MONTH = 28;

/** A rule in the words that calendar programs read alike, from an occurrence of it on. */
export interface PlainRule {
  /** An RRULE without its end and its times of day; what it left to its start is spelt out. */
  readonly text: string;
  readonly count: number | undefined;
  /** The last moment on the wall clock. */
  readonly until: LocalDateTime | undefined;
  readonly timesOfDay: number;
}

/**
 * A rule as others can be told it; undefined where they are known to differ, or might: then its occurrences are to be
 * told one by one. Read alike, by ical.js and dateutil: every so many days, weeks on weekdays, months by day or by
 * weekday, and years by one month and a day of it or its weekdays. One rule for each time of day.
 * @param startsAt where the series begins to count.
 */
export function plainRule(rule: RecurrenceRule, startsAt: LocalDateTime): PlainRule | undefined {
  const parts = partsOf(rule);
  const by = byParts(parts, startsAt);
  if (by === undefined) return undefined;
  const { frequency, interval, count, until, weekStart } = parts;
  const text = [
    `FREQ=${frequency}`,
    ...(interval === 1 ? [] : [`INTERVAL=${interval}`]),
    ...by,
    ...(frequency === 'WEEKLY' && interval > 1 ? [`WKST=${DAY_NAMES[weekStart] ?? ''}`] : []),
  ].join(';');
  return { text, count, until: until === undefined ? undefined : wallTime(until), timesOfDay: timesOfDay(parts) };
}

function byParts(parts: Parts, startsAt: LocalDateTime): string[] | undefined {
  const { days, numbers } = parts;
  const { BYMONTH, BYMONTHDAY, BYSETPOS, BYWEEKNO, BYYEARDAY } = numbers;
  const isNumbered = days?.some((day) => day.length > 2) === true;
  const [byDay, byMonthDay] = [said('BYDAY', days), said('BYMONTHDAY', BYMONTHDAY)];
  if (BYWEEKNO !== undefined || BYYEARDAY !== undefined || (days !== undefined && BYMONTHDAY !== undefined))
    return undefined;
  // Then it chooses among the times of day as well.
  if (BYSETPOS !== undefined && timesOfDay(parts) > 1) return undefined;
  switch (parts.frequency) {
    case 'DAILY':
      return BYMONTH === undefined && BYMONTHDAY === undefined && BYSETPOS === undefined ? byDay : undefined;
    case 'WEEKLY':
      if (BYMONTH !== undefined || BYMONTHDAY !== undefined || BYSETPOS !== undefined) return undefined;
      return days === undefined ? said('BYDAY', [startDay(startsAt)]) : byDay;
    case 'MONTHLY':
      if (BYMONTH !== undefined || (BYSETPOS !== undefined && (days === undefined || isNumbered))) return undefined;
      if (days === undefined && BYMONTHDAY === undefined) return said('BYMONTHDAY', [startMonthDay(startsAt)]);
      return [...byDay, ...byMonthDay, ...said('BYSETPOS', BYSETPOS)];
    case 'YEARLY':
      return BYSETPOS === undefined ? byMonth(parts, startsAt) : undefined;
  }
}

/** ical.js takes 30 February for the 2nd of March, and is wrong about several months with an interval. */
function byMonth({ days, numbers }: Parts, startsAt: LocalDateTime): string[] | undefined {
  const { BYMONTH, BYMONTHDAY } = numbers;
  if (BYMONTH === undefined && (days ?? BYMONTHDAY) !== undefined) return undefined;
  const months = BYMONTH ?? [Number(startsAt.slice(5, 7))];
  const monthDays = BYMONTHDAY ?? [startMonthDay(startsAt)];
  if (months.length > 1) return undefined;
  if (days !== undefined) return [...said('BYMONTH', months), ...said('BYDAY', days)];
  const isInEveryYear = monthDays.every((day) => day > 0 && day <= SHORTEST_MONTH);
  return isInEveryYear ? [...said('BYMONTH', months), ...said('BYMONTHDAY', monthDays)] : undefined;
}

function timesOfDay({ numbers: { BYHOUR, BYMINUTE, BYSECOND } }: Parts): number {
  return [BYHOUR, BYMINUTE, BYSECOND].reduce((times, list) => times * (list?.length ?? 1), 1);
}

function said(name: string, list: readonly (string | number)[] | undefined): string[] {
  return list === undefined ? [] : [`${name}=${list.join(',')}`];
}

function startDay(startsAt: LocalDateTime): string {
  return DAY_NAMES[WEEKDAYS.indexOf(weekdayOf(datePart(startsAt)))] ?? '';
}

function startMonthDay(startsAt: LocalDateTime): number {
  return Number(startsAt.slice(8, 10));
}

function wallTime(milliseconds: number): LocalDateTime {
  return fromEpochMilliseconds(milliseconds).slice(0, 16) as LocalDateTime;
}
