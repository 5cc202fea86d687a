import { LRUCache } from 'lru-cache';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { epochMilliseconds, fromEpochMilliseconds, parseInstant } from './instant.js';
import { datePart, type LocalDate, type LocalDateTime } from './local.js';
import {
  DAY_NAMES,
  partsOf,
  PERIOD_DAYS,
  type NumberList,
  type Parts,
  type RecurrenceRule,
} from './recurrence-rule.js';

export { parseRecurrence, type RecurrenceRule } from './recurrence-rule.js';

/** A series on the wall clock and the half-open stretch of it that is wanted. */
export interface Series {
  readonly startsAt: LocalDateTime;
  readonly rule?: RecurrenceRule | undefined;
  /** Occurrences to leave out: one of them, or all of a day. */
  readonly exceptionDates?: readonly (LocalDate | LocalDateTime)[] | undefined;
  readonly from: LocalDateTime;
  readonly to: LocalDateTime;
}

/** In milliseconds. */
const DAY = 86_400_000;

/**
 * The occurrences of a series in `[from, to)` on the wall clock, in order. They are computed as if the clock never
 * changed: a time that doesn't exist on its day is among them, and `slotInstant` moves it (clinical.md A6).
 *
 * Where RFC 5545 leaves a choice: a start that doesn't fit its own rule is not an occurrence; UNTIL is read on the wall
 * clock even with a Z, and as a date includes that day; COUNT counts before exceptions are taken out. Seconds are cut
 * off, for a home keeps time to the minute, and two occurrences in one minute are one.
 */
export function expand(series: Series): LocalDateTime[] {
  const { from, to, exceptionDates } = series;
  const exceptions = new Set<string>(exceptionDates);
  return timesOf(series).filter(
    (local) => local >= from && local < to && !exceptions.has(local) && !exceptions.has(datePart(local)),
  );
}

/** The occurrences of at least `[from, to)`, exceptions too; a rule's are looked for by the year, and remembered. */
function timesOf(series: Series): readonly LocalDateTime[] {
  const { startsAt, rule, from, to } = series;
  if (rule === undefined) return [startsAt];
  const first = Number(from.slice(0, 4));
  const last = Number(to.slice(0, 4)) - (to.slice(4) === '-01-01T00:00' ? 1 : 0);
  if (last > first + 1 || last >= LAST_YEAR) return minutesOf(series);
  const years = first < last ? [first, last] : [first];
  return years.flatMap((year) => timesInYear(startsAt, rule, year));
}

/** The last year of which the end can be told. */
const LAST_YEAR = 2999;

/** How many occurrences are remembered: a year of 1000 series of every day. */
const REMEMBERED_TIMES = 400_000;
/** What a year without any counts for. */
const LEAST = 10;

/** By start, rule and year: the same series are told again and again, and a year takes hardly longer than a day. */
const remembered = new LRUCache<string, readonly LocalDateTime[]>({
  maxSize: REMEMBERED_TIMES,
  sizeCalculation: (times) => times.length + LEAST,
});

function timesInYear(startsAt: LocalDateTime, rule: RecurrenceRule, year: number): readonly LocalDateTime[] {
  const name = `${startsAt} ${year} ${rule}`;
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const january = (of: number) => `${String(of).padStart(4, '0')}-01-01T00:00` as LocalDateTime;
  const times = minutesOf({ startsAt, rule, from: january(year), to: january(year + 1) });
  remembered.set(name, times);
  return times;
}

/** The occurrences of `[from, to)` of a rule to the minute, each once. */
function minutesOf(series: Series): readonly LocalDateTime[] {
  const from = wallMilliseconds(series.from);
  const to = wallMilliseconds(series.to);
  const found = occurrences(series, to).filter((at) => at >= from && at < to);
  return [...new Set(found.map((at) => fromEpochMilliseconds(at).slice(0, 16) as LocalDateTime))];
}

/** The rule's occurrences before `to`, from `series.from` on or, where COUNT needs it, from the very first. */
function occurrences(series: Series, to: number): number[] {
  if (series.rule === undefined) return [];
  const parts = partsOf(series.rule);
  const start = wallMilliseconds(series.startsAt);
  const end = Math.min(to, parts.until === undefined ? to : parts.until + 1);
  const generate = generatorOf(parts, series.startsAt);
  if (parts.count === undefined) return generate(Math.max(start, wallMilliseconds(series.from)), end);
  return firstOccurrences(generate, parts.count, start, end);
}

/** Gives the occurrences in `[from, to)`, in milliseconds on the wall clock as if it were UTC. */
type Generate = (from: number, to: number) => number[];

/**
 * The first `count` occurrences before `end`, looked for in stretches that double while they hold few: the library
 * jumps to a stretch of a rule without COUNT, but walks a rule with COUNT from its start and gives up after 10,000 steps.
 */
function firstOccurrences(generate: Generate, count: number, start: number, end: number): number[] {
  const found: number[] = [];
  let at = start;
  let stretch = 366 * DAY;
  while (at < end && found.length < count) {
    const some = generate(at, Math.min(at + stretch, end));
    found.push(...some);
    at += stretch;
    if (some.length < 500) stretch = Math.min(stretch * 2, 16 * 366 * DAY);
  }
  return found.slice(0, count);
}

/**
 * Has the library find the days, and sets the times of day on them here. BYSETPOS is applied here too: the library
 * walks such rules too slowly.
 */
function generatorOf(parts: Parts, startsAt: LocalDateTime): Generate {
  const rule = new RRuleTemporal(libraryOptions(parts, startsAt));
  const utc = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC');
  const narrowed = isNarrowed(parts);
  const days = (from: number, to: number) =>
    rule
      .between(utc(from), utc(to - 1), true)
      .map((found) => found.epochMilliseconds)
      .filter((day) => !narrowed || fits(day, parts));
  const times = timesOfDay(parts, startsAt);
  const earliest = wallMilliseconds(startsAt);
  const { BYSETPOS } = parts.numbers;
  const most = PERIOD_DAYS[parts.frequency] * times.length;
  if (BYSETPOS?.every((position) => Math.abs(position) > most)) return () => [];
  return (from, to) => {
    if (from >= to) return [];
    return periods(parts, days, from, to)
      .flatMap((period) => chosen(period, times, BYSETPOS))
      .filter((at) => at >= from && at < to && at >= earliest);
  };
}

/** The days around `[from, to)`: in whole periods where BYSETPOS has to choose within each, else all in one. */
function periods(parts: Parts, days: Generate, from: number, to: number): number[][] {
  if (parts.numbers.BYSETPOS === undefined) return [days(from - DAY, to)];
  const end = periodStart(to - 1, parts) + PERIOD_DAYS[parts.frequency] * DAY;
  const byPeriod = new Map<number, number[]>();
  for (const day of days(periodStart(from, parts), end)) {
    const start = periodStart(day, parts);
    const period = byPeriod.get(start);
    if (period === undefined) byPeriod.set(start, [day]);
    else period.push(day);
  }
  return [...byPeriod.values()];
}

/** All times of all days of a period, or those at the given positions, counted from 1 or from the end. */
function chosen(days: readonly number[], times: readonly number[], positions: readonly number[] | undefined): number[] {
  if (positions === undefined) return days.flatMap((day) => times.map((time) => day + time));
  const size = days.length * times.length;
  const indexes = positions.map((position) => (position > 0 ? position - 1 : size + position));
  return [...new Set(indexes)]
    .filter((index) => index >= 0 && index < size)
    .sort((a, b) => a - b)
    .map((index) => (days[Math.floor(index / times.length)] ?? 0) + (times[index % times.length] ?? 0));
}

/** The start of the day, week, month or year that a moment lies in. */
function periodStart(at: number, { frequency, weekStart }: Parts): number {
  const day = Math.floor(at / DAY);
  if (frequency === 'DAILY') return day * DAY;
  // 1970-01-01 was a Thursday.
  if (frequency === 'WEEKLY') return (day - ((((day + 3 - weekStart) % 7) + 7) % 7)) * DAY;
  const date = fromEpochMilliseconds(at);
  const first = frequency === 'MONTHLY' ? `${date.slice(0, 7)}-01` : `${date.slice(0, 4)}-01-01`;
  return epochMilliseconds(parseInstant(`${first}T00:00:00Z`));
}

/** The rule's times, in milliseconds since midnight. */
function timesOfDay({ numbers }: Parts, startsAt: LocalDateTime): number[] {
  const hours = numbers.BYHOUR ?? [Number(startsAt.slice(11, 13))];
  const minutes = numbers.BYMINUTE ?? [Number(startsAt.slice(14, 16))];
  const seconds = numbers.BYSECOND ?? [0];
  return hours.flatMap((hour) =>
    minutes.flatMap((minute) => seconds.map((second) => ((hour * 60 + minute) * 60 + second) * 1000)),
  );
}

/**
 * The rule's days as the library computes them rightly and fast. What a rule leaves to its start is spelt out, since the
 * library takes it from wherever it begins to look; a daily or weekly rule within certain months or month days is said by the
 * month; and of several parts that narrow each other in a year the library is given one, see {@link isNarrowed}.
 */
function libraryOptions(parts: Parts, startsAt: LocalDateTime) {
  const { frequency, interval, days } = parts;
  const list = (name: NumberList) => parts.numbers[name]?.slice();
  const { BYMONTH, BYMONTHDAY, BYWEEKNO, BYYEARDAY } = parts.numbers;
  const start = Temporal.PlainDateTime.from(startsAt);
  const yearly = frequency === 'YEARLY';
  const narrowed = isNarrowed(parts);
  const onNoDay = [days, BYMONTHDAY, BYYEARDAY, BYWEEKNO].every((part) => part === undefined);
  const onStartDay = onNoDay && (yearly || frequency === 'MONTHLY');
  const onStartWeekday =
    (onNoDay && frequency === 'WEEKLY') || (BYWEEKNO !== undefined && days === undefined && !narrowed);
  const monthly = (BYMONTH !== undefined || BYMONTHDAY !== undefined) && interval === 1 && !yearly;
  const asked = monthly ? 'MONTHLY' : frequency;
  const anyDay = narrowed ? BYWEEKNO !== undefined : onNoDay && monthly && frequency === 'DAILY';
  return {
    freq: asked,
    interval,
    wkst: DAY_NAMES[parts.weekStart],
    byDay: onStartWeekday ? [dayName(start)] : anyDay ? [...DAY_NAMES] : narrowed ? undefined : days?.slice(),
    byMonth: onStartDay && yearly ? (list('BYMONTH') ?? [start.month]) : BYMONTH?.slice(),
    byMonthDay: onStartDay ? [start.day] : narrowed && (BYWEEKNO ?? BYYEARDAY) ? undefined : list('BYMONTHDAY'),
    byYearDay: narrowed && BYWEEKNO ? undefined : list('BYYEARDAY'),
    byWeekNo: list('BYWEEKNO'),
    dtstart: aPeriodEarlier(start, { ...parts, frequency: asked })
      .with({ hour: 0, minute: 0 })
      .toZonedDateTime('UTC'),
    tzid: 'UTC',
  };
}

/**
 * Whether a yearly rule names its days by several parts that narrow each other (RFC 5545's table, note 2). The library
 * joins some of them instead, so it finds the days by one part and the others are applied by {@link fits}.
 */
function isNarrowed({ frequency, numbers, days }: Parts): boolean {
  const byNumber = [numbers.BYMONTHDAY, numbers.BYYEARDAY].filter((part) => part !== undefined).length;
  const byOther = [numbers.BYWEEKNO, days].filter((part) => part !== undefined).length;
  return frequency === 'YEARLY' && byNumber > 0 && byNumber + byOther > 1;
}

function fits(at: number, { numbers, days }: Parts): boolean {
  const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC').toPlainDateTime();
  const among = (list: readonly number[] | undefined, number: number, of: number) =>
    list === undefined || list.includes(number) || list.includes(number - of - 1);
  const [number, of] = numbers.BYMONTH === undefined ? [day.dayOfYear, day.daysInYear] : [day.day, day.daysInMonth];
  const name = dayName(day);
  const names = [name, `${Math.ceil(number / 7)}${name}`, `-${Math.ceil((of - number + 1) / 7)}${name}`];
  return (
    among(numbers.BYMONTHDAY, day.day, day.daysInMonth) &&
    among(numbers.BYYEARDAY, day.dayOfYear, day.daysInYear) &&
    (days === undefined || names.some((one) => days.includes(one)))
  );
}

/**
 * Where the library is to begin, so that the first period is whole: one interval before it. A rule by week number
 * counts its years from the one that the start's week belongs to, or from the start's own where the start is on another
 * weekday than the rule's, as libical reads it.
 */
function aPeriodEarlier(start: Temporal.PlainDateTime, parts: Parts): Temporal.PlainDateTime {
  const { frequency, interval, weekStart, days } = parts;
  if (frequency === 'DAILY') return start;
  if (frequency === 'WEEKLY') return start.subtract({ weeks: interval });
  if (frequency === 'MONTHLY') return start.with({ day: 1 }).subtract({ months: interval });
  const byWeek = parts.numbers.BYWEEKNO !== undefined && (days === undefined || days.includes(dayName(start)));
  const middleOfWeek = start.add({ days: 3 - ((start.dayOfWeek + 6 - weekStart) % 7) });
  return start.with({ year: (byWeek ? middleOfWeek : start).year - interval, month: 7, day: 1 });
}

function dayName(day: Temporal.PlainDateTime): string {
  return DAY_NAMES[day.dayOfWeek - 1] ?? '';
}

function wallMilliseconds(value: LocalDateTime): number {
  return epochMilliseconds(parseInstant(`${value}:00Z`));
}
