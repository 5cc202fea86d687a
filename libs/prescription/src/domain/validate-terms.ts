import { MAX_QUANTITY, ZERO, quantity, type FieldError, type Quantity } from '#platform/kernel';
import { localDateOf, type Zone } from '#platform/time';
import { doseDays, nextDoseDay } from './dose-days.js';
import type { AsNeededSchedule, PrescriptionTerms, Schedule, TimesSchedule } from './prescription.js';
import { dayNumber } from './wall-clock.js';

/** Bounds of a schedule; the home's own, wide enough for any known regimen. */
export const SCHEDULE_BOUNDS = {
  /** Hourly. */
  timesPerDay: 24,
  everyDays: 366,
  cycleDays: 365,
  /** A week; 0 asks for no interval. */
  minIntervalMinutes: 10_080,
  maxDosesPer24h: 48,
} as const;

/** Every bad field of what is to be prescribed, by JSON Pointer into the request. */
export function validateTerms(terms: PrescriptionTerms, zone: Zone): readonly FieldError[] {
  const { dose, schedule, startsOn, endsOn } = terms;
  const errors = [...positive('/dose/quantity', dose.quantity), ...validateSchedule(schedule)];
  if (endsOn !== null && endsOn < startsOn) {
    errors.push(field('/endsOn', 'before-start', 'The last day is before the first.'));
  }
  return errors.length > 0 ? errors : hasADose(terms, zone);
}

/** Every bad field of a schedule, by JSON Pointer into the request. */
export function validateSchedule(schedule: Schedule): readonly FieldError[] {
  switch (schedule.kind) {
    case 'times':
      return [...validateTimes(schedule), ...validateDays(schedule)];
    case 'once':
      return [];
    case 'as-needed':
      return validateAsNeeded(schedule);
  }
}

function validateTimes({ times }: TimesSchedule): readonly FieldError[] {
  const pointer = '/schedule/times';
  if (times.length === 0) return [field(pointer, 'required', 'At least one time is needed.')];
  if (times.length > SCHEDULE_BOUNDS.timesPerDay) {
    return [field(pointer, 'too-many', `At most ${SCHEDULE_BOUNDS.timesPerDay} times a day.`)];
  }
  return times.flatMap((time, index) =>
    times.indexOf(time) < index ? [field(`${pointer}/${index}`, 'duplicate', `${time} is there twice.`)] : [],
  );
}

function validateDays({ daysOfWeek, everyDays, cycle }: TimesSchedule): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (daysOfWeek?.length === 0) {
    errors.push(field('/schedule/daysOfWeek', 'required', 'At least one day of the week, or none of them named.'));
  }
  daysOfWeek?.forEach((day, index) => {
    if (daysOfWeek.indexOf(day) < index) {
      errors.push(field(`/schedule/daysOfWeek/${index}`, 'duplicate', `${day} is there twice.`));
    }
  });
  if (everyDays !== null) errors.push(...whole('/schedule/everyDays', everyDays, SCHEDULE_BOUNDS.everyDays));
  if (cycle !== null) {
    errors.push(
      ...whole('/schedule/cycle/onDays', cycle.onDays, SCHEDULE_BOUNDS.cycleDays),
      ...whole('/schedule/cycle/offDays', cycle.offDays, SCHEDULE_BOUNDS.cycleDays),
    );
  }
  if (everyDays !== null && cycle !== null) {
    errors.push(field('/schedule/cycle', 'exclusive', 'A schedule has either everyDays or a cycle.'));
  }
  return errors;
}

function validateAsNeeded(schedule: AsNeededSchedule): readonly FieldError[] {
  const { minIntervalMinutes, maxDosesPer24h, maxQuantityPer24h, reason } = schedule;
  return [
    ...whole('/schedule/minIntervalMinutes', minIntervalMinutes, SCHEDULE_BOUNDS.minIntervalMinutes, 0),
    ...whole('/schedule/maxDosesPer24h', maxDosesPer24h, SCHEDULE_BOUNDS.maxDosesPer24h),
    ...(maxQuantityPer24h === null ? [] : positive('/schedule/maxQuantityPer24h', maxQuantityPer24h)),
    ...(reason.trim() === '' ? [field('/schedule/reason', 'required', 'What it is for has to be said.')] : []),
  ];
}

/** A prescription that can never have a dose is a slip: a last day before the first dose, a weekday never met. */
function hasADose({ dose, schedule, startsOn, endsOn }: PrescriptionTerms, zone: Zone): readonly FieldError[] {
  switch (schedule.kind) {
    case 'times': {
      const first = nextDoseDay(doseDays(schedule, startsOn, endsOn), dayNumber(startsOn));
      return first === undefined ? [field('/schedule', 'never-due', 'No dose would ever be due.')] : [];
    }
    case 'once': {
      const on = localDateOf(schedule.at, zone);
      const isOutside = on < startsOn || (endsOn !== null && on > endsOn);
      return isOutside ? [field('/schedule/at', 'never-due', 'The dose is outside the days of the prescription.')] : [];
    }
    case 'as-needed': {
      const { maxQuantityPer24h } = schedule;
      if (maxQuantityPer24h === null || maxQuantityPer24h >= dose.quantity) return [];
      return [field('/schedule/maxQuantityPer24h', 'never-due', 'One dose is more than the limit of 24 hours.')];
    }
  }
}

function whole(pointer: string, value: number, maximum: number, minimum = 1): readonly FieldError[] {
  const isFine = Number.isInteger(value) && value >= minimum && value <= maximum;
  return isFine ? [] : [field(pointer, 'out-of-range', `A whole number from ${minimum} to ${maximum}.`)];
}

function positive(pointer: string, value: Quantity): readonly FieldError[] {
  const isFine = value > ZERO && value <= quantity(MAX_QUANTITY);
  return isFine ? [] : [field(pointer, 'out-of-range', `More than 0 and at most ${MAX_QUANTITY}.`)];
}

function field(pointer: string, code: string, message: string): FieldError {
  return { pointer, code, message };
}
