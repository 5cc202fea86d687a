import { InvalidFieldsError } from '#platform/kernel';
import {
  addDays,
  datePart,
  localDateTime,
  localDateTimeOf,
  nextMinute,
  parseLocalTime,
  type Instant,
  type LocalDate,
  type LocalDateTime,
  type Zone,
} from '#platform/time';
import { FORM_FIELDS, SERIES_BOUNDS, type ActivityFields, type FormField, type FormFields } from './activity.js';
import { TooManyChangesError } from './activity.errors.js';
import { fieldsOf, formsOf, isHeldOnce, slotsOf, type Form, type Series } from './series.js';

/** From when a change of a series holds, and which of its fields hold in the forms that begin later as well. */
export interface Revision {
  /** On the wall clock: what the series puts before stays. */
  readonly cut: LocalDateTime;
  readonly fields: readonly FormField[];
  /** Whether the caller said a day; else what is held once, or hasn't begun, changes as a whole. */
  readonly isFromADay: boolean;
}

const MIDNIGHT = parseLocalTime('00:00');

/**
 * When a change takes hold: from a day that is said, else from now on.
 * @throws InvalidFieldsError when the day is over.
 */
export function cutFrom(from: LocalDate | undefined, now: Instant, zone: Zone): LocalDateTime {
  const next = nextMinute(now, zone);
  if (from === undefined) return next;
  if (from < datePart(localDateTimeOf(now, zone))) {
    const message = 'What was held stays: today at the earliest.';
    throw new InvalidFieldsError([{ pointer: '/from', code: 'out-of-range', message }]);
  }
  const midnight = localDateTime(from, MIDNIGHT);
  return midnight < next ? next : midnight;
}

/** Which fields a patch changes; those that it states as they are as well, when a day is said from which they hold. */
export function statedFields(
  current: FormFields,
  changed: FormFields,
  patch: Readonly<Record<string, unknown>>,
  isFromADay: boolean,
): readonly FormField[] {
  return FORM_FIELDS.filter(
    (name) =>
      (isFromADay && patch[name] !== undefined) || JSON.stringify(current[name]) !== JSON.stringify(changed[name]),
  );
}

/**
 * A series after a change that leaves what was before: its fields, and the forms that it had. One that has no session
 * before the change has nothing to keep.
 * @param changed the fields of the activity after the change.
 * @param hasBroughtForward whether a session of after the change is to be held before it.
 * @throws TooManyChangesError
 */
export function revise(
  current: Series,
  changed: ActivityFields,
  { cut, fields, isFromADay }: Revision,
  hasBroughtForward = false,
): Series {
  if (isHeldOnce(current) && !isFromADay) return { ...fieldsOf(changed), earlier: [] };
  const forms = formsOf(current).flatMap((form): readonly Form[] => {
    const { from, until } = form;
    if (until !== null && until <= cut) return [form];
    const next =
      until === null ? { ...form, ...fieldsOf(changed) } : { ...form, ...applied(form, current, changed, fields) };
    const isAllAfter = from === null ? !hasBroughtForward && !hasSlotBefore(form, cut) : from >= cut;
    return isAllAfter
      ? [next]
      : [
          { ...form, until: cut },
          { ...next, from: cut },
        ];
  });
  const earlier = joined(forms).flatMap(({ from, until, ...form }) =>
    until === null ? [] : [{ ...fieldsOf(form), exceptionDates: form.exceptionDates.filter(isFrom(from)), until }],
  );
  const exceptions = earlier.reduce((sum, { exceptionDates }) => sum + exceptionDates.length, 0);
  if (earlier.length > SERIES_BOUNDS.earlier || exceptions > SERIES_BOUNDS.exceptionDates)
    throw new TooManyChangesError();
  return { ...fieldsOf(changed), earlier };
}

/** What a change does to a form that a later one is to follow: of the exceptions, those that come and go. */
function applied(form: FormFields, current: FormFields, changed: FormFields, fields: readonly FormField[]): FormFields {
  const stated = Object.fromEntries(fields.map((name) => [name, changed[name]])) as Partial<FormFields>;
  const gone = new Set(current.exceptionDates.filter((date) => !changed.exceptionDates.includes(date)));
  const kept = form.exceptionDates.filter((date) => !gone.has(date));
  const exceptionDates = fields.includes('exceptionDates')
    ? [...new Set([...kept, ...changed.exceptionDates])].sort()
    : form.exceptionDates;
  return { ...form, ...stated, exceptionDates };
}

/** The forms, those that say the same as what follows as one with it. */
function joined(forms: readonly Form[]): readonly Form[] {
  return forms.reduceRight<readonly Form[]>((after, form) => {
    const [next, ...rest] = after;
    return next !== undefined && saysTheSame(form, next) ? [{ ...next, from: form.from }, ...rest] : [form, ...after];
  }, []);
}

/** Whether `next` would give the sessions of a form's own stretch as the form does. */
function saysTheSame(form: Form, next: Form): boolean {
  const inStretch = (dates: FormFields['exceptionDates']) =>
    dates.filter(isFrom(form.from)).filter((date) => form.until === null || date < form.until);
  return FORM_FIELDS.every((name) =>
    name === 'exceptionDates'
      ? inStretch(form[name]).join() === inStretch(next[name]).join()
      : form[name] === next[name],
  );
}

/** Of exceptions, those that concern sessions from a moment on: all of a day counts to its end. */
function isFrom(from: LocalDateTime | null): (date: LocalDate | LocalDateTime) => boolean {
  return (date) => from === null || date >= from || date === datePart(from);
}

/** In days; twice as many each time, for most series have begun where they say. */
const FIRST_STRETCH = 366;

function hasSlotBefore(form: FormFields, cut: LocalDateTime): boolean {
  let from = form.startsAt;
  for (let days = FIRST_STRETCH; from < cut; days *= 2) {
    const end = localDateTime(addDays(datePart(from), days), MIDNIGHT);
    const to = end < cut ? end : cut;
    if (slotsOf({ ...form, earlier: [] }, from, to).length > 0) return true;
    from = to;
  }
  return false;
}
