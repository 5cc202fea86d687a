import { expand, type LocalDateTime } from '#platform/time';
import type { EarlierForm, FormFields } from './activity.js';

/** A series with the forms that it had (docs/decisions/0017). */
export interface Series extends FormFields {
  readonly earlier: readonly EarlierForm[];
}

/** How a series is planned in a stretch of the wall clock. */
export interface Form extends FormFields {
  /** Itself included; null: since ever. */
  readonly from: LocalDateTime | null;
  /** Itself not included; null: until further notice. */
  readonly until: LocalDateTime | null;
}

/** Whether there is one session and there never were others. */
export function isHeldOnce({ recurrence, earlier }: Series): boolean {
  return recurrence === null && earlier.length === 0;
}

/** All forms of a series, oldest first, without a gap: each gives the sessions that it puts into its own stretch. */
export function formsOf(series: Series): readonly Form[] {
  const ends = series.earlier.map(({ until }) => until);
  return [...series.earlier, { ...fieldsOf(series), until: null }].map((form, index) => ({
    ...form,
    from: ends[index - 1] ?? null,
  }));
}

/** The form that holds at a local date-time. */
export function formAt(series: Series, at: LocalDateTime): FormFields {
  return series.earlier.find(({ until }) => at < until) ?? series;
}

/** Where a series puts its sessions in `[from, to)` of the wall clock, in order. */
export function slotsOf(series: Series, from: LocalDateTime, to: LocalDateTime): LocalDateTime[] {
  return formsOf(series).flatMap((form) => {
    const first = form.from === null || form.from < from ? from : form.from;
    const end = form.until === null || form.until > to ? to : form.until;
    return first < end ? slotsOfForm(form, first, end) : [];
  });
}

function slotsOfForm(form: FormFields, from: LocalDateTime, to: LocalDateTime): LocalDateTime[] {
  const { startsAt, recurrence, exceptionDates } = form;
  return expand({ startsAt, rule: recurrence ?? undefined, exceptionDates, from, to });
}

/** As much of an activity as its forms say. */
export function fieldsOf({
  startsAt,
  durationMinutes,
  recurrence,
  exceptionDates,
  location,
  leader,
  capacity,
}: FormFields): FormFields {
  return { startsAt, durationMinutes, recurrence, exceptionDates, location, leader, capacity };
}
