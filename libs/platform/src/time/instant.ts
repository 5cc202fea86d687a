import { Temporal } from 'temporal-polyfill';

declare const instant: unique symbol;

/**
 * A moment in UTC with milliseconds, `2026-03-29T06:00:00.000Z`. Always in this one form, so that
 * comparing the text compares the time: in TypeScript, in SQLite and in PostgreSQL (collation "C").
 */
export type Instant = string & { readonly [instant]: true };

const CANONICAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)$/;

/** The years that an instant may lie in; wide enough for a birth and any plan, narrow enough to sort as text. */
const EARLIEST = '1800-01-01T00:00:00.000Z';
const LATEST = '2999-12-31T23:59:59.999Z';

/**
 * Reads an RFC 3339 date-time with any offset; finer than a millisecond is cut off.
 * @throws RangeError when the text isn't one, or lies outside the years 1800 to 2999.
 */
export function parseInstant(text: string): Instant {
  if (!RFC_3339.test(text)) throw new RangeError('not an RFC 3339 date-time');
  const value = isInForm(text) ? text : fromTemporal(Temporal.Instant.from(text.toUpperCase()));
  if (value < EARLIEST || value > LATEST) throw new RangeError('a date-time outside the years 1800 to 2999');
  return value;
}

/** Whether a text is an instant just as we write it, which most programs send: told in a tenth of the time of reading it. */
function isInForm(text: string): text is Instant {
  if (!CANONICAL.test(text)) return false;
  const milliseconds = Date.parse(text);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === text;
}

export function isInstant(text: string): text is Instant {
  return CANONICAL.test(text);
}

export function fromTemporal(value: Temporal.Instant): Instant {
  return value.round({ smallestUnit: 'millisecond', roundingMode: 'floor' }).toString({
    smallestUnit: 'millisecond',
  }) as Instant;
}

export function toTemporal(value: Instant): Temporal.Instant {
  return Temporal.Instant.from(value);
}

/** Elapsed time: unaffected by clock changes (clinical.md A6). */
export function addMinutes(value: Instant, minutes: number): Instant {
  return addMilliseconds(value, minutes * 60_000);
}

export function addMilliseconds(value: Instant, milliseconds: number): Instant {
  return fromEpochMilliseconds(epochMilliseconds(value) + milliseconds);
}

/** The beginning of the minute that an instant lies in. */
export function startOfMinute(value: Instant): Instant {
  return `${value.slice(0, 16)}:00.000Z` as Instant;
}

/** Elapsed minutes from `a` to `b`, negative when `b` is earlier. */
export function minutesBetween(a: Instant, b: Instant): number {
  return (epochMilliseconds(b) - epochMilliseconds(a)) / 60_000;
}

export function epochMilliseconds(value: Instant): number {
  return Date.parse(value);
}

export function fromEpochMilliseconds(milliseconds: number): Instant {
  const day = Math.floor(milliseconds / DAY);
  const time = milliseconds - day * DAY;
  // Slots and windows are of whole minutes: put together of text that is known.
  return time % MINUTE === 0 ? wholeMinute(day, time / MINUTE) : written(milliseconds);
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** How many days are remembered before all are forgotten. */
const REMEMBERED_DAYS = 4_000;

const datesOfDays = new Map<number, string>();
const timesOfMinutes = new Map<number, string>();

function wholeMinute(day: number, minute: number): Instant {
  let date = datesOfDays.get(day);
  if (date === undefined) {
    if (datesOfDays.size >= REMEMBERED_DAYS) datesOfDays.clear();
    date = written(day * DAY).slice(0, 11);
    datesOfDays.set(day, date);
  }
  let time = timesOfMinutes.get(minute);
  if (time === undefined) {
    time = written(minute * MINUTE).slice(11);
    timesOfMinutes.set(minute, time);
  }
  return `${date}${time}` as Instant;
}

function written(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString() as Instant;
}

export function earlier(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}

export function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}
