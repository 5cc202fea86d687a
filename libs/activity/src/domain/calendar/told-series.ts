import {
  addDays,
  addMinutes,
  datePart,
  expand,
  localDateTime,
  parseLocalTime,
  plainRule,
  slotInstant,
  timePart,
  type Instant,
  type LocalDate,
  type LocalDateTime,
} from '#platform/time';
import { grouped } from '#platform/kernel';
import type { Activity } from '../activity.js';
import { formsOf, type Form } from '../series.js';
import type { Session } from '../session.js';
import { description, uidOf, type CalendarEvent } from './calendar-event.js';
import { isUnsteady, type HomeClock } from './home-clock.js';
import { partsOf, type Span } from './span.js';

/** A series as one event, and which sessions that tells. */
export interface ToldSeries {
  readonly event: CalendarEvent;
  /** Where the series puts the sessions that the event tells. */
  readonly slots: readonly LocalDateTime[];
  /** Those of them that are cancelled, moved or otherwise not as the series has them. */
  readonly differing: readonly Session[];
}

type Recurrence = Pick<CalendarEvent, 'rule' | 'until' | 'dates' | 'exceptions'>;

/** What a form of a series gives at one time of day, in order. */
interface Slots {
  /** In the span, and those after it that were changed; exceptions or not. */
  readonly given: readonly LocalDateTime[];
  /** Those of them that the event is to tell. */
  readonly told: readonly LocalDateTime[];
  readonly first: LocalDateTime;
}

/** An hour later than the last: some programs read the end by the clock that was right at the beginning. */
const GRACE_MINUTES = 60;

const MIDNIGHT = parseLocalTime('00:00');

/**
 * The events of a series, some at a time, one for each of its forms and times of day: some programs know one occurrence a day. Each is
 * told by its rule where every program reads that alike, else date by date, and begins with the first session in the
 * span. A session at a time on which programs differ is part of none, and neither is one after the span that was changed:
 * a program that looks at earlier days would not find it.
 * @param sessions those to tell, by where the series puts them, in order.
 */
export function* toldSeries(
  activity: Activity,
  sessions: ReadonlyMap<LocalDateTime, Session>,
  clock: HomeClock,
  span: Span,
): Generator<readonly ToldSeries[], void, undefined> {
  for (const form of formsOf(activity)) {
    if (form.recurrence === null) continue;
    const slots = yield* slotsOf(form, sessions, span);
    for (const given of grouped(slots, timePart).values()) {
      const told = given.filter((slot) => slot < span.to && sessions.has(slot) && isSteady(slot, form, clock));
      const [first] = told;
      if (first === undefined) continue;
      const recurrence = recurrenceOf(activity, form, { given, told, first }, clock, span) ?? {
        rule: null,
        until: null,
        dates: told,
        exceptions: [],
      };
      const differing = told.flatMap((slot) => sessions.get(slot) ?? []).filter((one) => !isAsInForm(one, form, clock));
      yield [{ event: eventOf(activity, form, first, recurrence), slots: told, differing }];
    }
  }
}

function* slotsOf(
  form: Form,
  sessions: ReadonlyMap<LocalDateTime, Session>,
  span: Span,
): Generator<readonly [], readonly LocalDateTime[], undefined> {
  const slots: LocalDateTime[] = [];
  for (const part of partsOf(span)) {
    slots.push(...given(form, part.from, part.to));
    yield [];
  }
  const later = [...sessions.keys()].filter((slot) => slot >= span.to && isGiven(form, slot));
  return [...slots, ...later];
}

/** Where the rule of a form puts sessions in its own stretch of `[from, to)`, exceptions or not. */
function given(form: Form, from: LocalDateTime, to: LocalDateTime): LocalDateTime[] {
  const first = form.from === null || form.from < from ? from : form.from;
  const end = form.until === null || form.until > to ? to : form.until;
  return first < end ? occurrences(form, first, end) : [];
}

function isGiven(form: Form, slot: LocalDateTime): boolean {
  return given(form, slot, midnightAfter(datePart(slot)))[0] === slot;
}

function occurrences({ startsAt, recurrence }: Form, from: LocalDateTime, to: LocalDateTime): LocalDateTime[] {
  return expand({ startsAt, rule: recurrence ?? undefined, from, to });
}

function isSteady(slot: LocalDateTime, { durationMinutes }: Form, clock: HomeClock): boolean {
  const startsAt = slotInstant(slot, clock.zone);
  return !isUnsteady(clock, startsAt, addMinutes(startsAt, durationMinutes));
}

/** By rule; undefined where it can't be told so. */
function recurrenceOf(
  { inactiveSince }: Activity,
  form: Form,
  { given: slots, told, first }: Slots,
  clock: HomeClock,
  span: Span,
): Recurrence | undefined {
  const rule = form.recurrence === null ? undefined : plainRule(form.recurrence, form.startsAt);
  if (rule === undefined) return undefined;
  const { count, until, text, timesOfDay } = rule;
  const counted = count === undefined ? [] : occurrences(form, form.startsAt, span.to);
  const isOver =
    inactiveSince !== null ||
    (form.until !== null && form.until <= span.to) ||
    (until !== undefined && until < span.to) ||
    (count !== undefined && counted.length >= count);
  const kept = new Set(told);
  const leftOut = slots.filter((slot) => slot >= first && !kept.has(slot));
  if (isOver) {
    const last = slotInstant(told.at(-1) ?? first, clock.zone);
    const late = addMinutes(last, 2 * GRACE_MINUTES);
    const exceptions = leftOut.filter((slot) => slotInstant(slot, clock.zone) <= late);
    return { rule: text, until: addMinutes(last, GRACE_MINUTES), dates: [], exceptions };
  }
  if (form.until !== null || (count !== undefined && timesOfDay > 1)) return undefined;
  const more = count === undefined ? '' : `;COUNT=${count - counted.filter((slot) => slot < first).length}`;
  return {
    rule: text + more,
    until: until === undefined ? null : slotInstant(until, clock.zone),
    dates: [],
    exceptions: [...leftOut, ...exceptionsAfter(form, span.to, first)],
  };
}

/** What the rule gives after the span at the time of day of `first`, and the home doesn't hold. */
function exceptionsAfter(form: Form, end: LocalDateTime, first: LocalDateTime): LocalDateTime[] {
  const later = form.exceptionDates.filter((date) => date >= end);
  const exceptions = new Set<string>(later);
  return [...new Set(later.map((date) => date.slice(0, 10)))].flatMap((text) => {
    const day = text as LocalDate;
    const slots = given(form, localDateTime(day, MIDNIGHT), midnightAfter(day));
    return slots.filter((slot) => timePart(slot) === timePart(first) && (exceptions.has(day) || exceptions.has(slot)));
  });
}

function isAsInForm(session: Session, form: Form, { zone }: HomeClock): boolean {
  const startsAt = slotInstant(session.originalStartsAt, zone);
  return (
    session.status === 'planned' &&
    session.startsAt === startsAt &&
    session.endsAt === addMinutes(startsAt, form.durationMinutes) &&
    session.location === form.location &&
    session.leader === form.leader &&
    session.reason === null
  );
}

function eventOf(activity: Activity, form: Form, first: LocalDateTime, recurrence: Recurrence): CalendarEvent {
  const { title, category, notes, version, updatedAt } = activity;
  const { location, leader, durationMinutes } = form;
  const stretch = form.from === null ? '' : `from-${form.from}`;
  const time = timePart(first) === timePart(form.startsAt) ? '' : `at-${timePart(first)}`;
  return {
    uid: uidOf(activity, stretch, time),
    recurrenceId: null,
    startsAt: first,
    endsAt: wallAfter(first, durationMinutes),
    ...recurrence,
    isCancelled: false,
    summary: title,
    category,
    location,
    description: description(leader, notes),
    sequence: version - 1,
    changedAt: updatedAt,
  };
}

/** The wall clock some minutes later, where it isn't set meanwhile. */
function wallAfter(start: LocalDateTime, minutes: number): LocalDateTime {
  return addMinutes(`${start}:00.000Z` as Instant, minutes).slice(0, 16) as LocalDateTime;
}

function midnightAfter(day: LocalDate): LocalDateTime {
  return localDateTime(addDays(day, 1), MIDNIGHT);
}
