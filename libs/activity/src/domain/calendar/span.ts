import {
  datePart,
  localDateTimeOf,
  parseLocalDateTime,
  type Instant,
  type LocalDateTime,
  type Zone,
} from '#platform/time';

/** A stretch of the wall clock. */
export interface Span {
  readonly from: LocalDateTime;
  readonly to: LocalDateTime;
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
