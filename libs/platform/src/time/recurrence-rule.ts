import { Temporal } from 'temporal-polyfill';

declare const ruleBrand: unique symbol;

/** A checked RFC 5545 recurrence rule of daily frequency or slower, upper case, without the `RRULE:` in front. */
export type RecurrenceRule = string & { readonly [ruleBrand]: true };

/** The longest rule that is read, in characters: room for every day of a year by number. */
const MAX_LENGTH = 2000;
/** 27 years of every day. */
const MAX_COUNT = 10_000;
const MAX_INTERVAL = 1000;
/** What "daily or slower" leaves to BYHOUR, BYMINUTE and BYSECOND: RFC 5545's own example has 24 a day. */
const MAX_PER_DAY = 24;
/** Candidate times in one period (a day, week, month or year) from which BYSETPOS chooses. */
const MAX_CANDIDATES = 200_000;

/** The most days that a period of each frequency has. */
export const PERIOD_DAYS = { DAILY: 1, WEEKLY: 7, MONTHLY: 31, YEARLY: 366 } as const;
type Frequency = keyof typeof PERIOD_DAYS;

/** As RFC 5545 spells them, Monday first. */
export const DAY_NAMES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const NUMBERED_WEEKDAY = /^(?:([+-]?)(\d{1,2}))?(MO|TU|WE|TH|FR|SA|SU)$/;

/** The BY parts that are lists of whole numbers, with their bounds; a signed one also counts from the end. */
const NUMBER_LISTS = {
  BYSECOND: { least: 0, most: 60, signed: false },
  BYMINUTE: { least: 0, most: 59, signed: false },
  BYHOUR: { least: 0, most: 23, signed: false },
  BYMONTHDAY: { least: 1, most: 31, signed: true },
  BYYEARDAY: { least: 1, most: 366, signed: true },
  BYWEEKNO: { least: 1, most: 53, signed: true },
  BYMONTH: { least: 1, most: 12, signed: false },
  BYSETPOS: { least: 1, most: 366, signed: true },
} as const;
export type NumberList = keyof typeof NUMBER_LISTS;

/** A rule taken apart. */
export interface Parts {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | undefined;
  /** The last moment on the wall clock, in milliseconds as if it were UTC. */
  readonly until: number | undefined;
  /** 0 for Monday to 6 for Sunday. */
  readonly weekStart: number;
  readonly days: readonly string[] | undefined;
  readonly numbers: Readonly<Partial<Record<NumberList, readonly number[]>>>;
}

/**
 * Checks a recurrence rule (RFC 5545 section 3.3.10). Taken: every valid rule of daily frequency or slower, up to
 * 24 times a day, INTERVAL up to 1000 and COUNT up to 10,000. BYMONTHDAY in a weekly rule, which the RFC rules out, is
 * taken as a filter, since it can be read in one way only.
 * @throws RangeError that says what is wrong.
 */
export function parseRecurrence(text: string): RecurrenceRule {
  if (text.length > MAX_LENGTH) throw new RangeError(`a rule of more than ${MAX_LENGTH} characters`);
  const rule = text
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .replace(/;$/, '');
  checkCombination(partsOf(rule));
  return rule as RecurrenceRule;
}

/** @throws RangeError when a part is not well-formed. */
export function partsOf(rule: string): Parts {
  const given = new Map<string, string>();
  for (const part of rule.split(';')) {
    const [name = '', value = '', ...more] = part.split('=');
    if (name === '' || value === '' || more.length > 0) throw new RangeError('not a list of NAME=value parts');
    if (!isPartName(name)) throw new RangeError(`${name} is not a part of a recurrence rule`);
    if (given.has(name)) throw new RangeError(`${name} is given twice`);
    given.set(name, value);
  }
  const read = <T>(name: string, reader: (value: string, name: string) => T): T | undefined => {
    const value = given.get(name);
    return value === undefined ? undefined : reader(value, name);
  };
  const numbers: Partial<Record<NumberList, readonly number[]>> = {};
  for (const name of Object.keys(NUMBER_LISTS).filter(isNumberList)) {
    const list = read(name, (value) => numberList(name, value));
    if (list !== undefined) numbers[name] = list;
  }
  return {
    frequency: frequencyOf(given.get('FREQ')),
    interval: read('INTERVAL', (value, name) => wholeNumber(value, name, 1, MAX_INTERVAL)) ?? 1,
    count: read('COUNT', (value, name) => wholeNumber(value, name, 1, MAX_COUNT)),
    until: read('UNTIL', untilOf),
    weekStart: read('WKST', weekStartOf) ?? 0,
    days: read('BYDAY', (value) => [...new Set(value.split(',').map(dayOf))]),
    numbers,
  };
}

/** What RFC 5545 rules out although each part is well-formed, and what would keep the process busy. */
function checkCombination({ frequency, count, until, days = [], numbers }: Parts): void {
  const refuse = (unless: boolean, message: string) => {
    if (!unless) throw new RangeError(message);
  };
  const ordinal = days.some((day) => day.length > 2);
  const yearly = frequency === 'YEARLY';
  refuse(count === undefined || until === undefined, 'COUNT and UNTIL are not used together');
  refuse(numbers.BYWEEKNO === undefined || yearly, 'BYWEEKNO goes with FREQ=YEARLY only');
  refuse(numbers.BYYEARDAY === undefined || yearly, 'BYYEARDAY goes with FREQ=YEARLY only');
  refuse(!ordinal || yearly || frequency === 'MONTHLY', 'a numbered BYDAY goes with FREQ=MONTHLY or YEARLY only');
  refuse(!ordinal || numbers.BYWEEKNO === undefined, 'a numbered BYDAY does not go with BYWEEKNO');
  const positions = numbers.BYSETPOS;
  const others = days.length > 0 || Object.keys(numbers).some((name) => name !== 'BYSETPOS');
  refuse(positions === undefined || others, 'BYSETPOS needs another BY part to choose from');

  const size = (list: readonly number[] | undefined) => list?.length ?? 1;
  const period = PERIOD_DAYS[frequency];
  const candidates = size(numbers.BYHOUR) * size(numbers.BYMINUTE) * size(numbers.BYSECOND) * period;
  const chosen = Math.min(candidates, positions?.length ?? candidates);
  refuse(chosen <= MAX_PER_DAY * period, `more than ${MAX_PER_DAY} times a day`);
  refuse(candidates <= MAX_CANDIDATES, 'BYSETPOS has too many times to choose from');
}

function frequencyOf(value: string | undefined): Frequency {
  if (value === undefined) throw new RangeError('FREQ is missing');
  if (value === 'SECONDLY' || value === 'MINUTELY' || value === 'HOURLY') {
    throw new RangeError(`FREQ=${value} is finer than daily`);
  }
  if (!isFrequency(value)) throw new RangeError(`FREQ=${value} is not a frequency`);
  return value;
}

function wholeNumber(value: string, name: string, least: number, most: number): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
  if (!(number >= least && number <= most)) throw new RangeError(`${name} is a whole number from ${least} to ${most}`);
  return number;
}

function numberList(name: NumberList, value: string): readonly number[] {
  const { least, most, signed } = NUMBER_LISTS[name];
  const numbers = value.split(',').map((text) => {
    const sign = signed ? /^[+-]/.exec(text)?.[0] : undefined;
    const size = wholeNumber(sign === undefined ? text : text.slice(1), name, least, most);
    return sign === '-' ? -size : name === 'BYSECOND' ? Math.min(size, 59) : size;
  });
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function weekStartOf(value: string): number {
  const index = DAY_NAMES.indexOf(value);
  if (index < 0) throw new RangeError('WKST is one of MO, TU, WE, TH, FR, SA, SU');
  return index;
}

function dayOf(value: string): string {
  const [, sign = '', ordinal, day] = NUMBERED_WEEKDAY.exec(value) ?? [];
  if (day === undefined) throw new RangeError(`BYDAY=${value.slice(0, 20)} is not a weekday`);
  if (ordinal === undefined) return day;
  return `${sign === '-' ? '-' : ''}${wholeNumber(ordinal, 'the number in BYDAY', 1, 53)}${day}`;
}

function untilOf(value: string): number {
  const [, date, time = '235959'] = /^(\d{8})(?:T((?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d|60))Z?)?$/.exec(value) ?? [];
  if (date === undefined) throw new RangeError('UNTIL is a date (20261231) or a date-time (20261231T235959Z)');
  try {
    return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime('UTC').epochMilliseconds;
  } catch {
    throw new RangeError('UNTIL is not a real day');
  }
}

function isFrequency(value: string): value is Frequency {
  return Object.hasOwn(PERIOD_DAYS, value);
}

function isNumberList(name: string): name is NumberList {
  return Object.hasOwn(NUMBER_LISTS, name);
}

function isPartName(name: string): boolean {
  return ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST', 'BYDAY'].includes(name) || isNumberList(name);
}
