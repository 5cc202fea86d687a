import { Temporal } from 'temporal-polyfill';
import { addMinutes, fromTemporal, minutesBetween, toTemporal, type Instant } from './instant.js';

declare const dateBrand: unique symbol;
declare const timeBrand: unique symbol;
declare const dateTimeBrand: unique symbol;
declare const zoneBrand: unique symbol;

/** A calendar day in the home's zone, `YYYY-MM-DD`. */
export type LocalDate = string & { readonly [dateBrand]: true };
/** A time on the home's wall clock, `HH:mm`. */
export type LocalTime = string & { readonly [timeBrand]: true };
/** A day and a time on the home's wall clock, `YYYY-MM-DDTHH:mm`. */
export type LocalDateTime = string & { readonly [dateTimeBrand]: true };
/** An IANA time zone name, such as `Europe/Madrid`. */
export type Zone = string & { readonly [zoneBrand]: true };

/** ISO 8601 weekday names as the contract spells them, Monday first. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const DATE = /^\d{4}-\d\d-\d\d$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const DATE_TIME = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/;

/** @throws RangeError when the text isn't a real day of the years 1800 to 2999. */
export function parseLocalDate(text: string): LocalDate {
  if (!DATE.test(text)) throw new RangeError('not a date in the form YYYY-MM-DD');
  const date = Temporal.PlainDate.from(text, { overflow: 'reject' });
  if (date.year < 1800 || date.year > 2999) throw new RangeError('a date outside the years 1800 to 2999');
  return text as LocalDate;
}

/** @throws RangeError when the text isn't a time in the form HH:mm. */
export function parseLocalTime(text: string): LocalTime {
  if (!TIME.test(text)) throw new RangeError('not a time in the form HH:mm');
  return text as LocalTime;
}

/** @throws RangeError when the text isn't a real day and time in the form YYYY-MM-DDTHH:mm. */
export function parseLocalDateTime(text: string): LocalDateTime {
  if (!DATE_TIME.test(text)) throw new RangeError('not a local date-time in the form YYYY-MM-DDTHH:mm');
  parseLocalDate(text.slice(0, 10));
  return text as LocalDateTime;
}

/** @throws RangeError when the name isn't a zone of the IANA database. */
export function parseZone(text: string): Zone {
  const canonical = Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text).timeZoneId;
  if (/^[+-]/.test(canonical)) throw new RangeError('a time zone is an IANA name, not an offset');
  return canonical as Zone;
}

export function localDateTime(date: LocalDate, time: LocalTime): LocalDateTime {
  return `${date}T${time}` as LocalDateTime;
}

export function datePart(value: LocalDateTime): LocalDate {
  return value.slice(0, 10) as LocalDate;
}

export function timePart(value: LocalDateTime): LocalTime {
  return value.slice(11) as LocalTime;
}

/**
 * The instant of a slot on the wall clock (clinical.md A6): one that doesn't exist takes the offset before
 * the gap (02:30 reads 03:30), one that happens twice means the first.
 */
export function slotInstant(value: LocalDateTime, timeZone: Zone): Instant {
  const { startsAt, isPlain } = dayIn(datePart(value), timeZone);
  if (isPlain) return addMinutes(startsAt, minutesOf(timePart(value)));
  return fromTemporal(
    Temporal.PlainDateTime.from(value).toZonedDateTime(timeZone, { disambiguation: 'compatible' }).toInstant(),
  );
}

/** The wall clock at an instant, to the minute. What was worked out for a minute is remembered for some time. */
export function localDateTimeOf(value: Instant, timeZone: Zone): LocalDateTime {
  // Since then clocks have been whole minutes from UTC, and have changed at whole minutes.
  if (value < WHOLE_MINUTES_SINCE) return computed(value, timeZone);
  let minutes = wallClocks.get(timeZone);
  if (minutes === undefined) wallClocks.set(timeZone, (minutes = new Map<string, LocalDateTime>()));
  const minute = value.slice(0, 16);
  const known = minutes.get(minute);
  if (known !== undefined) return known;
  if (minutes.size >= REMEMBERED_MINUTES) minutes.clear();
  const wall = computed(value, timeZone);
  minutes.set(minute, wall);
  return wall;
}

const WHOLE_MINUTES_SINCE = '1980-01-01';

/** Minutes that are remembered of each zone before all are forgotten: what is asked for is mostly now, or a dose of today. */
const REMEMBERED_MINUTES = 2_000;

const wallClocks = new Map<Zone, Map<string, LocalDateTime>>();

function computed(value: Instant, timeZone: Zone): LocalDateTime {
  return toTemporal(value).toZonedDateTimeISO(timeZone).toPlainDateTime().toString({
    smallestUnit: 'minute',
  }) as LocalDateTime;
}

/** The first minute of the wall clock whose slot isn't before an instant; an hour that comes twice is over with its first. */
export function nextMinute(value: Instant, timeZone: Zone): LocalDateTime {
  let minute = localDateTimeOf(value, timeZone);
  while (slotInstant(minute, timeZone) < value) minute = addWallMinutes(minute, 1);
  return minute;
}

/** The calendar day, in the zone, that an instant belongs to. */
export function localDateOf(value: Instant, timeZone: Zone): LocalDate {
  return datePart(localDateTimeOf(value, timeZone));
}

/** The first instant of a day: midnight, or the end of the gap where midnight doesn't exist. */
export function startOfDay(date: LocalDate, timeZone: Zone): Instant {
  return dayIn(date, timeZone).startsAt;
}

/** A day in a zone; asking the zone takes long beside arithmetic, and most days have 24 hours. */
interface Day {
  readonly startsAt: Instant;
  /** From midnight to midnight in 24 hours: every time of it exists once. */
  readonly isPlain: boolean;
}

const days = new Map<string, Day>();

/** How many days are remembered before all are forgotten: twenty years of one zone. */
const REMEMBERED_DAYS = 7_400;

function dayIn(date: LocalDate, timeZone: Zone): Day {
  const name = `${date} ${timeZone}`;
  const known = days.get(name);
  if (known !== undefined) return known;
  const startsAt = midnight(date, timeZone);
  const length = minutesBetween(startsAt, midnight(addDays(date, 1), timeZone));
  const day = { startsAt, isPlain: length === 24 * 60 };
  if (days.size >= REMEMBERED_DAYS) days.clear();
  days.set(name, day);
  return day;
}

function midnight(date: LocalDate, timeZone: Zone): Instant {
  return fromTemporal(Temporal.PlainDate.from(date).toZonedDateTime(timeZone).toInstant());
}

function minutesOf(time: LocalTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** Milliseconds of a day without a clock that is set. */
const CALENDAR_DAY = 86_400_000;

/** So many days later in the calendar, or before. No clock has part in it, so it is counted in UTC: thirty times as fast as by Temporal. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(date) + days * CALENDAR_DAY).toISOString().slice(0, 10) as LocalDate;
}

/** So many minutes later on the wall clock, or before, as if the clock never changed. */
export function addWallMinutes(value: LocalDateTime, minutes: number): LocalDateTime {
  return Temporal.PlainDateTime.from(value).add({ minutes }).toString({ smallestUnit: 'minute' }) as LocalDateTime;
}

/** Whole days from `a` to `b`, negative when `b` is earlier. */
export function daysBetween(a: LocalDate, b: LocalDate): number {
  return (Date.parse(b) - Date.parse(a)) / CALENDAR_DAY;
}

export function weekdayOf(date: LocalDate): Weekday {
  const name = WEEKDAYS[Temporal.PlainDate.from(date).dayOfWeek - 1];
  if (name === undefined) throw new RangeError(`no weekday for ${date}`);
  return name;
}

/** Completed years on a given day. */
export function ageOn(birthDate: LocalDate, on: LocalDate): number {
  return Temporal.PlainDate.from(birthDate).until(Temporal.PlainDate.from(on), { largestUnit: 'year' }).years;
}
