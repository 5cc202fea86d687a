import {
  addDays,
  datePart,
  localDateTime,
  localDateTimeOf,
  parseLocalDateTime,
  parseLocalTime,
  type Instant,
  type LocalDateTime,
  type Zone,
} from '#platform/time';

/** A stretch of the wall clock. */
export interface Span {
  readonly from: LocalDateTime;
  readonly to: LocalDateTime;
}

/** Days of a part: some hundred sessions of most series, two thousand of one that is held every hour. */
const PART_DAYS = 92;

const MIDNIGHT = parseLocalTime('00:00');

/** A span in parts, each of which is worked through in one go. */
export function* partsOf({ from, to }: Span): Generator<Span, void, undefined> {
  for (let start = from; start < to;) {
    const next = localDateTime(addDays(datePart(start), PART_DAYS), MIDNIGHT);
    const end = next < to ? next : to;
    yield { from: start, to: end };
    start = end;
  }
}

export function isIn(at: LocalDateTime, { from, to }: Span): boolean {
  return from <= at && at < to;
}

/**
 * The years that the home's calendar is made for: from the first of January of last year to the end of the year after
 * next. It moves once a year, so that meanwhile the same activities make the same calendar.
 */
export function homeSpan(now: Instant, zone: Zone): Span {
  const year = Number(datePart(localDateTimeOf(now, zone)).slice(0, 4));
  const newYear = (of: number) => parseLocalDateTime(`${of}-01-01T00:00`);
  return { from: newYear(year - 1), to: newYear(year + 3) };
}
