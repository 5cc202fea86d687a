import { InvalidFieldsError, type FieldError } from '#platform/kernel';
import {
  parseLocalDate,
  parseLocalDateTime,
  parseRecurrence,
  type Instant,
  type LocalDate,
  type LocalDateTime,
  type RecurrenceRule,
} from '#platform/time';
import { excludesOf, mergedFit, requiresOf, type Excludes, type FitDraft, type Requires } from './fit.js';
import { parseCurrency, type Money } from './money.js';

export const ACTIVITY_CATEGORIES = [
  'physical',
  'cognitive',
  'social',
  'creative',
  'spiritual',
  'outing',
  'other',
] as const;
export type ActivityCategory = (typeof ACTIVITY_CATEGORIES)[number];

/** For several residents, or for one alone with whoever leads it. */
export const ACTIVITY_FORMATS = ['group', 'one-to-one'] as const;
export type ActivityFormat = (typeof ACTIVITY_FORMATS)[number];

/** What the home offers, once or as a series (api.md section 6); null: not stated. */
export interface ActivityFields {
  readonly title: string;
  readonly category: ActivityCategory;
  readonly format: ActivityFormat;
  readonly location: string | null;
  readonly leader: string | null;
  /** Names of who helps beside the leader. */
  readonly staff: readonly string[];
  /** How many may be enrolled in a session; null: as many as like. A one-to-one has one place. */
  readonly capacity: number | null;
  /** The first session, or where the rule begins to count (RFC 5545 DTSTART). */
  readonly startsAt: LocalDateTime;
  /** Of every session, elapsed. */
  readonly durationMinutes: number;
  /** RFC 5545 RRULE; null: held once. */
  readonly recurrence: RecurrenceRule | null;
  /** Sessions that the rule gives and the home doesn't hold: one, or all of a day. */
  readonly exceptionDates: readonly (LocalDate | LocalDateTime)[];
  /** Of one session, for each who takes part; null: nothing, or not known. */
  readonly cost: Money | null;
  readonly requires: Requires | null;
  readonly excludes: Excludes | null;
  readonly notes: string | null;
  /** Whether it is still offered; sessions of the past stay either way. */
  readonly active: boolean;
}

/** What of a series may change from a moment on, while what was before stays. */
export const FORM_FIELDS = [
  'startsAt',
  'durationMinutes',
  'recurrence',
  'exceptionDates',
  'location',
  'leader',
  'capacity',
] as const satisfies readonly (keyof ActivityFields)[];
export type FormField = (typeof FORM_FIELDS)[number];
export type FormFields = Pick<ActivityFields, FormField>;

/** How a series was planned until it was changed: it gives the sessions that it puts before then. */
export interface EarlierForm extends FormFields {
  /** On the home's wall clock, itself not included. */
  readonly until: LocalDateTime;
}

/** An activity as it is stored. */
export interface Activity extends ActivityFields {
  readonly id: string;
  /** Oldest first, each from the end of the one before it; what the activity itself says holds from the last end on. */
  readonly earlier: readonly EarlierForm[];
  /** When it stopped being offered: sessions before that stay. Null while it is offered. */
  readonly inactiveSince: Instant | null;
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** What a caller states of an activity, as sent; what is absent or null takes its default. */
export interface ActivityDraft {
  readonly title: string;
  readonly category: string;
  readonly format?: string | null | undefined;
  readonly location?: string | null | undefined;
  readonly leader?: string | null | undefined;
  readonly staff?: readonly string[] | null | undefined;
  readonly capacity?: number | null | undefined;
  readonly startsAt: string;
  readonly durationMinutes: number;
  readonly recurrence?: string | null | undefined;
  readonly exceptionDates?: readonly string[] | null | undefined;
  readonly cost?: Money | null | undefined;
  readonly requires?: FitDraft<Requires> | null | undefined;
  readonly excludes?: FitDraft<Excludes> | null | undefined;
  readonly notes?: string | null | undefined;
  readonly active?: boolean | null | undefined;
}

/** Bounds of what an activity may state; lengths in characters. */
export const ACTIVITY_BOUNDS = {
  title: 200,
  location: 200,
  leader: 200,
  notes: 4000,
  staff: 20,
  capacity: 1000,
  /** A week: a holiday away from the home. */
  durationMinutes: 10_080,
  exceptionDates: 1000,
  /** The years in which an activity may begin: a rule that counts is walked from there. */
  firstYear: 1970,
  lastYear: 2199,
} as const;

/** How many earlier forms a series keeps, and exceptions in all of them together. */
export const SERIES_BOUNDS = { earlier: 100, exceptionDates: 5000 } as const;

/** @throws InvalidFieldsError with every bad field at once. */
export function newActivity(draft: ActivityDraft): ActivityFields {
  const errors: FieldError[] = [];
  const bad = (pointer: string, code: string, message: string) => errors.push({ pointer, code, message });

  const text = (field: 'title' | 'location' | 'leader' | 'notes', value: string | null | undefined) => {
    const stated = value?.trim() ?? '';
    const most = ACTIVITY_BOUNDS[field];
    if (stated.length > most) bad(`/${field}`, 'too-long', `At most ${most} characters.`);
    return stated === '' ? null : stated;
  };
  const number = (field: 'capacity' | 'durationMinutes', value: number) => {
    const most = ACTIVITY_BOUNDS[field];
    if (!isWholeFrom1To(value, most)) bad(`/${field}`, 'out-of-range', `A whole number from 1 to ${most}.`);
    return value;
  };
  const read = <T>(pointer: string, code: string, reader: () => T): T | undefined => {
    try {
      return reader();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      bad(pointer, code, `It is refused: ${error.message}.`);
      return undefined;
    }
  };

  const title = text('title', draft.title);
  if (title === null) bad('/title', 'required', 'A title is needed.');
  const category = ACTIVITY_CATEGORIES.find((one) => one === draft.category);
  if (category === undefined) bad('/category', 'not-one-of', `One of ${ACTIVITY_CATEGORIES.join(', ')}.`);
  const format = ACTIVITY_FORMATS.find((one) => one === (draft.format ?? 'group'));
  if (format === undefined) bad('/format', 'not-one-of', `One of ${ACTIVITY_FORMATS.join(', ')}.`);
  const startsAt = read('/startsAt', 'invalid-date-time', () => beginning(draft.startsAt));
  const recurrence = read('/recurrence', 'invalid-recurrence', () =>
    draft.recurrence == null ? null : parseRecurrence(draft.recurrence),
  );
  const exceptionDates = (draft.exceptionDates ?? []).map((date, index) =>
    read(`/exceptionDates/${index}`, 'invalid-date', () => dateOrDateTime(date)),
  );
  if (exceptionDates.length > ACTIVITY_BOUNDS.exceptionDates) {
    bad('/exceptionDates', 'too-many', `At most ${ACTIVITY_BOUNDS.exceptionDates} exceptions.`);
  }
  const cost = draft.cost ?? null;
  if (cost !== null) read('/cost/currency', 'not-a-currency', () => parseCurrency(cost.currency));
  const fields = {
    location: text('location', draft.location),
    leader: text('leader', draft.leader),
    staff: namesOf(draft.staff ?? [], bad),
    capacity: capacityOf(draft, number, bad),
    cost,
    requires: requiresOf(draft.requires, bad),
    excludes: excludesOf(draft.excludes, bad),
    durationMinutes: number('durationMinutes', draft.durationMinutes),
    exceptionDates: [...new Set(exceptionDates.filter((date) => date !== undefined))].sort(),
    notes: text('notes', draft.notes),
    active: draft.active ?? true,
  };
  if (errors.length > 0 || title === null || !category || !format || !startsAt || recurrence === undefined) {
    throw new InvalidFieldsError(errors);
  }
  return { title, category, format, startsAt, recurrence, ...fields };
}

type Bad = (pointer: string, code: string, message: string) => void;

function capacityOf(
  { format, capacity }: Pick<ActivityDraft, 'format' | 'capacity'>,
  number: (field: 'capacity', value: number) => number,
  bad: Bad,
): number | null {
  const isOneToOne = format === 'one-to-one';
  if (capacity == null) return isOneToOne ? 1 : null;
  if (isOneToOne && capacity !== 1) bad('/capacity', 'does-not-fit', 'A one-to-one has one place.');
  return number('capacity', capacity);
}

function namesOf(staff: readonly string[], bad: Bad): readonly string[] {
  const { staff: most, leader: longest } = ACTIVITY_BOUNDS;
  const names = staff.map((name) => name.trim());
  if (names.length > most) bad('/staff', 'too-many', `At most ${most} names.`);
  for (const [index, { length }] of names.entries()) {
    if (length === 0 || length > longest) bad(`/staff/${index}`, 'bad-length', `From 1 to ${longest} characters.`);
  }
  return [...new Set(names)];
}

/**
 * An activity after a merge patch (RFC 7396): what is absent stays, null goes back to the default.
 * @throws InvalidFieldsError with every bad field at once.
 */
export function changeActivity(current: ActivityFields, patch: Partial<ActivityDraft>): ActivityFields {
  const keys = Object.keys(patch) as readonly (keyof ActivityDraft)[];
  const stated = Object.fromEntries(keys.filter((key) => patch[key] !== undefined).map((key) => [key, patch[key]]));
  const requires = mergedFit(current.requires, patch.requires);
  const excludes = mergedFit(current.excludes, patch.excludes);
  return newActivity({ ...current, ...stated, requires, excludes });
}

/** Since when an activity isn't offered, when its fields are stated anew at `at`. */
export function inactiveSince({ active }: ActivityFields, before: Instant | null, at: Instant): Instant | null {
  return active ? null : (before ?? at);
}

export function isWholeFrom1To(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}

function beginning(text: string): LocalDateTime {
  const startsAt = parseLocalDateTime(text);
  const year = Number(startsAt.slice(0, 4));
  const { firstYear, lastYear } = ACTIVITY_BOUNDS;
  if (year < firstYear || year > lastYear)
    throw new RangeError(`a start outside the years ${firstYear} to ${lastYear}`);
  return startsAt;
}

function dateOrDateTime(text: string): LocalDate | LocalDateTime {
  return text.length === 10 ? parseLocalDate(text) : parseLocalDateTime(text);
}
